import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { routes, pathOf } from '../../src/contract/feishu/routes.ts'

/**
 * A minimal Feishu that counts its rate for each company, in a process of its own: the code `ou_1_at_x` signs in a person of the company x.
 * A call more than the documented rate within any second is refused, as by Feishu's frequency control. `/counters` tells what came.
 */
const { calls: callsPerWindow, perMs: windowMs } = routes.uploadAll.rate
const upload = pathOf('uploadAll')

interface Counter {
  accepted: number
  refused: number
  firstMs: number
  lastMs: number
  /** When the calls of the last second came. */
  readonly recent: number[]
}

const counters = new Map<string, Counter>()

function take(company: string): boolean {
  const nowMs = performance.now()
  const counter = counters.get(company) ?? { accepted: 0, refused: 0, firstMs: nowMs, lastMs: nowMs, recent: [] }
  counters.set(company, counter)
  while ((counter.recent[0] ?? Infinity) <= nowMs - windowMs) counter.recent.shift()
  if (counter.recent.length >= callsPerWindow) {
    counter.refused += 1
    return false
  }
  counter.recent.push(nowMs)
  counter.accepted += 1
  counter.lastMs = nowMs
  return true
}

const server = createServer((request, response) => void answer(request, response))

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? ''
  const [, id = ''] = /^Bearer u-(.*)$/.exec(request.headers.authorization ?? '') ?? []
  const [, company = ''] = id.split('_at_')
  // Before the body was read, as its headers count.
  const isTaken = path !== upload || take(company)
  const sent = await text(request)
  if (path === '/open-apis/authen/v2/oauth/token') send(response, 200, tokensFor(sent))
  else if (path === '/open-apis/authen/v1/user_info')
    send(response, 200, { code: 0, data: { open_id: id, name: id, tenant_key: company } })
  else if (path === '/counters') send(response, 200, tellCounters())
  else if (isTaken) send(response, 200, { code: 0, data: { file_token: 'box' } })
  else send(response, 429, { code: 99991400, msg: 'too many requests' })
}

function tokensFor(sent: string): unknown {
  const { code = '' } = JSON.parse(sent) as { code?: string }
  const tokens = {
    access_token: `u-${code}`,
    refresh_token: `r-${code}`,
    token_type: 'Bearer',
    scope: 'offline_access',
  }
  return { code: 0, ...tokens, expires_in: 7200, refresh_token_expires_in: 604_800 }
}

/** What came since it was told last. */
function tellCounters(): unknown {
  const told = [...counters].map(([company, { accepted, refused, firstMs, lastMs }]) => ({
    company,
    accepted,
    refused,
    seconds: (lastMs - firstMs) / 1000,
  }))
  counters.clear()
  return told
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const answered = JSON.stringify(body)
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answered) })
    .end(answered)
}

server.listen(0, '127.0.0.1', () => {
  console.log(`Listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.once('SIGTERM', () => process.exit(0))
