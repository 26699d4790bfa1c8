import type { SessionAnswer } from '../../contract/own-api/session.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'

export const zhang = { openId: 'ou_zhang', name: '张三', tenantKey: 't' }
export const li = { openId: 'ou_li', name: '李四', tenantKey: 't' }
export const app: SessionAnswer['app'] = {
  brand: 'feishu',
  portalUrl: null,
  consoleUrl: 'https://open.feishu.cn/app/cli_test',
  documentOrigin: null,
  customDomains: [],
  simulated: false,
  features: ['documents'],
  forgetsOnSignOut: false,
  smallFilesByParts: false,
  idleSignOutMinutes: null,
}

export interface FakeGateway {
  readonly ask: AskGateway
  /** Who is signed in; a test may change it. `down`: no answer comes. */
  person: SessionAnswer['person'] | 'down'
  signedInAtMs: number
  app: SessionAnswer['app']
  /** How often the page has asked. */
  asked: number
}

/** The gateway's own API. */
export function fakeGateway(person: FakeGateway['person']): FakeGateway {
  const gateway: FakeGateway = {
    person,
    signedInAtMs: 1,
    app,
    asked: 0,
    ask: () => {
      gateway.asked += 1
      if (gateway.person === 'down') return Promise.reject(new TypeError('Failed to fetch'))
      const { person: present, signedInAtMs, app: about } = gateway
      return Promise.resolve(Response.json({ person: present, signedInAtMs, app: about }))
    },
  }
  return gateway
}
