import type { ChineseProductName } from '../../product-name.ts'
import type { ownProblems } from '../../../../contract/problems/own.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export const ownMessages = (product: ChineseProductName, meanings: Meanings) =>
  ({
    offline: {
      title: '网络已断开',
      what: '这台设备没有连上网络，上传已暂停。',
      remedy: '连上网络后会自动继续。',
    },
    'connection-lost': {
      title: '网络连接中断',
      what: '请求发出后没有收到回应。',
      remedy: '请检查网络后再试。',
    },
    'nothing-answers': {
      title: '没有任何回应',
      what: '这台设备连着网络，但连不上上传服务。',
      remedy: '请看看其他网站能否打开，或换个网络。',
    },
    'call-blocked': {
      title: '上传请求被拦截',
      what: '上传服务有回应，但有一种请求总是收不到回应，可能被浏览器扩展或网络过滤拦下了。',
      remedy: '请对本页停用广告拦截等浏览器扩展，或联系网络管理员放行。',
    },
    'not-feishus-answer': {
      title: `回应的不是${product.last}`,
      what: `途中的防火墙、代理或上网登录页代替${product.amid}作了回应。`,
      remedy: '如果网络要求先登录，请在新标签页里登录；否则请复制详情发给网络管理员。',
    },
    'uploader-away': {
      title: '上传服务没有运行',
      what: '它前面的代理回应说连不上它，不是你的网络问题。',
      remedy: '如果一直这样，请复制详情发给上传服务的运维人员。',
    },
    'too-large-on-the-way': {
      title: '超过了途中代理的大小限制',
      what: `上传服务前面的代理拒绝了这么大的请求（HTTP 413），不是${product.amid}的限制。`,
      remedy: '请复制详情发给上传服务的运维人员，需要调高代理的限制。',
    },
    'feishu-unreachable': {
      title: `连接不上${product.last}`,
      what: `上传服务暂时连不上${product.last}，不是你的网络问题。`,
      remedy: '请过几分钟再试；登录没有成功的话，请再登录一次。',
    },
    'proxy-in-the-way': {
      title: '连接被代理挡住',
      what: `上传服务要经过一个代理才能连上${product.amid}，但这条路不通，不是你的网络问题。`,
      remedy: '文件都在。请过几分钟再试；如果一直这样，请复制详情发给上传服务的运维人员，里面写明了代理的反应。',
    },
    'certificate-not-trusted': {
      title: '证书不受信任',
      what: `上传服务连接${product.amid}时收到一张它不认识的证书，所以什么也没有发送。`,
      remedy: '请复制详情发给上传服务的运维人员，可能要在那里加入公司自己的证书。加入后文件会继续上传。',
    },
    'gateway-refused': {
      title: '上传服务拒绝了请求',
      what: `请求没有到达${product.last}，被上传服务挡了下来。`,
      remedy: '请刷新页面再试。如果还是不行，请复制详情发给应用开发者。',
    },
    'gateway-busy': {
      title: '上传服务正忙',
      what: '同时使用的人太多，或上传服务出了故障。',
      remedy: '请过几分钟再试；登录没有成功的话，请再登录一次。如果一直不行，请复制详情发给上传服务的运维人员。',
    },
    'store-unreachable': {
      title: '上传服务自己的存储出了故障',
      what: `上传服务连不上存放登录状态和额度的地方，不是${product.amid}的问题，也不是你的网络问题。`,
      remedy:
        '文件都在。请过几分钟再试；登录没有成功的话，请再登录一次。如果一直不行，请复制详情发给上传服务的运维人员。',
    },
    'app-ticket-awaited': meanings.appTicket,
    'app-not-in-company': {
      title: '企业目前没有使用本应用',
      what: '企业卸载或停用了本应用，或者尚未安装，企业成员都已退出登录。',
      remedy: '请联系企业管理员重新启用本应用，之后再登录。文件会在这里等着。',
    },
    'day-used-up': {
      title: '今天全公司的上传次数已用完',
      what: `${product.first}每天允许的上传次数由全公司共用，今天的已经用完。`,
      remedy: '请明天再试。',
    },
    'unreadable-answer': {
      title: '收到的回应无法识别',
      what: `上传服务收到的不是${product.amid}正常的回应。`,
      remedy: '请过几分钟再试。如果还是不行，请复制详情反馈。',
    },
    'unknown-code': {
      title: `${product.first}返回了未知错误`,
      what: `${product.first}拒绝了这次请求，原因不在已知的列表里。`,
      remedy: `可以先重试一次。如果还是不行，请复制详情，向${product.amid}技术支持反馈。`,
    },
    'file-changed': {
      title: '文件已被改动',
      what: '文件添加到这里之后，又被修改过。',
      remedy: '请重新选择这个文件，上传最新的内容。',
    },
    'file-unreadable': {
      title: '文件无法读取',
      what: '文件可能已被删除、移走，或正被其他程序占用。',
      remedy: '请确认文件还在原处，再重试或重新选择。',
    },
    'file-empty': {
      title: '文件是空的',
      what: `文件大小为 0，${product.first}不接受空文件。`,
      remedy: '请检查文件内容，再重新选择。',
    },
    'file-too-large': {
      title: '文件太大',
      what: '文件超过了这里能上传的大小。',
      remedy: '可以换到文档里，那里能放更大的文件；也可以压缩或拆分后再上传。',
    },
    'file-name-too-long': {
      title: '文件名太长',
      what: `文件名超过了${product.amid}允许的 250 个字符。`,
      remedy: '请给文件换一个短一些的名字。',
    },
    'file-name-empty': {
      title: '文件没有名字',
      what: `${product.first}要求每个文件都有名字。`,
      remedy: '请给文件起一个名字。',
    },
    'not-signed-in': meanings.notSignedIn,
    'sign-in-expired-attempt': {
      title: '登录超时',
      what: '登录页面打开太久，或是从旧的链接返回的。',
      remedy: '请从本页重新登录。',
    },
    'sign-in-incomplete': {
      title: '登录未完成',
      what: `从${product.amid}返回时没有带回登录结果。`,
      remedy: `请重新登录，并在${product.amid}的授权页上确认。`,
    },
    'client-sign-in-failed': {
      title: `${product.first}客户端没有完成登录`,
      what: '可能是没有同意授权，或客户端版本太旧。',
      remedy: '再点一次登录，会改用登录页。',
    },
    'portal-refused': {
      title: '门户的凭证已失效',
      what: '门户带来的登录凭证已过期、用过，或不是给这里的。',
      remedy: '请回到门户，从那里重新打开本页。',
    },
    'read-only': {
      title: '你只能阅读这篇文档',
      what: '你可以查看这篇文档，但不能编辑，文件放不进去。',
      remedy: '请向文档所有者申请编辑权限，或换一篇你能编辑的文档。',
    },
    'folder-read-only': {
      title: '你可能只能查看这个文件夹',
      what: '在它的协作者名单里，你只有阅读权限，导入多半会被拒绝。',
      remedy: '请向文件夹所有者申请编辑权限，或换一个文件夹。',
    },
    'document-not-listed': {
      title: '文档不在上传范围内',
      what: '从这里只能把文件放进指定的文档，这篇不在其中。',
      remedy: '请换一篇文档，或联系企业管理员把它加进来。',
    },
    'file-blocks-refused': {
      title: '这篇文档只能放图片',
      what: `${product.first}不让应用往文档里放其他文件，图片照常放入。`,
      remedy: '可以换到多维表格；表格和文字也可以选文件夹导入；其他图片请先转换为 PNG、JPG。',
    },
    'document-gone': meanings.documentGone,
    'placeholder-left': {
      title: '文档中留下了空白块',
      what: '文件没有放进去，预留的空白块也没能从文档中清除。',
      remedy: '请重试，或打开文档手动删除空白块。',
    },
    'not-taken-out': {
      title: '没能取出',
      what: '文件已经放进去了，试了几次都没能取出，现在还在原处。',
      remedy: '请打开看看，需要时手动删除。',
    },
    'cell-not-known': {
      title: '没有取出：认不出这张图片',
      what: '单元格里有一张图片，但看不出是不是当时放进去的那张，所以没有动它。',
      remedy: '请打开表格看看，需要时手动删除。',
    },
    'made-document-stays': {
      title: '导入生成的文档不会删除',
      what: '文件已经变成一个独立的在线文档，里面可能有别人的内容，所以不会删除。',
      remedy: '不再需要时，请打开文档手动删除。',
    },
    'place-unsettled': {
      title: '没能放到指定位置',
      what: '有人一直在这个位置附近编辑，文件几次都落到了别处，已经撤回。',
      remedy: '请稍后重试，或打开文档看看。',
    },
    'removed-from-document': {
      title: '文件被人从文档中移走了',
      what: '文件已经放进文档，之后有人删除或替换了它。',
      remedy: '如果还需要，请重试，会再放一次。',
    },
    'taken-by-edit': {
      title: '放好的文件被一并删掉了',
      what: '清除空白块时有人同时在编辑，已放好的文件可能被一起删掉。',
      remedy: '请重试，再放一次；也可以先打开文档看看。',
    },
    'progress-lost': {
      title: '不知道传到了哪一步',
      what: '浏览器没能记下这个文件传到了哪里，它可能已经在文档中，也可能还没有。',
      remedy: '请打开文档看看：已经有了，就从列表移除；没有，就重试。',
    },
    'bind-unconfirmed': {
      title: '无法确认文件已放入',
      what: `${product.first}回应说成功，但文档里还看不到这个文件。`,
      remedy: '请打开文档看看；如果没有，请重试。',
    },
    'sheet-pictures-only': {
      title: '电子表格只能放图片',
      what: '这个文件不是图片，电子表格没有可以放它的地方。',
      remedy: '请把它放进文档或多维表格。',
    },
    'sheet-picture-kind': {
      title: '单元格不支持这种图片',
      what: '这种格式的图片不能填入单元格。',
      remedy: '可以改选“浮在单元格上”，或转换为 PNG、JPG 后再试。',
    },
    'sheet-ended': {
      title: '工作表放不下了',
      what: '按当前方向，下一个单元格已超出工作表。',
      remedy: `请在${product.amid}里增加行或列后重试，或换一个起始单元格。`,
    },
    'record-not-found': {
      title: '没有匹配的记录',
      what: '比较的那一列里没有与文件名相同的文字，或所选记录已被删除。',
      remedy: '请核对文件名与记录，修改后重试。',
    },
    'cell-full': {
      title: '附件已满',
      what: '这个单元格已经有 100 个附件，不能再加。',
      remedy: '请换一条记录或另一列，或先删去一些附件。',
    },
    'import-kind': {
      title: '不能导入这种文件',
      what: `${product.first}不能把这种格式导入为在线文档。`,
      remedy: '请把它作为附件放进文档，或转换格式后再试。',
    },
    'import-unclear': {
      title: '不确定是否已导入',
      what: `提交导入时没有收到${product.amid}的答复，文档可能已经建好。`,
      remedy: '请先打开文件夹查看；没有的话再点重试。',
    },
  }) as const satisfies Record<keyof typeof ownProblems, ProblemMessages>
