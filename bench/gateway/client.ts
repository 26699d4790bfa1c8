import http from 'node:http'
import { pageHeader } from '../../src/contract/own-api/session.ts'

/** An answer. */
export interface Answered {
  readonly status: number
  readonly code: number
  /** What Feishu's envelope holds. */
  readonly data: Readonly<Record<string, unknown>>
  readonly retryAfterMs: number
  readonly location: string
  readonly cookies: readonly string[]
}

/** Servers close a connection that is idle for five seconds; a call sent at that moment is lost. */
const idleMs = 4000

/** A signed-in person, with kept-alive connections like a browser's. */
export class Client {
  readonly #agent = new http.Agent({ keepAlive: true, timeout: idleMs })
  readonly #origin: string
  #cookie: string

  constructor(origin: string, cookie = '') {
    this.#origin = origin
    this.#cookie = cookie
  }

  /** The same person at another address. */
  at(origin: string): Client {
    return new Client(origin, this.#cookie)
  }

  /** @throws When the connection breaks. */
  send(
    method: string,
    path: string,
    { headers = {}, body }: { headers?: Readonly<Record<string, string>>; body?: Buffer | string } = {},
  ): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const request = http.request(`${this.#origin}${path}`, {
        method,
        agent: this.#agent,
        headers: {
          [pageHeader.name]: pageHeader.value,
          'sec-fetch-site': 'same-origin',
          cookie: this.#cookie,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
          ...headers,
        },
      })
      request.on('error', reject)
      request.on('response', (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('error', reject)
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            ...envelopeOf(text),
            retryAfterMs: Number(response.headers['retry-after'] ?? 0) * 1000,
            location: response.headers.location ?? '',
            cookies: response.headers['set-cookie'] ?? [],
          })
        })
      })
      request.end(body)
    })
  }

  /**
   * @param consent Answers Feishu's consent page; returns where it redirects.
   * @throws When the sign-in gives no session.
   */
  async signIn(consent: (authorizeUrl: string) => Promise<string>): Promise<this> {
    const start = await this.send('GET', '/auth/start')
    this.#keep(start)
    const back = new URL(await consent(start.location))
    const signedIn = await this.send('GET', `${back.pathname}${back.search}`)
    if (!signedIn.cookies.some((line) => line.startsWith('sid='))) throw new Error(`No sign-in: ${signedIn.location}`)
    this.#keep(signedIn)
    return this
  }

  close(): void {
    this.#agent.destroy()
  }

  #keep({ cookies }: Answered): void {
    const kept = new Map(this.#cookie.split('; ').map((pair) => [pair.split('=', 1)[0] ?? '', pair]))
    for (const line of cookies) {
      const [pair = ''] = line.split(';')
      kept.set(pair.split('=', 1)[0] ?? '', pair)
    }
    this.#cookie = [...kept.values()].filter((pair) => pair !== '').join('; ')
  }
}

function envelopeOf(text: string): Pick<Answered, 'code' | 'data'> {
  try {
    const { code = 0, data = {} } = JSON.parse(text) as Partial<Answered>
    return { code, data }
  } catch {
    return { code: Number.NaN, data: {} }
  }
}

/** Redirects back at once, with this code. */
export function consentWith(code: string): (authorizeUrl: string) => Promise<string> {
  return (authorizeUrl) => {
    const { searchParams } = new URL(authorizeUrl)
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('code', code)
    back.searchParams.set('state', searchParams.get('state') ?? '')
    return Promise.resolve(back.href)
  }
}

/** The sink accepts any code. */
export const consentOfSink = consentWith('code')

/** Agrees on the simulator's page, as this person of src/simulator/README.md. */
export function consentAs(person: string): (authorizeUrl: string) => Promise<string> {
  return async (authorizeUrl) => {
    const body = new URLSearchParams({ person, decision: 'agree' })
    const answer = await fetch(authorizeUrl, { method: 'POST', body, redirect: 'manual' })
    return answer.headers.get('location') ?? ''
  }
}
