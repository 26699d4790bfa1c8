import type { ChineseProductName } from '../../product-name.ts'
import type { oauthProblems } from '../../../../contract/problems/oauth.ts'
import type { ProblemMessages } from '../problem-messages.ts'
import type { Meanings } from './meanings.ts'

export function oauthMessages(product: ChineseProductName, meanings: Meanings) {
  const scopes: ProblemMessages = {
    title: '申请的权限有误',
    what: `本应用登录时申请的权限列表不符合${product.amid}的要求。`,
    remedy: '请复制详情发给应用开发者，检查权限列表。',
  }
  return {
    access_denied: {
      title: '你没有同意授权',
      what: '没有你的授权，本应用无法代你把文件放进文档。',
      remedy: '如需继续，请重新登录并同意授权。',
    },
    10236: {
      title: '本页地址没有登记',
      what: `在${product.amid}客户端里，只有登记过地址的网页才能直接登录。`,
      remedy: '再点一次登录，会改用登录页。请应用开发者在“安全设置”的重定向 URL 里加上本页的地址。',
    },
    20001: meanings.badSignInCall,
    20002: meanings.appCredentials,
    20003: meanings.codeSpent,
    20004: meanings.codeSpent,
    20005: meanings.staleToken,
    20008: meanings.accountInvalid,
    20009: {
      title: '企业尚未安装本应用',
      what: '你所在的企业还没有安装本应用。',
      remedy: '请联系企业管理员安装本应用，之后再登录。',
    },
    20010: {
      title: '你不在应用的可用范围内',
      what: '企业管理员没有对你开放本应用。',
      remedy: '请联系企业管理员，把你加入本应用的可用范围。',
    },
    20021: {
      title: '账号已离职',
      what: '这个账号在企业中已标记为离职，不能再登录。',
      remedy: '如果有误，请联系企业管理员恢复账号。',
    },
    20022: {
      title: '账号已被冻结',
      what: '这个账号被企业冻结，暂时不能登录。',
      remedy: '请联系企业管理员解除冻结，之后再登录。',
    },
    20023: {
      title: '账号尚未激活',
      what: `这个账号还没有在${product.amid}完成注册。`,
      remedy: `请先在${product.amid}客户端完成注册；如果没有收到邀请，请联系企业管理员。`,
    },
    20024: meanings.appCredentials,
    20026: meanings.signInOver,
    20027: {
      title: '应用申请了未开通的权限',
      what: `本应用申请的权限中，有的还没有在${product.amid}开发者后台开通。`,
      remedy: '请应用开发者开通这些权限并发布新版本，之后再登录。',
    },
    20029: meanings.redirectUri,
    20036: meanings.badSignInCall,
    20037: meanings.signInOver,
    20046: {
      title: '应用与登录地址不匹配',
      what: '飞书的应用只能在飞书登录，Lark 的应用只能在 Lark 登录。',
      remedy: '请应用开发者检查上传服务配置的是飞书还是 Lark。',
    },
    20048: meanings.appCredentials,
    20049: {
      title: '登录校验未通过',
      what: `${product.first}没有通过这次登录的安全校验。`,
      remedy: '请重新登录。如果反复出现，请复制详情发给应用开发者。',
    },
    20050: meanings.signInDown,
    20063: meanings.badSignInCall,
    20064: meanings.signInOver,
    20065: meanings.codeSpent,
    20066: meanings.accountInvalid,
    20067: scopes,
    20068: scopes,
    20069: meanings.appDisabled,
    20070: meanings.badSignInCall,
    20071: meanings.redirectUri,
    20072: meanings.signInDown,
    20073: meanings.signInOver,
    20074: {
      title: '应用没有开启登录续期',
      what: '本应用不能自动延长登录，登录到期后只能重新登录。',
      remedy: '请应用开发者在“安全设置”中开启刷新 user_access_token 并发布新版本。',
    },
  } as const satisfies Record<keyof typeof oauthProblems, ProblemMessages>
}
