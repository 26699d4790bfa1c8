import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request as startRequest, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { heldMemory } from '../testing/held-memory.ts'
import { readText, sendJson } from '../testing/small-feishu.ts'

const mebibyte = 1024 * 1024
const upload = pathOf('uploadAll')
const multipart = { 'content-type': 'multipart/form-data; boundary=b' }

test('C10 a call reaches Feishu with the token and without anything else of the page', async () => {
  const seen: IncomingMessage[] = []
  const { browser, feishu } = await startTogether((request, response) => {
    seen.push(request)
    sendJson(response, 200, { code: 0 }, { 'set-cookie': 'a=b', 'x-tt-logid': 'log1', 'x-secret': 'x' })
  })
  await browser.signIn()
  const answer = await browser.call('/open-apis/docx/v1/documents/doc1/blocks?page_size=500', {
    headers: { authorization: 'Bearer mine', 'x-forwarded-for': '1.2.3.4', referer: 'x', accept: 'application/json' },
  })
  expect(seen[0]?.url).toBe('/open-apis/docx/v1/documents/doc1/blocks?page_size=500')
  expect(seen[0]?.headers).toEqual({
    host: new URL(feishu.origin).host,
    connection: 'keep-alive',
    accept: 'application/json',
    authorization: 'Bearer canary-access-1',
    'user-agent': 'feishu-uploader',
  })
  expect(answer.headers['x-tt-logid']).toBe('log1')
  expect(answer.headers).not.toHaveProperty('set-cookie')
  expect(answer.headers).not.toHaveProperty('x-secret')
})

test('C8 a body arrives byte for byte, with its length and type', async () => {
  const body = randomBytes(3 * mebibyte).toString('base64')
  const got: { text: string; headers: IncomingMessage['headers'] }[] = []
  const { browser } = await startTogether((request, response) => {
    void readText(request).then((text) => {
      got.push({ text, headers: request.headers })
      sendJson(response, 200, { code: 0 })
    })
  })
  await browser.signIn()
  await browser.call(upload, { method: 'POST', headers: multipart, body })
  expect(got[0]?.text === body).toBe(true)
  expect(got[0]?.headers['content-length']).toBe(String(body.length))
  expect(got[0]?.headers['transfer-encoding']).toBeUndefined()
  expect(got[0]?.headers['content-type']).toBe(multipart['content-type'])
})

test('a refusal that arrives while 20 MB are still being sent reaches the page unchanged, and the connection is kept', async () => {
  const { browser } = await startTogether((request, response) => {
    request.once('data', () =>
      sendJson(response, 403, { code: 1061004, msg: 'forbidden.' }, { 'x-tt-logid': 'log403' }),
    )
  })
  await browser.signIn()
  for (let round = 0; round < 5; round += 1) {
    const answer = await browser.call(upload, { method: 'POST', headers: multipart, body: Buffer.alloc(20 * mebibyte) })
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.text)).toEqual({ code: 1061004, msg: 'forbidden.' })
    expect(answer.headers['x-tt-logid']).toBe('log403')
  }
})

test.each([
  ['before an answer', (request: IncomingMessage) => void request.socket.resetAndDestroy()],
  ['in mid-body', (request: IncomingMessage) => void request.once('data', () => request.socket.resetAndDestroy())],
])('a connection that Feishu resets %s becomes a clear 502', async (_when, reset) => {
  const { browser } = await startTogether((request) => reset(request))
  await browser.signIn()
  const answer = await browser.call(upload, { method: 'POST', headers: multipart, body: Buffer.alloc(20 * mebibyte) })
  expect(answer.status).toBe(502)
  expect(JSON.parse(answer.text)).toEqual({ code: -502, msg: 'No answer came from Feishu.', error: { log_id: null } })
})

test('an idle connection to Feishu is closed before Feishu closes it, which would lose a call', async () => {
  const timeouts = { feishuIdleMs: 50 }
  const { browser, feishu } = await startTogether((_, response) => sendJson(response, 200, { code: 0 }), {}, timeouts)
  await browser.signIn()
  const opened: Promise<unknown>[] = []
  feishu.server.on('connection', (socket) => opened.push(once(socket, 'end')))
  await browser.call('/open-apis/docx/v1/documents/doc1/blocks')
  expect(opened).toHaveLength(1)
  await Promise.all(opened)
})

test('an answer cut short by Feishu is cut short for the page too, never made to look whole', async () => {
  const { browser } = await startTogether((request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '1000' })
    response.write('half', () => request.socket.destroy())
  })
  await browser.signIn()
  await expect(browser.call(pathOf('downloadMedia', { file_token: 'f1' }))).rejects.toThrow()
})

