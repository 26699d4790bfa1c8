import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../contract/feishu/routes.ts'
import { startTogether } from './testing/gateway-under-test.ts'
import { startRedis } from './testing/redis-under-test.ts'
import { SmallBrowser } from './testing/small-browser.ts'
import { sendJson } from './testing/small-feishu.ts'

const multipart = { 'content-type': 'multipart/form-data; boundary=b' }

function openSocket(port: number): Socket {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  return socket.on('error', () => undefined).resume()
}

test('C11 a hundred connections that never finish their headers delay no other, and are closed', async () => {
  const { browser, gateway } = await startTogether(() => undefined, {}, { headersMs: 500 })
  const sockets = Array.from({ length: 100 }, () => openSocket(gateway.port))
  const cut = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
  expect((await browser.send('/healthz')).status).toBe(200)
  await Promise.all(cut)
  expect((await browser.send('/healthz')).status).toBe(200)
})

test('C11 a body that arrives too slowly is cut off at its time limit, and the call to Feishu ends', async () => {
  let ended: () => void = () => undefined
  const letGo = new Promise<void>((resolve) => (ended = resolve))
  const { browser } = await startTogether(
    (request, response) => {
      request.on('error', () => undefined).resume()
      response.once('close', ended)
    },
    {},
    { headersMs: 500, bodyMs: 1000 },
  )
  await browser.signIn()
  const call = browser.call(pathOf('uploadAll'), {
    method: 'POST',
    headers: { ...multipart, 'content-length': '1000000' },
    onRequest: (request) => {
      const trickle = setInterval(() => request.write('x'), 50)
      request.once('close', () => clearInterval(trickle))
    },
  })
  await expect(call.then(({ status }) => status)).resolves.toBe(408)
  await letGo
})

test('C11 a page that stops sending is cut off', async () => {
  const { browser, gateway } = await startTogether(() => undefined, {}, { pageSilenceMs: 500 })
  await browser.signIn()
  const socket = openSocket(gateway.port)
  const cookie = `sid=${browser.cookies.get('sid') ?? ''}`
  socket.write(
    `POST ${pathOf('uploadAll')} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nX-Feishu-Uploader: 1\r\n` +
      `Sec-Fetch-Site: same-origin\r\nContent-Type: ${multipart['content-type']}\r\nContent-Length: 1000\r\n\r\nabc`,
  )
  await new Promise((resolve) => socket.once('close', resolve))
  expect((await browser.send('/healthz')).status).toBe(200)
})

test('C11 a silent Feishu becomes a clear 504', async () => {
  const { browser } = await startTogether((request) => void request.resume(), {}, { feishuSilenceMs: 300 })
  await browser.signIn()
  const answer = await browser.call(pathOf('getDocument', { document_id: 'doc1' }))
  expect(answer.status).toBe(504)
  expect(JSON.parse(answer.text)).toMatchObject({ code: -504 })
})

test('C11 a session with too many open calls is told to retry later, and others get their turns', async () => {
  const waiting: (() => void)[] = []
  const { browser } = await startTogether((_request, response) => {
    waiting.push(() => sendJson(response, 200, { code: 0 }))
  })
  await browser.signIn()
  const path = pathOf('getBase', { app_token: 'b' })
  const calls = Array.from({ length: 60 }, () => browser.call(path))
  const refused = await Promise.any(
    calls.map(async (call) => ((await call).status === 429 ? call : Promise.reject(new Error()))),
  )
  expect(JSON.parse(refused.text)).toMatchObject({ code: 99991400 })
  expect(refused.headers['retry-after']).toBe('2')

  const other = new SmallBrowser(browser.origin)
  await other.signIn('ou_2')
  const answering = setInterval(() => waiting.splice(0).forEach((answer) => answer()), 10)
  expect((await other.call(path)).text).toBe('{"code":0}')
  const answers = await Promise.all(calls)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(12)
  // All places are free again.
  expect((await browser.call(path)).text).toBe('{"code":0}')
  clearInterval(answering)
})

/** Feishu keeps each call until `finish`; `running` resolves once it has one. */
async function startWithCallHeld() {
  let answer: () => void = () => undefined
  let arrived: () => void = () => undefined
  const running = new Promise<void>((resolve) => (arrived = resolve))
  const { browser, gateway } = await startTogether((_request, response) => {
    answer = () => sendJson(response, 200, { code: 0 })
    arrived()
  })
  await browser.signIn()
  return { browser, gateway, running, finish: () => answer() }
}

test('a stop refuses waiting calls at once and lets running ones finish', async () => {
  const { browser, gateway, running, finish } = await startWithCallHeld()
  const path = pathOf('createRecord', { app_token: 'b', table_id: 't' })
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  const first = browser.call(path, post)
  await running
  // Writes of one table go one after the other: this one waits.
  const second = browser.call(path, post)
  await expect.poll(async () => (await browser.send('/metrics')).text).toContain('uploader_quota_waiting 1')
  const closing = gateway.close()
  expect(JSON.parse((await second).text)).toMatchObject({ code: 99991400 })
  finish()
  expect((await first).text).toBe('{"code":0}')
  await closing
})

test('a replica that stops says so for a while before it takes no more calls', async () => {
  const { url } = await startRedis()
  const SESSION_KEY = randomBytes(32).toString('base64')
  const { browser, gateway } = await startTogether(
    (_request, response) => sendJson(response, 200, { code: 0 }),
    { REDIS_URL: url, SESSION_KEY },
    { noticeMs: 1500 },
  )
  await browser.signIn()
  const closing = gateway.close()
  expect(await browser.send('/readyz')).toMatchObject({ status: 503, text: '{"status":"not ready","what":"running"}' })
  expect((await browser.call(pathOf('getDocument', { document_id: 'doc1' }))).text).toBe('{"code":0}')
  await closing
  await expect(browser.send('/readyz')).rejects.toThrow()
})

test('a stop waits for running calls, not for connections that a proxy keeps open', async () => {
  const { browser, gateway, running, finish } = await startWithCallHeld()
  const socket = openSocket(gateway.port)
  let answer = ''
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('utf8')))
  socket.write(
    `GET ${pathOf('getDocument', { document_id: 'doc1' })} HTTP/1.1\r\nHost: localhost\r\nX-Feishu-Uploader: 1\r\n` +
      `Cookie: sid=${browser.cookies.get('sid') ?? ''}\r\nSec-Fetch-Site: same-origin\r\n\r\n`,
  )
  await running
  const over = new Promise((resolve) => socket.once('close', resolve))
  const closing = gateway.close()
  finish()
  await Promise.all([closing, over])
  expect(answer).toContain('{"code":0}')
})

test('a stop does not wait longer than its limit', async () => {
  let arrived: () => void = () => undefined
  const running = new Promise<void>((resolve) => (arrived = resolve))
  const { browser, gateway } = await startTogether(() => arrived(), {}, { drainMs: 300 })
  await browser.signIn()
  const call = browser.call(pathOf('getDocument', { document_id: 'doc1' }))
  const cut = expect(call).rejects.toThrow()
  await running
  await gateway.close()
  await cut
})
