import type { ChineseProductName } from '../../product-name.ts'
import type { importProblems } from '../../../../contract/problems/import.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export function importMessages(product: ChineseProductName, meanings: Meanings) {
  const meant = {
    sourceGone: {
      title: '导入的源文件已过期',
      what: '上传的源文件只保留 5 分钟，已经失效。',
      remedy: '请重试。',
    },
    wrongFormat: {
      title: '文件格式与导入设置不符',
      what: '文件的扩展名、内容与所选的文档类型对不上。',
      remedy: '请检查文件的扩展名，或换一种导入类型。',
    },
    tooLarge: {
      title: '文件太大而无法导入',
      what: '文件超过了这种格式导入的大小上限。',
      remedy: '请拆分文件后再导入，或作为附件上传。',
    },
    tooMuch: {
      title: '内容太多而无法导入',
      what: '文件的内容或层级超过了在线文档的上限。',
      remedy: '请拆分文件后再导入，或作为附件上传。',
    },
    folderForbids: {
      title: '不能导入到这个文件夹',
      what: '文件夹不存在，或你的账号不能在里面新建文档。',
      remedy: '请向文件夹的所有者申请权限，或换一个文件夹。',
    },
    folderGone: {
      title: '导入的文件夹不存在',
      what: `${product.first}找不到要导入到的文件夹，它可能已被删除。`,
      remedy: '请换一个文件夹。',
    },
    folderFull: {
      title: '导入的文件夹已满',
      what: '要导入到的文件夹里内容太多。',
      remedy: '请换一个文件夹。',
    },
    encrypted: {
      title: '文件已加密',
      what: '加密的文件不能导入为在线文档。',
      remedy: '请取消文件的密码后再导入，或作为附件上传。',
    },
    unsupported: {
      title: '文件格式不支持导入',
      what: `${product.first}不能把这种文件变成在线文档。`,
      remedy: '请另存为支持的格式再导入，或作为附件上传。',
    },
    damaged: {
      title: '文件已损坏',
      what: `${product.first}读不出这个文件的内容。`,
      remedy: '请在原来的软件里另存一份，再导入新文件。',
    },
    storageFull: {
      title: '导入时企业存储空间不足',
      what: '企业的存储空间不足，放不下导入的文档。',
      remedy: '请联系企业管理员清理或扩容，之后再试。',
    },
    tooSlow: {
      title: '导入超时',
      what: `${product.first}没能在限定时间内完成导入。`,
      remedy: '请拆分文件。',
    },
    beingCopied: {
      title: '导入的源文件正在复制',
      what: '源文件正在创建副本，暂时不能导入。',
      remedy: '请过几分钟再试。',
    },
  } as const satisfies Readonly<Record<string, ProblemMessages>>
  return {
    1069901: meanings.internalError,
    1069902: meanings.noEditRight,
    1069903: meanings.internalError,
    1069904: meant.wrongFormat,
    1069905: meanings.internalError,
    1069906: meanings.documentGone,
    1069907: meant.sourceGone,
    1069908: meant.folderForbids,
    1069909: meant.tooLarge,
    1069910: meant.wrongFormat,
    1069911: meant.wrongFormat,
    1069912: meant.folderGone,
    1069913: meant.sourceGone,
    1069914: meant.sourceGone,
    1069923: meanings.busy,
    'import-3': meanings.internalError,
    'import-100': meant.encrypted,
    'import-101': meanings.internalError,
    'import-102': meanings.internalError,
    'import-103': meanings.internalError,
    'import-104': meant.storageFull,
    'import-105': meant.folderFull,
    'import-106': meanings.internalError,
    'import-108': meant.tooSlow,
    'import-109': meanings.internalError,
    'import-110': meant.folderForbids,
    'import-112': meant.unsupported,
    'import-113': meant.unsupported,
    'import-114': meanings.internalError,
    'import-115': meant.tooLarge,
    'import-116': meant.folderForbids,
    'import-117': meant.folderGone,
    'import-118': meant.wrongFormat,
    'import-119': meant.folderGone,
    'import-120': meant.wrongFormat,
    'import-121': meant.sourceGone,
    'import-122': meant.beingCopied,
    'import-129': meant.damaged,
    'import-5000': meanings.internalError,
    'import-7000': meant.tooMuch,
    'import-7001': meant.tooMuch,
    'import-7002': meant.tooMuch,
  } as const satisfies Record<keyof typeof importProblems, ProblemMessages>
}