test('C11 a page that goes away in mid-upload ends the call at Feishu', async () => {
  const cut = withResolvers<boolean>()
  const { browser } = await startTogether((request, response) => {
    request.on('error', () => undefined)
    request.on('data', () => undefined)
    response.once('close', () => cut.resolve(request.complete))
  })
  await browser.signIn()
  const call = browser.call(upload, {
    method: 'POST',
    headers: { ...multipart, 'content-length': String(20 * mebibyte) },
    onRequest: (request) => request.write(Buffer.alloc(4 * mebibyte), () => request.destroy()),
  })
  await expect(call).rejects.toThrow()
  expect(await cut.promise).toBe(false)
})

test('C11 a page that goes away while Feishu answers ends the download at Feishu', async () => {
  const cut = withResolvers<undefined>()
  const { browser } = await startTogether((_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4' })
    const more = (): void => {
      if (response.write(Buffer.alloc(mebibyte))) setImmediate(more)
      else response.once('drain', more)
    }
    response.once('close', () => cut.resolve(undefined))
    more()
  })
  await browser.signIn()
  const request = startRequest(`${browser.origin}${pathOf('downloadMedia', { file_token: 'f1' })}`, {
    headers: { cookie: `sid=${browser.cookies.get('sid') ?? ''}`, 'x-feishu-uploader': '1' },
  })
  request.on('error', () => undefined)
  request.on('response', (response) => response.once('data', () => request.destroy()))
  request.end()
  await cut.promise
})

test('ranges of a video pass through with their headers', async () => {
  const { browser } = await startTogether((request, response) => {
    expect(request.headers.range).toBe('bytes=0-3')
    response.writeHead(206, { 'content-range': 'bytes 0-3/10', 'content-length': '4', 'content-type': 'video/mp4' })
    response.end('abcd')
  })
  await browser.signIn()
  const answer = await browser.call(pathOf('downloadMedia', { file_token: 'f1' }), { headers: { range: 'bytes=0-3' } })
  expect(answer).toMatchObject({
    status: 206,
    text: 'abcd',
    headers: { 'content-range': 'bytes 0-3/10', 'content-length': '4' },
  })
})

test('C11 bodies that Feishu does not read yet are not buffered without bound', async () => {
  const stalled: IncomingMessage[] = []
  const { browser } = await startTogether((request, response) => {
    stalled.push(request)
    request.once('end', () => sendJson(response, 200, { code: 0 }))
  })
  await browser.signIn()
  const body = Buffer.alloc(20 * mebibyte)
  const before = heldMemory().bufferBytes
  const calls = Array.from({ length: 5 }, () => browser.call(upload, { method: 'POST', headers: multipart, body }))
  await expect.poll(() => stalled.length).toBe(5)
  // Freed memory is given back late on a busy machine; bodies that are kept would stay.
  await expect.poll(() => (heldMemory().bufferBytes - before) / mebibyte, { interval: 500 }).toBeLessThan(25)
  for (const request of stalled) request.resume()
  expect((await Promise.all(calls)).map(({ text }) => text)).toEqual(calls.map(() => '{"code":0}'))
})

test('C11 what the page does not read is not read from Feishu either', async () => {
  let written = 0
  const stalled = withResolvers<undefined>()
  const { browser } = await startTogether((_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4' })
    const more = (): void => {
      written += mebibyte
      response.write(Buffer.alloc(mebibyte))
      if (written >= 400 * mebibyte) {
        stalled.resolve(undefined)
        return
      }
      const waiting = setTimeout(() => stalled.resolve(undefined), 1000)
      response.once('drain', () => {
        clearTimeout(waiting)
        more()
      })
    }
    more()
  })
  await browser.signIn()
  const request = startRequest(`${browser.origin}${pathOf('downloadMedia', { file_token: 'f1' })}`, {
    headers: { cookie: `sid=${browser.cookies.get('sid') ?? ''}`, 'x-feishu-uploader': '1' },
  })
  request.on('error', () => undefined)
  request.on('response', (response) => response.pause())
  request.end()
  await stalled.promise
  request.destroy()
  // What the system keeps for the two connections, and a little for the streams between them.
  expect(written / mebibyte).toBeLessThan(40)
})

test.each([
  ['a path that is not on the list', 'GET', '/open-apis/im/v1/messages', 403],
  ['a call that is the gateway’s own', 'GET', '/open-apis/authen/v1/user_info', 403],
  ['a path that climbs', 'GET', '/open-apis/docx/v1/documents/..%2f..%2fim', 403],
  ['another method on a known path', 'DELETE', '/open-apis/docx/v1/documents/doc1', 403],
])('C9 %s is not passed on', async (_what, method, path, status) => {
  const { browser } = await startTogether(() => expect.unreachable())
  await browser.signIn()
  const answer = await browser.call(path, { method })
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.text)).toMatchObject({ code: -status, error: { log_id: null } })
})

