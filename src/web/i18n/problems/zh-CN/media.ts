import type { ChineseProductName } from '../../product-name.ts'
import type { mediaProblems } from '../../../../contract/problems/media.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export function mediaMessages(product: ChineseProductName, meanings: Meanings) {
  const thumbnail: ProblemMessages = {
    title: '缩略图正在生成',
    what: `${product.first}正在为文件生成缩略图，暂时还取不到。`,
    remedy: '请过几分钟再试，文件本身没有问题。',
  }
  return {
    1061001: meanings.internalError,
    1061002: meanings.badCall,
    1061003: meanings.blockGone,
    1061004: meanings.noEditRight,
    1061005: meanings.staleToken,
    1061006: {
      title: `${product.first}响应超时`,
      what: `${product.first}没有在规定时间内处理完这次请求。`,
      remedy: '请过几分钟再试。',
    },
    1061007: meanings.blockGone,
    1061008: {
      title: '文件名不符合要求',
      what: '文件名为空，或超过了 250 个字符。',
      remedy: '请给文件重新命名，名字短一些即可。',
    },
    1061021: {
      title: '上传已过期',
      what: `这次上传超过 24 小时没有完成，${product.first}不再保留已传的部分。`,
      remedy: '请重试。',
    },
    1061041: meanings.blockGone,
    1061042: meanings.mediaFull,
    1061043: {
      title: '文件超过大小上限',
      what: `文件大小超过了你所在企业的${product.amid}版本允许的上限。`,
      remedy: '请压缩或拆分后再上传。如果确实需要上传大文件，可咨询企业管理员。',
    },
    1061044: meanings.blockGone,
    1061045: {
      title: `${product.first}要求稍后再试`,
      what: `同时上传的文件较多，${product.first}要求等一会儿再传这个文件。`,
      remedy: '请过几分钟再试。',
    },
    1061061: {
      title: '个人存储空间已满',
      what: `你在${product.amid}的个人存储空间不足，放不下更多文件。`,
      remedy: `请在${product.amid}里删除不需要的文件，腾出空间。`,
    },
    1061073: {
      title: '应用没有上传权限',
      what: '本应用还没有获得把文件上传到文档的权限。',
      remedy: '可以先重新授权。如果还是不行，请应用开发者在开发者后台开通上传权限并发布新版本。',
    },
    1061101: {
      title: '企业存储空间已满',
      what: `你所在企业的${product.amid}存储空间不足，暂时无法上传。`,
      remedy: '请联系企业管理员清理空间或扩容。',
    },
    1061109: {
      title: '文件名未通过审核',
      what: `${product.first}的内容审核不允许使用这个文件名。`,
      remedy: '请给文件换一个名字再上传。',
    },
    1061113: {
      title: '文件内容未通过审核',
      what: `${product.first}的内容审核不允许上传这个文件。`,
      remedy: '请检查文件内容，换一个合规的文件，或将它移除。',
    },
    1061547: meanings.mediaFull,
    1062004: thumbnail,
    1062005: {
      title: '这类文件没有缩略图',
      what: `${product.first}不支持为这类文件生成缩略图，文件本身不受影响。`,
      remedy: '可以先重试一次。如果还是不行，请复制详情发给应用开发者。',
    },
    1062006: thumbnail,
    1062007: {
      title: '上传途中换了账号',
      what: `这个文件由另一个账号开始上传，${product.first}不允许换人接着传。`,
      remedy: '会用当前账号从头上传。如果仍未成功，请确认登录的账号后重试。',
    },
    1062008: {
      title: '文件校验未通过',
      what: `${product.first}收到的内容与原文件不一致，可能传输出错，也可能文件刚被改动。`,
      remedy: '请关闭正在编辑它的程序，再重新选择文件。',
    },
    1062009: {
      title: '文件大小前后不一致',
      what: `${product.first}收到的大小与开始上传时不同，文件可能刚被改动。`,
      remedy: '请关闭正在编辑它的程序，再重新选择文件。',
    },
    1062010: {
      title: '文件没有传完整',
      what: `${product.first}没有收齐这个文件的所有部分。`,
      remedy: '请重试。',
    },
    1062011: {
      title: '收到的内容多于预期',
      what: `${product.first}收到的部分比开始上传时说明的多，文件可能刚被改动。`,
      remedy: '请重新选择文件。',
    },
    1062012: {
      title: '文件正在复制',
      what: `${product.first}正在复制这个文件，暂时不能处理。`,
      remedy: '请过几分钟再试。',
    },
    1062013: {
      title: '文件复制失败',
      what: `${product.first}复制这个文件时没有成功，文件可能已损坏。`,
      remedy: '请确认文件能在电脑上打开，再重新选择。',
    },
    1062014: {
      title: '不支持秒传',
      what: `${product.first}不允许跳过上传直接使用已有的文件。`,
      remedy: '请重试。',
    },
    1062051: {
      title: '上传途中连接断开',
      what: `文件还没传完，与${product.amid}的连接就断开了。`,
      remedy: '请检查网络后重试。',
    },
    1062505: {
      title: '云空间内容已达上限',
      what: `${product.first}云空间里的文件和文件夹总数达到了 40 万个的上限。`,
      remedy: '请清理不需要的内容，或换一个位置再上传。',
    },
    1062506: {
      title: '文件夹层级过深',
      what: `${product.first}云空间的文件夹最多 15 层，这里已经到头。`,
      remedy: '请换一个层级较浅的位置。',
    },
    1062507: {
      title: '文件夹里的内容太多',
      what: `${product.first}的一个文件夹里最多放 1500 项，这里已经放满。`,
      remedy: '请换一个文件夹里的文档再上传。',
    },
  } as const satisfies Record<keyof typeof mediaProblems, ProblemMessages>
}
