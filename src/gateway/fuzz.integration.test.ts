import { connect } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startTogether, type GatewayUnderTest } from './testing/gateway-under-test.ts'
import { aRequest, type RawRequest } from './testing/raw-requests.ts'
import { sendJson } from './testing/small-feishu.ts'
import { SmallPortal } from './testing/small-portal.ts'

/** `npm run fuzz` sends many; `npm test` sends these. The same seed makes the same requests. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 1500)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_125)
const atOnce = 16
const answerWithinMs = 10_000
const bodyMaxBytes = 4096
const heapGrowthMaxBytes = 64 * 1024 * 1024

interface Answer {
  readonly status: number
  readonly headers: string
  readonly body: string
}

/** Sends bytes as they are; `undefined` when the connection closes without an answer. */
function send(port: number, { bytes }: RawRequest): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    const late = setTimeout(
      () => socket.destroy(new Error(`No answer to ${JSON.stringify(bytes.toString('latin1'))}`)),
      answerWithinMs,
    )
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', (error) => {
      clearTimeout(late)
      // The gateway may hang up on what it has refused already.
      if (/ECONNRESET|EPIPE/.test(String(error))) resolve(read(Buffer.concat(chunks)))
      else reject(error)
    })
    socket.on('end', () => {
      clearTimeout(late)
      resolve(read(Buffer.concat(chunks)))
    })
  })
}

function read(bytes: Buffer): Answer | undefined {
  const text = bytes.toString('utf8')
  const end = text.indexOf('\r\n\r\n')
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]
  if (status === undefined || end < 0) return undefined
  return { status: Number(status), headers: text.slice(0, end).toLowerCase(), body: text.slice(end + 4) }
}

const telltale = /node_modules|\.[jt]s:\d+|\bat [\w.<>]+ \(|FST_ERR|[A-Z]\w*Error\b|canary/

/** What is wrong with an answer, if anything is. */
function faultOf(answer: Answer | undefined, { isWhole }: RawRequest): string | null {
  if (!answer) return isWhole ? 'a whole request got no answer' : null
  const { status, headers, body } = answer
  if (status >= 500) return `answered ${status}`
  if (Buffer.byteLength(body) > bodyMaxBytes) return 'the answer is long'
  if (telltale.test(headers) || telltale.test(body)) return 'the answer tells what is inside'
  const location = /^location: (.*)$/m.exec(headers)?.[1]
  if (location !== undefined && !/^(\/(?![/\\])|http:\/\/(localhost|127\.0\.0\.1):\d+\/)/.test(location))
    return `led to ${location}`
  const isJson = headers.includes('content-type: application/json')
  if (status >= 400 && body !== '' && !isJson && !body.startsWith('404: there is nothing here.'))
    return 'a refusal that is not ours'
  return null
}

async function startBoth(): Promise<readonly { port: number; started: GatewayUnderTest }[]> {
  const feishu = (_request: unknown, response: Parameters<typeof sendJson>[0]) => sendJson(response, 200, { code: 0 })
  const persons = await startTogether(
    (request, response) => {
      request.resume().once('end', () => feishu(request, response))
      request.once('error', () => undefined)
    },
    { LOG_LEVEL: 'error' },
  )
  const portal = new SmallPortal()
  const visitors = await startTogether(
    (request, response) => {
      request.resume().once('end', () => {
        const token = { code: 0, tenant_access_token: 't-canary', expire: 7200 }
        sendJson(response, 200, request.url?.includes('tenant_access_token') === true ? token : { code: 0 })
      })
      request.once('error', () => undefined)
    },
    {
      LOG_LEVEL: 'error',
      IDENTITY: 'app',
      PORTAL_URL: portal.origin,
      PORTAL_KEY: portal.publicKey,
      APP_DOCUMENTS: 'ListedDocument1',
    },
  )
  await persons.browser.signIn()
  const token = await portal.sign(visitors.gateway.url)
  await visitors.browser.send('/auth/portal', {
    method: 'POST',
    headers: { origin: portal.origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }).toString(),
  })
  return [persons, visitors].map((started) => ({ port: started.gateway.port, started }))
}

test(
  'C19 whatever is sent gets a small clear answer, and the gateway stays up',
  async () => {
    const gateways = await startBoth()
    const sessions = gateways.map(({ started }) => started.browser.cookies.get('sid') ?? '')
    const sent = fc.sample(aRequest(sessions), { numRuns: requests, seed })
    const faults: string[] = []
    const statuses = new Map<string, number>()
    let heapAtQuarter = 0
    let next = 0
    const worker = async (): Promise<void> => {
      while (next < sent.length) {
        const index = next
        next += 1
        const request = sent[index]
        const gateway = gateways[index % gateways.length]
        if (!request || !gateway) return
        const answer = await send(gateway.port, request)
        const status = String(answer?.status ?? 'none')
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        const fault = faultOf(answer, request)
        if (fault !== null)
          faults.push(`${fault}: ${JSON.stringify(request.bytes.toString('latin1'))} → ${JSON.stringify(answer)}`)
        if (index === Math.floor(sent.length / 4)) heapAtQuarter = process.memoryUsage().heapUsed
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))

    expect(faults.slice(0, 5), `seed ${seed}`).toEqual([])
    for (const { started } of gateways) {
      expect((await started.browser.send('/healthz')).status).toBe(200)
      expect(started.logged()).toBe('')
      // The sessions that took part in all this are as good as before.
      expect(JSON.parse((await started.browser.call('/api/session')).text)).toMatchObject({
        signedInAtMs: expect.any(Number) as number,
      })
    }
    expect(process.memoryUsage().heapUsed - heapAtQuarter).toBeLessThan(heapGrowthMaxBytes)
    // What was sent reached all parts of the gateway: pages, redirects, refusals of every kind, and Feishu.
    for (const status of ['200', '302', '400', '401', '403', '404', '411', '413', '415'])
      expect([...statuses.keys()]).toContain(status)
    if (process.env['FUZZ_REQUESTS'] !== undefined) console.log(Object.fromEntries([...statuses].sort()))
  },
  10 * 60_000,
)
