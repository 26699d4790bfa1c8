import type { KyInstance } from 'ky'
import type { SessionAnswer } from '../../contract/session.ts'
import { createGatewayClient } from '../wire/gateway-client.ts'

export const zhang = { openId: 'ou_zhang', name: '张三', tenantKey: 't' }
export const li = { openId: 'ou_li', name: '李四', tenantKey: 't' }
export const app = { brand: 'feishu', documentOrigin: null, simulated: false } as const

/** The gateway's own faces; who is signed in can be changed while a test runs. */
export function fakeGateway(person: SessionAnswer['person'] | 'down'): { client: KyInstance; person: typeof person } {
  const gateway = {
    person,
    client: createGatewayClient('http://localhost:8080').extend({
      fetch: () => {
        if (gateway.person === 'down') return Promise.reject(new TypeError('Failed to fetch'))
        return Promise.resolve(Response.json({ person: gateway.person, app }))
      },
    }),
  }
  return gateway
}
