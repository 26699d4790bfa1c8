import { request as startRequest, type ClientRequest, type IncomingHttpHeaders } from 'node:http'

/** What came back. */
export interface Received {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Takes the request before it is ended, for bodies sent by hand. */
  readonly onRequest?: (request: ClientRequest) => void
}

/** Keeps cookies and sends the page's headers; follows no redirects. */
export class SmallBrowser {
  readonly cookies = new Map<string, string>()
  readonly origin: string

  constructor(origin: string) {
    this.origin = origin
  }

  /** A call of the page. */
  call(path: string, sent: Sent = {}): Promise<Received> {
    const pageHeaders = { 'x-feishu-uploader': '1', 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }
    return this.send(path, { ...sent, headers: { ...pageHeaders, ...sent.headers } })
  }

  send(path: string, { method = 'GET', headers = {}, body, onRequest }: Sent = {}): Promise<Received> {
    return new Promise((resolve, reject) => {
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const request = startRequest(`${this.origin}${path}`, {
        method,
        headers: { ...(cookie === '' ? {} : { cookie }), ...length, ...headers },
        agent: false,
      })
      request.on('error', reject)
      request.on('response', (response) => {
        for (const line of response.headers['set-cookie'] ?? []) this.#keep(line)
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          })
        })
      })
      if (onRequest) onRequest(request)
      else request.end(body)
    })
  }

  /** The whole sign-in, with the consent page answered by hand. */
  async signIn(code = 'canary-code'): Promise<Received> {
    const start = await this.send('/auth/start')
    const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
    return this.send(`/auth/callback?${new URLSearchParams({ code, state }).toString()}`)
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';')
    const at = pair.indexOf('=')
    const isCleared = attributes.some((attribute) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute))
    if (isCleared) this.cookies.delete(pair.slice(0, at))
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
}
