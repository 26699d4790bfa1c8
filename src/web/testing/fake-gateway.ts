import type { KyInstance } from 'ky'
import type { SessionAnswer } from '../../contract/session.ts'
import { createGatewayClient } from '../wire/gateway-client.ts'

export const zhang = { openId: 'ou_zhang', name: '张三', tenantKey: 't' }
export const li = { openId: 'ou_li', name: '李四', tenantKey: 't' }
export const app = {
  brand: 'feishu',
  consoleUrl: 'https://open.feishu.cn/app/cli_test',
  documentOrigin: null,
  simulated: false,
} as const

interface FakeGateway {
  readonly client: KyInstance
  /** Who is signed in; can be changed while a test runs. `down`: no answer comes. */
  person: SessionAnswer['person'] | 'down'
  /** What this person has granted. */
  scopes: readonly string[]
}

/** The gateway's own faces. */
export function fakeGateway(person: FakeGateway['person']): FakeGateway {
  const gateway: FakeGateway = {
    person,
    scopes: [],
    client: createGatewayClient('http://localhost:8080').extend({
      fetch: () => {
        if (gateway.person === 'down') return Promise.reject(new TypeError('Failed to fetch'))
        return Promise.resolve(Response.json({ person: gateway.person, scopes: gateway.scopes, app }))
      },
    }),
  }
  return gateway
}
