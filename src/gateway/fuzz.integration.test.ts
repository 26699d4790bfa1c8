import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startTogether, type GatewayUnderTest } from './testing/gateway-under-test.ts'
import { heldMemory } from './testing/held-memory.ts'
import { aRequest, sessionMark, type RawRequest } from './testing/fuzz/raw-requests.ts'
import { sendJson } from './testing/small-feishu.ts'
import { SmallPortal } from './testing/small-portal.ts'

/** `npm run fuzz` sends many; `npm test` sends these. The same seed makes the same requests. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 2000)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_125)
const atOnce = 16
const answerWithinMs = 10_000
const restWithinMs = 200
const bodyMaxBytes = 4096
const growthMaxBytes = 8 * 1024 * 1024

interface Answer {
  readonly status: number
  readonly headers: string
  readonly body: string
}

/** Sends bytes as they are; `undefined` when no answer came. */
function send({ port, session }: Target, { head, body, isWhole, drips }: RawRequest): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const start = Buffer.from(head.replace(sessionMark, session))
    const socket = connect(port, '127.0.0.1', () => {
      if (drips.length === 0) socket.write(Buffer.concat([start, body]))
      else socket.write(start, () => dripInto(socket, body, drips))
    })
    // An incomplete request may wait for its rest until the gateway's timeouts, which have tests of their own.
    const late = setTimeout(() => socket.destroy(), isWhole ? answerWithinMs : restWithinMs)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    // The gateway may hang up on what it has refused already.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(late)
      resolve(read(Buffer.concat(chunks)))
    })
  })
}

/** Sends a body in pieces with pauses between them; the last piece carries the rest. */
function dripInto(socket: Socket, body: Buffer, [size, ...further]: readonly number[]): void {
  if (socket.destroyed || body.length === 0) return
  if (size === undefined || size >= body.length) socket.write(body)
  else socket.write(body.subarray(0, size), () => setTimeout(() => dripInto(socket, body.subarray(size), further), 2))
}

function read(bytes: Buffer): Answer | undefined {
  const text = bytes.toString('utf8').replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')
  const end = text.indexOf('\r\n\r\n')
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]
  if (status === undefined || end < 0) return undefined
  return { status: Number(status), headers: text.slice(0, end).toLowerCase(), body: text.slice(end + 4) }
}

const telltale = /node_modules|\.[jt]s:\d+|\bat [\w.<>]+ \(|FST_ERR|[A-Z]\w*Error\b|canary/

/** What is wrong with an answer, if anything is. */
function whatIsWrongWith(answer: Answer | undefined, { isWhole }: RawRequest): string | null {
  if (!answer) return isWhole ? 'a whole request got no answer' : null
  const { status, headers, body } = answer
  // Feishu's answer was malformed or missing.
  const isNoAnswer = status === 502 && body.includes('"code":-502')
  if (status >= 500 && !isNoAnswer) return `answered ${status}`
  // Figures for Prometheus, which this machine may read, grow with the routes called.
  if (Buffer.byteLength(body) > bodyMaxBytes && !body.includes('uploader_')) return 'the answer is long'
  if (telltale.test(headers) || telltale.test(body)) return 'the answer reveals internals'
  if (leadsAway(headers)) return 'the answer leads away'
  return status >= 400 && !isOurRefusal(answer) ? 'a refusal that is not ours' : null
}

function leadsAway(headers: string): boolean {
  const location = /^location: (.*)$/m.exec(headers)?.[1]
  // A path of this site, or the small Feishu on this machine.
  return location !== undefined && !/^(\/(?![/\\])|http:\/\/(localhost|127\.0\.0\.1):\d+\/)/.test(location)
}

/** An answer to HEAD has no body. */
function isOurRefusal({ headers, body }: Answer): boolean {
  return (
    body === '' || headers.includes('content-type: application/json') || body.startsWith('404: there is nothing here.')
  )
}

interface Target {
  readonly port: number
  readonly started: GatewayUnderTest
  /** Id of a session that is alive. */
  readonly session: string
  /** Paths of the calls that reached Feishu. */
  readonly calls: Set<string>
}

const json = 'Content-Type: application/json\r\n'
/** Sent now and then in place of an answer. */
const oddAnswers = [
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'HTTP/1.1 101 Switching Protocols\r\n\r\n',
  'HTTP/1.1 102 Processing\r\n\r\n'.repeat(50),
  'HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n',
  `HTTP/1.1 999 Odd\r\n${json}Content-Length: 10\r\n\r\n{"code":0}`,
  `HTTP/1.1 200 OK\r\n${json}Content-Length: 10\r\nContent-Length: 11\r\n\r\n{"code":0}`,
  `HTTP/1.1 200 OK\r\n${json}Content-Length: 99999999999\r\n\r\n{"code":0}`,
  `HTTP/1.1 200 OK\r\n${json}Content-Length: 1000\r\n\r\n{"code":`,
  `HTTP/1.1 200 OK\r\n${json}X-Tt-Logid: ${'x'.repeat(9000)}\r\nContent-Length: 10\r\n\r\n{"code":1}`,
  `HTTP/1.1 200 OK\r\n${json}X-Ogw-Ratelimit-Reset: 1e999\r\nContent-Length: 21\r\n\r\n{"code":1e999,"msg":}`,
  `HTTP/1.1 200 OK\r\n${json}X-Odd: \x01\r\nContent-Length: 10\r\n\r\n{"code":0}`,
  'SSH-2.0-OpenSSH_9.2\r\n',
  '',
]
/** Number of answers of which the first ones are malformed. */
const oddEach = 40

/** A Feishu that accepts every call, and sometimes answers garbage. */
async function startContent(env: Readonly<Record<string, string>>) {
  const calls = new Set<string>()
  let answered = 0
  const started = await startTogether(
    (request, response) => {
      const isTokenCall = request.url?.includes('tenant_access_token') === true
      if (!isTokenCall) calls.add(request.url ?? '')
      request.once('error', () => undefined)
      request.resume().once('end', () => {
        answered += isTokenCall ? 0 : 1
        const odd = oddAnswers[answered % oddEach]
        if (!isTokenCall && odd !== undefined) return void request.socket.end(odd, 'latin1')
        sendJson(response, 200, { code: 0, ...(isTokenCall && { tenant_access_token: 't-canary', expire: 7200 }) })
      })
    },
    { LOG_LEVEL: 'error', ...env },
  )
  return { port: started.gateway.port, started, calls }
}

/** One gateway where people sign in, and one for the visitors of a portal; somebody is signed in at both. */
async function startBoth(): Promise<readonly Target[]> {
  const persons = await startContent({})
  await persons.started.browser.signIn()
  const portal = new SmallPortal()
  const visitors = await startContent({
    IDENTITY: 'app',
    PORTAL_URL: portal.origin,
    PORTAL_KEY: portal.publicKey,
    APP_DOCUMENTS: 'ListedDocument1',
  })
  await visitors.started.browser.send('/auth/portal', {
    method: 'POST',
    headers: { origin: portal.origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token: await portal.sign(visitors.started.gateway.url) }).toString(),
  })
  return [persons, visitors].map((one) => ({ ...one, session: one.started.browser.cookies.get('sid') ?? '' }))
}

