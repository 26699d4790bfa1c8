import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

import { secureHost, type Certificate } from './private-ca.ts'

/** A minimal Feishu over a real socket, for tests that need an upstream to misbehave in a specific way. */
export interface SmallFeishu {
  readonly origin: string
  /** Bodies of all calls to the token endpoint. */
  readonly tokenCalls: Record<string, string>[]
  /** Answers the next calls to the token endpoint instead of new tokens. */
  readonly tokenAnswers: { status: number; body: unknown }[]
  /** Overrides the answers of the token endpoint while it is set. */
  tokenHandler: ((response: ServerResponse, body: string) => void) | undefined
  /** Seconds that new access tokens live. */
  accessTokenSeconds: number
  readonly server: Server
  close(): Promise<void>
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

export const tokens = { access: 'canary-access-', refresh: 'canary-refresh-' }

/** @param secure Speaks https with this certificate, as `secureHost`. */
export async function startSmallFeishu(handler: Handler, secure?: Certificate): Promise<SmallFeishu> {
  const tokenCalls: Record<string, string>[] = []
  const tokenAnswers: SmallFeishu['tokenAnswers'] = []
  const people = new Map<string, string>()
  const answer: Handler = (request, response) => {
    if (request.url === '/open-apis/authen/v2/oauth/token') {
      void readText(request).then((text) => {
        const call = JSON.parse(text) as Record<string, string>
        tokenCalls.push(call)
        // A code such as `ou_2` signs in the person of this id, `ou_2_at_x` one of the company x.
        if (call['code']?.startsWith('ou_') === true)
          people.set(`Bearer ${tokens.access}${tokenCalls.length}`, call['code'])
        if (small.tokenHandler) {
          small.tokenHandler(response, text)
          return
        }
        const planned = tokenAnswers.shift()
        sendJson(response, planned?.status ?? 200, planned?.body ?? newTokens(tokenCalls.length))
      })
    } else if (request.url === '/open-apis/authen/v1/user_info') {
      const openId = people.get(request.headers.authorization ?? '') ?? 'ou_1'
      const [, tenant = 'tenant1'] = openId.split('_at_')
      sendJson(response, 200, {
        code: 0,
        msg: 'success',
        data: { open_id: openId, name: '张三', tenant_key: tenant },
      })
    } else {
      handler(request, response)
    }
  }
  const server = secure ? createSecureServer(secure, answer) : createServer(answer)
  const newTokens = (nth: number) => ({
    code: 0,
    access_token: `${tokens.access}${nth}`,
    expires_in: small.accessTokenSeconds,
    refresh_token: `${tokens.refresh}${nth}`,
    refresh_token_expires_in: 604_800,
    token_type: 'Bearer',
    scope: 'offline_access docx:document',
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const small: SmallFeishu = {
    origin: `${secure ? `https://${secureHost}` : 'http://127.0.0.1'}:${(server.address() as AddressInfo).port}`,
    tokenCalls,
    tokenAnswers,
    accessTokenSeconds: 7200,
    tokenHandler: undefined,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return small
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  response.end(text)
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
