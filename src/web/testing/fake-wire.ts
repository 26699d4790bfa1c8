import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import { gatewayMark } from '../../contract/own-api/between.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import { ConnectionLost, type Wire } from '../../engine/doors.ts'

type Said = { readonly code: number; readonly data?: unknown; readonly msg?: string; readonly error?: unknown } | 'lost'
type Reply = Said | ((request: ApiRequest) => Said)

const markOnly = (name: string) => (name === gatewayMark.name.toLowerCase() ? gatewayMark.value : null)

/** Answers each route with the test's reply; a call without a reply fails the test. */
export class FakeWire implements Wire {
  readonly requests: ApiRequest[] = []
  readonly replies: Partial<Record<RouteName, Reply>>

  constructor(replies: Partial<Record<RouteName, Reply>>) {
    this.replies = replies
  }

  send(request: ApiRequest): Promise<ApiAnswer> {
    this.requests.push(request)
    const laidOut = this.replies[request.route]
    const reply = typeof laidOut === 'function' ? laidOut(request) : laidOut
    if (reply === undefined) return Promise.reject(new Error(`Nobody expected ${request.route}`))
    if (reply === 'lost') return Promise.reject(new ConnectionLost())
    return Promise.resolve({ status: 200, header: markOnly, text: JSON.stringify(reply) })
  }
}

/** Feishu's answers about an ordinary document that the person may edit. */
export function editableDocument(title: string): Partial<Record<RouteName, Reply>> {
  return {
    queryMetas: { code: 0, data: { metas: [{ doc_token: 'x', title, url: 'https://acme.feishu.cn/docx/DocOne00' }] } },
    checkPermission: { code: 0, data: { auth_result: true } },
  }
}