/** Sends all requests, some in parallel; returns the number of answers by status, and what was wrong with them. */
async function sendAll(gateways: readonly Target[], sent: readonly RawRequest[]) {
  const statuses = new Map<string, number>()
  const findings: string[] = []
  const rest = sent.entries()
  const worker = async (): Promise<void> => {
    for (const [index, request] of rest) {
      const gateway = gateways[index % gateways.length]
      const answer = gateway && (await send(gateway, request))
      const status = String(answer?.status ?? 'none')
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      const wrong = whatIsWrongWith(answer, request)
      const bytes = JSON.stringify(request.head + request.body.toString('latin1'))
      if (wrong !== null) findings.push(`${wrong}: ${bytes} → ${JSON.stringify(answer)}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { statuses: Object.fromEntries(statuses), findings }
}

test(
  'C19 whatever is sent gets a small clear answer, and the gateway stays up',
  async () => {
    const gateways = await startBoth()
    const sent = fc.sample(aRequest, { numRuns: requests, seed })
    const quarter = Math.floor(sent.length / 4)
    const first = await sendAll(gateways, sent.slice(0, quarter))
    const before = heldMemory()
    const then = await sendAll(gateways, sent.slice(quarter))
    const after = heldMemory()

    expect([...first.findings, ...then.findings].slice(0, 5), `seed ${seed}`).toEqual([])
    for (const { started, calls } of gateways) {
      expect((await started.browser.send('/healthz')).status).toBe(200)
      expect(started.logged()).toBe('')
      // The sessions used still work.
      expect(JSON.parse((await started.browser.call('/api/session')).text)).toMatchObject({
        signedInAtMs: expect.any(Number) as number,
      })
      expect(calls.size).toBeGreaterThan(5)
    }
    // The requests reached all parts of the gateway: pages, redirects, refusals of every kind, and Feishu.
    expect(then.statuses).toMatchObject(
      Object.fromEntries([200, 302, 400, 401, 403, 404, 413, 415].map((status) => [status, expect.any(Number)])),
    )
    expect(after.heapBytes - before.heapBytes).toBeLessThan(growthMaxBytes)
    expect(after.bufferBytes - before.bufferBytes).toBeLessThan(growthMaxBytes)
    if (process.env['FUZZ_REQUESTS'] !== undefined)
      console.log({ seed, quarter: first.statuses, rest: then.statuses, before, after })
  },
  10 * 60_000,
)
