import type { IncomingMessage } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import type { ApiBody, ApiRequest } from '../../contract/feishu/api.ts'
import { codeIn } from '../../contract/feishu/api.ts'
import { pathOf, routes } from '../../contract/feishu/routes.ts'
import { own } from '../../contract/own.ts'
import type { EgressConfiguration } from '../../gateway/config/egress-configuration.ts'
import { Egress } from '../../gateway/feishu/egress.ts'
import type { Called, PageRequest } from '../doors.ts'

/** Longest wait for an answer; parts of 4 MB go over slow lines. */
const answerTimeoutMs = 60_000

/** Sends what verify asks of Feishu, by the way of the gateway's calls: through the company's proxy, where there is one. */
export class Sender {
  readonly #egress: Egress

  constructor(configuration: EgressConfiguration) {
    this.#egress = new Egress(configuration)
  }

  /** Sends a call with its token. Never throws: without an answer the status is 0 and the text empty. */
  call(openOrigin: string, accessToken: string, request: ApiRequest): Promise<Called> {
    const query = new URLSearchParams(request.query).toString()
    const url = `${openOrigin}${pathOf(request.route, request.parameters)}${query === '' ? '' : `?${query}`}`
    const { headers, body } = encode(request.body)
    const authorization = accessToken === '' ? {} : { authorization: `Bearer ${accessToken}` }
    return this.#send(url, routes[request.route].method, { headers: { ...headers, ...authorization }, body })
  }

  /** Reads a page without a token; a redirect is an answer. */
  readonly page = (url: string, { method = 'GET', headers = {}, body }: PageRequest): Promise<Called> =>
    this.#send(url, method, { headers, body })

  async #send(url: string, method: string, { headers, body }: Encoded): Promise<Called> {
    const address = new URL(url)
    const { begin, agent, optionsOf } = this.#egress.wayTo(address, { openingMs: answerTimeoutMs, idleMs: null })
    // Writes the form, and says how.
    const written = new Response(body ?? null)
    const type = written.headers.get('content-type')
    const bytes = Buffer.from(await written.arrayBuffer())
    try {
      const call = begin({
        ...optionsOf(AbortSignal.timeout(answerTimeoutMs)),
        agent,
        method,
        path: `${address.pathname}${address.search}`,
        headers: {
          ...(type !== null && { 'content-type': type }),
          ...(body !== undefined && { 'content-length': bytes.length }),
          ...headers,
        },
      })
      // Those after the answer has begun reach its own stream.
      const failed = new Promise<never>((_, reject) => call.on('error', reject))
      const begun = new Promise<IncomingMessage>((resolve) => call.once('response', resolve))
      call.end(bytes)
      const answer = await Promise.race([begun, failed])
      const text = await readText(answer)
      return { status: answer.statusCode ?? 0, header: (name) => headerOf(answer, name), text, code: codeIn({ text }) }
    } catch {
      return { status: 0, header: () => null, text: '', code: null }
    } finally {
      agent.destroy()
    }
  }
}

interface Encoded {
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | FormData | Blob | undefined
}

function headerOf({ headers }: IncomingMessage, name: string): string | null {
  const value = own(headers, name.toLowerCase())
  return typeof value === 'string' ? value : (value?.join(', ') ?? null)
}

function encode(body: ApiBody): Encoded {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  switch (body.kind) {
    case 'none':
      return { headers: {} }
    case 'json':
      return { headers, body: JSON.stringify(body.value) }
    case 'large-json': {
      const opened = JSON.stringify(body.value).slice(0, -1)
      return { headers, body: new Blob([`${opened},"${body.large.name}":"`, body.large.text, '"}']) }
    }
    case 'multipart': {
      const form = new FormData()
      for (const [name, value] of body.fields) form.append(name, value)
      form.append('file', body.file.bytes, body.file.name)
      return { headers: {}, body: form }
    }
  }
}
