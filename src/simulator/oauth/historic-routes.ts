import { rates } from '../../contract/feishu/route.ts'
import type { Endpoint } from '../http/endpoint.ts'

const historic = 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/authen-v1'
/** Its page is gone; copies of it and clients are cited in docs/feishu.md, U54. */
const passport = 'https://open.feishu.cn/document/common-capabilities/sso/web-application-sso/web-app-overview'

/** Sign-in of the two generations before `/open-apis/authen/v2/oauth/token`, which identity products still use. */
export const historicRoutes = {
  getPersonToken: {
    method: 'POST',
    path: '/open-apis/authen/v1/access_token',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: `${historic}/access_token/create`,
  },
  refreshPersonToken: {
    method: 'POST',
    path: '/open-apis/authen/v1/refresh_access_token',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: `${historic}/refresh_access_token/create`,
  },
  getOidcToken: {
    method: 'POST',
    path: '/open-apis/authen/v1/oidc/access_token',
    rate: rates.tier4,
    body: 'json',
    caller: 'gateway',
    docs: `${historic}/oidc-access_token/create`,
  },
  refreshOidcToken: {
    method: 'POST',
    path: '/open-apis/authen/v1/oidc/refresh_access_token',
    rate: rates.tier4,
    body: 'json',
    caller: 'gateway',
    docs: `${historic}/oidc-refresh_access_token/create`,
  },
  /** At passport.feishu.cn, which this simulator serves as well. */
  getPassportToken: {
    method: 'POST',
    path: '/suite/passport/oauth/token',
    rate: rates.unpublished,
    body: 'json',
    caller: 'gateway',
    docs: passport,
  },
  getPassportUser: {
    method: 'GET',
    path: '/suite/passport/oauth/userinfo',
    rate: rates.unpublished,
    body: 'none',
    caller: 'gateway',
    docs: passport,
  },
} as const satisfies Record<string, Endpoint>
