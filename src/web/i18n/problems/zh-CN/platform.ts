import type { ChineseProductName } from '../../product-name.ts'
import type { platformProblems } from '../../../../contract/problems/platform.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

const challenge: ProblemMessages = {
  title: '需要完成安全验证',
  what: '企业的安全策略要求先验证你的身份。',
  remedy: '请重新登录，并按提示完成验证。',
}

export function platformMessages(product: ChineseProductName, meanings: Meanings) {
  const authFailed: ProblemMessages = {
    title: '身份验证未通过',
    what: `${product.first}没有通过这次身份验证。`,
    remedy: '请重新登录。如果还是不行，请复制详情发给应用开发者。',
  }
  return {
    2200: meanings.busy,
    9499: meanings.badCall,
    10003: meanings.appCredentials,
    10012: meanings.appTicket,
    10014: meanings.appDisabled,
    10015: meanings.appCredentials,
    21000: challenge,
    21001: challenge,
    1064510: {
      title: '文档属于其他企业',
      what: `${product.first}不允许把文件放进其他企业的文档。`,
      remedy: '请换一篇你所在企业的文档。',
    },
    1064511: meanings.otherBrand,
    99991201: meanings.badCall,
    99991400: {
      title: '请求过于频繁',
      what: `全公司共用的调用额度一时用满，${product.first}要求等一会儿再继续。`,
      remedy: '请过几分钟再试。',
    },
    99991401: {
      title: '服务器不在 IP 白名单内',
      what: '本应用设置了 IP 白名单，上传服务所在的服务器不在其中。',
      remedy: '请联系企业管理员，把上传服务的 IP 地址加入白名单。',
    },
    99991403: {
      title: '本月调用额度已用完',
      what: `你所在企业本月的${product.amid}接口调用次数已达上限。`,
      remedy: `请联系企业管理员升级${product.amid}版本，或等到下个月。`,
    },
    99991543: meanings.appCredentials,
    99991661: meanings.notSignedIn,
    99991662: meanings.appDisabled,
    99991663: meanings.staleToken,
    99991664: meanings.staleToken,
    99991665: meanings.staleToken,
    99991668: meanings.staleToken,
    99991669: meanings.signInOver,
    99991671: meanings.staleToken,
    99991672: {
      title: '应用未开通所需权限',
      what: `这一步需要的权限，本应用还没有在${product.amid}开通。`,
      remedy: '请复制详情发给应用开发者，在开发者后台开通其中列出的权限并发布新版本。',
    },
    99991673: meanings.appDisabled,
    99991676: {
      title: '当前登录的权限不足',
      what: '你登录时授予的权限不够完成这一步。',
      remedy: '请重新授权。如果还是不行，请重新登录后再试。',
    },
    99991677: meanings.staleToken,
    99991679: {
      title: '需要你补充授权',
      what: '这一步需要的权限，你还没有授予本应用。',
      remedy: '请补充授权，完成后再重试。',
    },
    99991681: authFailed,
    99991692: authFailed,
    99992402: meanings.badCall,
  } as const satisfies Record<keyof typeof platformProblems, ProblemMessages>
}
