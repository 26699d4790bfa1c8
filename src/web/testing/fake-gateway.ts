import type { SessionAnswer } from '../../contract/session.ts'
import type { AskGateway } from '../wire/ask-gateway.ts'

export const zhang = { openId: 'ou_zhang', name: '张三', tenantKey: 't' }
export const li = { openId: 'ou_li', name: '李四', tenantKey: 't' }
export const app = {
  brand: 'feishu',
  consoleUrl: 'https://open.feishu.cn/app/cli_test',
  documentOrigin: null,
  simulated: false,
} as const

interface FakeGateway {
  readonly ask: AskGateway
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
    ask: () => {
      if (gateway.person === 'down') return Promise.reject(new TypeError('Failed to fetch'))
      return Promise.resolve(Response.json({ person: gateway.person, scopes: gateway.scopes, app }))
    },
  }
  return gateway
}