test('C9 a redirect of Feishu is neither followed nor passed on to the page', async () => {
  const paths: (string | undefined)[] = []
  const { browser, feishu } = await startTogether((request, response) => {
    paths.push(request.url)
    response.writeHead(302, { location: `${feishu.origin}/elsewhere` }).end()
  })
  await browser.signIn()
  const path = pathOf('getDocument', { document_id: 'doc1' })
  const answer = await browser.call(path)
  expect(answer.headers).not.toHaveProperty('location')
  expect(paths).toEqual([path])
})

test('a call without a session is answered as Feishu answers a call without a token', async () => {
  const { browser } = await startTogether(() => expect.unreachable())
  const answer = await browser.call(upload, { method: 'POST', headers: multipart, body: Buffer.alloc(20 * mebibyte) })
  expect(answer.status).toBe(401)
  expect(JSON.parse(answer.text)).toMatchObject({ code: 99991661 })
})

test.each([
  ['without a length', { 'transfer-encoding': 'chunked', ...multipart }, 411],
  ['of more than an upload may hold', { 'content-length': String(21 * mebibyte), ...multipart }, 413],
  ['of another type', { 'content-length': '4', 'content-type': 'text/plain' }, 415],
])('C8 a body %s is refused before it is read', async (_what, headers, status) => {
  const { browser } = await startTogether(() => expect.unreachable())
  await browser.signIn()
  const answer = await browser.call(upload, { method: 'POST', headers, onRequest: (request) => request.flushHeaders() })
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.text)).toMatchObject({ code: -status })
})

test('a token that Feishu no longer accepts is renewed before the next call, once for all that wait', async () => {
  const seen: (string | undefined)[] = []
  const { browser, feishu } = await startTogether((request, response) => {
    seen.push(request.headers.authorization)
    const isOld = request.headers.authorization === 'Bearer canary-access-1'
    sendJson(response, isOld ? 400 : 200, isOld ? { code: 99991677, msg: 'expired' } : { code: 0 })
  })
  await browser.signIn()
  const path = pathOf('queryMetas')
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  expect(JSON.parse((await browser.call(path, post)).text)).toMatchObject({ code: 99991677 })
  const answers = await Promise.all(Array.from({ length: 8 }, () => browser.call(path, post)))
  expect(answers.map(({ text }) => text)).toEqual(answers.map(() => '{"code":0}'))
  expect(seen.slice(1)).toEqual(answers.map(() => 'Bearer canary-access-2'))
  expect(feishu.tokenCalls.map((call) => call['grant_type'])).toEqual(['authorization_code', 'refresh_token'])
  expect(feishu.tokenCalls[1]?.['refresh_token']).toBe('canary-refresh-1')
})

test('when the refresh token is no longer valid the session ends', async () => {
  const { browser, feishu } = await startTogether(() => expect.unreachable())
  feishu.accessTokenSeconds = 60
  await browser.signIn()
  feishu.tokenAnswers.push({ status: 400, body: { code: 20064, error: 'invalid_grant', error_description: 'revoked' } })
  feishu.accessTokenSeconds = 7200
  const answer = await browser.call('/open-apis/docx/v1/documents/doc1')
  expect(answer.status).toBe(401)
  expect(JSON.parse(answer.text)).toMatchObject({ code: 99991661 })
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ person: null })
})

test('C12 a rate limit answer of Feishu holds back the next calls for as long as it says', async () => {
  const arrivals: number[] = []
  const { browser } = await startTogether((_request, response) => {
    arrivals.push(performance.now())
    const isFirst = arrivals.length === 1
    sendJson(
      response,
      isFirst ? 429 : 200,
      { code: isFirst ? 99991400 : 0 },
      isFirst ? { 'x-ogw-ratelimit-reset': '1' } : {},
    )
  })
  await browser.signIn()
  const first = await browser.call('/open-apis/docx/v1/documents/doc1')
  expect(first.headers['x-ogw-ratelimit-reset']).toBe('1')
  await browser.call('/open-apis/docx/v1/documents/doc1')
  expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(950)
})

test('C12 calls of one kind reach Feishu one after the other, not together', async () => {
  const arrivals: number[] = []
  const { browser } = await startTogether((_request, response) => {
    arrivals.push(performance.now())
    sendJson(response, 200, { code: 0 })
  })
  await browser.signIn()
  const beganMs = performance.now()
  await Promise.all(Array.from({ length: 8 }, () => browser.call('/open-apis/docx/v1/documents/doc1')))
  // A busy machine only makes this longer.
  expect((arrivals.at(-1) ?? 0) - beganMs).toBeGreaterThan(6 * 200)
})

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
