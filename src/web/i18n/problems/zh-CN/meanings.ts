import type { ChineseProductName } from '../../product-name.ts'
import type { ProblemMessages } from '../problem-messages.ts'

/** Conditions that several codes stand for and that are one thing to a person. */
export const meaningsOf = (product: ChineseProductName) =>
  ({
    busy: {
      title: `${product.first}正忙`,
      what: `${product.first}暂时处理不过来，没有完成这次请求。`,
      remedy: '请过几分钟再试。',
    },
    internalError: {
      title: `${product.first}内部出错`,
      what: `${product.first}处理这次请求时出现内部错误，与你的操作无关。`,
      remedy: `请复制详情，向${product.amid}技术支持反馈。`,
    },
    badCall: {
      title: `${product.first}不接受这次请求`,
      what: `请求的内容不符合${product.amid}的要求，多半是本应用的问题。`,
      remedy: '可以先重试一次。如果还是不行，请复制详情发给应用开发者。',
    },
    blockGone: {
      title: '文档里预留的位置不见了',
      what: '文件还没放好，文档中为它预留的位置就被删除了。',
      remedy: '请确认文档还在，再重试。',
    },
    documentOrBlockGone: {
      title: '文档或预留位置已被删除',
      what: `${product.first}找不到这篇文档，或找不到其中为文件预留的位置。`,
      remedy: '请打开文档确认，或换一篇文档。',
    },
    documentGone: {
      title: '文档不存在或已删除',
      what: `${product.first}找不到链接指向的文档。`,
      remedy: '请检查链接是否完整；如果文档已被删除，请换一篇文档。',
    },
    mediaFull: {
      title: '文档中的附件已达上限',
      what: '这篇文档里的图片和附件太多，不能再添加。',
      remedy: '请换一篇文档，或新建一篇再上传。',
    },
    noEditRight: {
      title: '没有编辑权限',
      what: '你的账号不能编辑这篇文档。',
      remedy: '请向文档所有者申请编辑权限，或换一篇你能编辑的文档。',
    },
    noViewRight: {
      title: '没有查看权限',
      what: '你的账号看不到这篇文档。',
      remedy: '请向文档所有者申请编辑权限，或换一篇你能编辑的文档。',
    },
    notInsertable: {
      title: '文档此处不能插入文件',
      what: `${product.first}不允许在这篇文档的这个位置放入图片或附件。`,
      remedy: '请打开文档看看，或换一篇文档再上传。',
    },
    batchTooBig: {
      title: '一次放入的内容过多',
      what: `放进文档的这一批内容超过了${product.amid}单次允许的数量。`,
      remedy: '请重试或复制详情反馈。',
    },
    sentToElsewhere: {
      title: '文件与预留位置不匹配',
      what: `${product.first}认为上传的文件不属于文档中为它预留的位置。`,
      remedy: '请重试。',
    },
    notSignedIn: {
      title: '尚未登录',
      what: `需要先用${product.amid}账号登录，才能把文件放进文档。`,
      remedy: '请登录后继续。',
    },
    staleToken: {
      title: '登录状态已失效',
      what: `${product.first}不再认可当前的登录状态。`,
      remedy: '请重新登录后再试。',
    },
    signInOver: {
      title: '登录已过期',
      what: '距离上次登录太久，或登录已在别处失效。',
      remedy: '请重新登录。',
    },
    codeSpent: {
      title: '登录凭证已失效',
      what: '登录用的一次性凭证已过期，或已经用过。',
      remedy: '请重新登录，中途不要刷新页面。',
    },
    signInDown: {
      title: `${product.first}登录暂时不可用`,
      what: `${product.first}的登录服务暂时出错。`,
      remedy: '请过几分钟再登录。',
    },
    accountInvalid: {
      title: '账号状态异常',
      what: `${product.first}找不到你的账号，或账号当前不可用。`,
      remedy: '请联系企业管理员确认账号状态，恢复后再登录。',
    },
    badSignInCall: {
      title: '登录配置有误',
      what: `本应用发出的登录请求不符合${product.amid}的要求。`,
      remedy: '请复制详情发给应用开发者，修好后再登录。',
    },
    appCredentials: {
      title: '应用凭证有误',
      what: `${product.first}不认可本应用的 App ID 或 App Secret。`,
      remedy: '请应用开发者对照开发者后台，检查上传服务配置的凭证。',
    },
    redirectUri: {
      title: '登录返回地址未登记',
      what: `登录后要返回的地址，与${product.amid}开发者后台登记的不一致。`,
      remedy: '请应用开发者在“安全设置”的重定向 URL 中加入本页的登录返回地址。',
    },
    appTicket: {
      title: '上传服务正在准备',
      what: `上传服务在等${product.amid}发来本应用的凭证（app_ticket），刚启动时要等几分钟。`,
      remedy: `请等几分钟。如果一直这样，请上传服务的运维人员检查${product.amid}能否访问事件的请求地址。`,
    },
    appDisabled: {
      title: '应用已停用或不可用',
      what: '本应用在你的企业里没有启用。',
      remedy: '请联系企业管理员启用本应用，之后再试。',
    },
    otherBrand: {
      title: '飞书与 Lark 不能混用',
      what: '飞书和 Lark 的账号、应用与文档互不相通，这里用到了另一边的。',
      remedy: '请换用本页所属一边的文档。',
    },
  }) as const satisfies Readonly<Record<string, ProblemMessages>>

export type Meanings = ReturnType<typeof meaningsOf>
