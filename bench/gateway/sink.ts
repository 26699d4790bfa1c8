import { Busboy } from '@fastify/busboy'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { own } from '../../src/contract/own.ts'

/**
 * A minimal Feishu that accepts uploads, in a process of its own, so that it does not share a thread with the client that measures:
 * signs everybody in, reads bodies, answers `{"code":0}`. `/hold` stops reading bodies, `/flow` goes on. It parses the form for its
 * file, as every receiver of an upload has to; given a number, it reads that many bytes a second instead, all bodies together, like
 * a line of this bandwidth.
 */
const [bytesPerSecond] = process.argv.slice(2).map(Number)

let isHolding = false
const held = new Set<IncomingMessage>()

const server = createServer((request, response) => {
  const path = request.url?.split('?', 1)[0] ?? ''
  if (path === '/hold' || path === '/flow') {
    isHolding = path === '/hold'
    if (!isHolding) for (const body of held) body.resume()
    held.clear()
  }
  request.once('end', () => answer(response, own(answers, path) ?? { code: 0 }))
  if (isHolding && request.method === 'POST') held.add(request)
  else if (bytesPerSecond !== undefined) readOverLine(request)
  else readForm(request)
})

function readForm(request: IncomingMessage): void {
  const contentType = request.headers['content-type'] ?? ''
  if (!contentType.startsWith('multipart/')) request.resume()
  else {
    const form = new Busboy({ headers: { 'content-type': contentType } })
    form.on('file', (_name, file) => file.resume())
    request.pipe(form)
  }
}

const lineTickMs = 5
let lineBytes = 0
const stopped = new Set<IncomingMessage>()

function readOverLine(body: IncomingMessage): void {
  body.on('data', (chunk: Buffer) => {
    lineBytes -= chunk.length
    if (lineBytes > 0) return
    body.pause()
    stopped.add(body)
  })
}

if (bytesPerSecond !== undefined) {
  let readAtMs = performance.now()
  setInterval(() => {
    const nowMs = performance.now()
    // Bandwidth that was not used is lost, except for one tick: a line has no buffer.
    lineBytes = Math.min(lineBytes + (bytesPerSecond * (nowMs - readAtMs)) / 1000, (bytesPerSecond * lineTickMs) / 1000)
    readAtMs = nowMs
    if (lineBytes <= 0) return
    for (const body of stopped) body.resume()
    stopped.clear()
  }, lineTickMs)
}

const tokens = {
  code: 0,
  access_token: 'a'.repeat(1000),
  expires_in: 7200,
  refresh_token: 'r'.repeat(1000),
  refresh_token_expires_in: 604_800,
  token_type: 'Bearer',
  scope: 'offline_access',
}
const person = { code: 0, msg: 'success', data: { open_id: 'ou_1', name: '张三', tenant_key: 'tenant1' } }

const answers: Readonly<Record<string, unknown>> = {
  '/open-apis/authen/v2/oauth/token': tokens,
  '/open-apis/authen/v1/user_info': person,
}

function answer(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

server.listen(0, '127.0.0.1', () => {
  console.log(`Listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.once('SIGTERM', () => process.exit(0))
