import { routes, type Route } from '../contract/routes.ts'

const docs = 'https://open.feishu.cn/document/server-docs'

/** Calls that Feishu offers and this product never makes, answered for strangers' clients and for tests. */
const strangersRoutes = {
  getAppToken: {
    method: 'POST',
    path: '/open-apis/auth/v3/app_access_token/internal',
    rate: { calls: 10, perMs: 1000 },
    body: 'json',
    caller: 'gateway',
    docs: `${docs}/authentication-management/access-token/app_access_token_internal`,
  },
} as const satisfies Record<string, Route>

/** Every call the simulator answers. */
export const endpoints = { ...strangersRoutes, ...routes }

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
