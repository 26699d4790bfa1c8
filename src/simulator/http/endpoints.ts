import { storeAppRoutes } from '../../contract/feishu/store-app/store-app-routes.ts'
import { routes, type Route } from '../../contract/feishu/routes.ts'

const docs = 'https://open.feishu.cn/document/server-docs'

/** Calls of Feishu that this product makes only if configured, or not at all; for other clients and for tests. */
const strangersRoutes = {
  getAppToken: {
    method: 'POST',
    path: '/open-apis/auth/v3/app_access_token/internal',
    rate: { calls: 10, perMs: 1000 },
    body: 'json',
    caller: 'gateway',
    docs: `${docs}/authentication-management/access-token/app_access_token_internal`,
  },
  /** At accounts.feishu.cn, which this simulator serves as well. */
  exchangeTokenV3: {
    method: 'POST',
    path: '/oauth/v3/token',
    rate: { calls: 50, perMs: 1000 },
    body: 'json',
    caller: 'gateway',
    docs: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/authentication-management/access-token/get-user-access-token-v3',
  },
} as const satisfies Record<string, Route>

/** Every call that the simulator answers. */
export const endpoints = { ...strangersRoutes, ...storeAppRoutes, ...routes }

export type EndpointName = keyof typeof endpoints

export function endpointOf(name: EndpointName): Route {
  return endpoints[name]
}

export function isEndpointName(name: string): name is EndpointName {
  return Object.hasOwn(endpoints, name)
}

/** Endpoints that take no second call while one runs (media/introduction, 2025-06-09: "no concurrent calls"). */
export const uploadEndpoints: ReadonlySet<EndpointName> = new Set<EndpointName>([
  'uploadAll',
  'uploadPrepare',
  'uploadPart',
  'uploadFinish',
])

/** Endpoints that answer as OAuth does, without `data`. */
export const tokenEndpoints: ReadonlySet<EndpointName> = new Set<EndpointName>(['exchangeToken', 'exchangeTokenV3'])
