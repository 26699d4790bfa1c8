import type { ApiRequest } from '../../contract/feishu/api.ts'
import { codeIn } from '../../contract/feishu/api.ts'
import type { Wire } from '../calls/caller.ts'
import type { Called, Site } from '../doors.ts'

/** An answer as the tests give it. */
export function answerOf(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Called {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return { status, text, code: codeIn({ text }), header: (name) => new Map(Object.entries(headers)).get(name) ?? null }
}

export const success = answerOf({ code: 0, msg: '', data: {} }, 200, { 'x-tt-logid': 'log-1' })

/** A wire that answers by a function and keeps what was sent; waiting takes no time. */
export class HandDrivenWire implements Wire {
  readonly sent: ApiRequest[] = []
  readonly waits: number[] = []
  readonly answer: (request: ApiRequest, number: number) => Called
  #nowMs = 0

  constructor(answer: HandDrivenWire['answer'] = () => success) {
    this.answer = answer
  }

  readonly send = (request: ApiRequest) => {
    this.sent.push(request)
    return Promise.resolve(this.answer(request, this.sent.length))
  }

  readonly page = () => Promise.resolve(success)

  readonly wait = (ms: number) => {
    this.waits.push(ms)
    this.#nowMs += ms
    return Promise.resolve()
  }

  readonly nowMs = () => this.#nowMs
}

export const site: Site = {
  openOrigin: 'https://open.feishu.cn',
  accountsOrigin: 'https://accounts.feishu.cn',
  redirectUri: 'https://uploader.example.com/auth/callback',
  identity: 'person',
  brand: 'feishu',
  authorizeUrl: (uri) => `https://accounts.feishu.cn/?redirect_uri=${uri}`,
  tokenLifeSeconds: 7200,
  exchangeAtV3: null,
}
