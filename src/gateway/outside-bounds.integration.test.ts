import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../contract/feishu/routes.ts'
import { makeLog } from './ops/log.ts'
import { Metrics } from './ops/metrics.ts'
import { RedisLedger } from './quota/redis-ledger.ts'
import { theApp } from './quota/quotas.ts'
import { connectRedis } from './stores/redis.ts'
import { startTogether } from './testing/gateway-under-test.ts'
import { handDrivenCompanies } from './testing/hand-driven-companies.ts'
import { startRedis } from './testing/redis-under-test.ts'
import { sendJson } from './testing/small-feishu.ts'

const path = pathOf('getDocument', { document_id: 'doc1' })
const mebibyte = 1024 * 1024

test.each(['999999999', '9'.repeat(300), '86401', '1e9', '-5', '0x7fffffff', 'soon', 'Infinity'])(
  'E11 a reset of "%s" closes a route for five minutes at most, and no page is told more than a day',
  async (reset) => {
    const { browser } = await startTogether((_request, response) =>
      sendJson(response, 429, { code: 99991400 }, { 'x-ogw-ratelimit-reset': reset, 'retry-after': reset }),
    )
    await browser.signIn()
    const first = await browser.call(path)
    for (const name of ['x-ogw-ratelimit-reset', 'retry-after']) {
      expect(Number(first.headers[name] ?? 0)).toBeLessThanOrEqual(86_400)
    }
    const second = await browser.call(path)
    expect(second.status).toBe(429)
    expect(Number(second.headers['retry-after'] ?? 0)).toBeLessThanOrEqual(300)
  },
)

test('while Feishu refuses for the day, every answer says so, with the time at which a call tries again', async () => {
  let calls = 0
  const { browser } = await startTogether((_request, response) => {
    calls += 1
    sendJson(response, 429, { code: 99991400 }, { 'x-ogw-ratelimit-reset': '36000' })
  })
  await browser.signIn()
  for (const answer of [await browser.call(path), await browser.call(path)]) {
    expect(JSON.parse(answer.text)).toMatchObject({ code: 99991400 })
    expect(Number(answer.headers['x-ogw-ratelimit-reset'])).toBeGreaterThan(35_900)
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(300)
  }
  expect(calls).toBe(1)
})

test('E11 a Redis with a route closed for years, or a width of none, is used anyway', async () => {
  const { url } = await startRedis()
  const redis = await connectRedis({ as: 'server', url }, 'cli_test', makeLog('silent'))
  onTestFinished(() => redis.disconnect())
  const ledger = new RedisLedger(redis)
  const years = Date.now() + 999_999_999_000
  await redis.zadd('quota:lanes', years, 'getDocument', years, 'uploadAll')
  await redis.zadd('quota:closed', years, 'getDocument')
  await redis.hset('quota:widths', 'uploadAll', '{"width":')
  await redis.hset('quota:waiting', 'another version', '[]')
  const line = (route: 'getDocument' | 'uploadAll', atOnce: 'found-out' | null) => ({
    session: 's',
    route,
    limits: [{ name: route, spacingMs: 0, perDay: null, atOnce }],
    calls: [{ id: route, name: null }],
  })
  const lines = [line('getDocument', null), line('uploadAll', 'found-out')]
  expect(await ledger.take(lines)).toEqual([0, 0])
  expect(await ledger.usage(['getDocument'])).toMatchObject([{ closedForMs: null }])
  await ledger.end('uploadAll', lines[1]?.limits ?? [], 'accepted')
  expect(await ledger.crowd(lines)).toHaveLength(2)
})

test.each([
  ['an access token', { access_token: 'a'.repeat(20_000) }],
  ['an empty access token', { access_token: '' }],
  ['a life that is no number', { expires_in: 'long' }],
])('E12 a grant with %s signs nobody in', async (_what, odd) => {
  const { browser, feishu } = await startTogether(() => expect.unreachable())
  const grant = { code: 0, access_token: 'a', expires_in: 7200, refresh_token: 'r', refresh_token_expires_in: 604_800 }
  feishu.tokenAnswers.push({ status: 200, body: { ...grant, ...odd } })
  expect((await browser.signIn()).headers.location).toContain('sign_in_problem')
})

test.each([1e300, -1, 0.5])('E12 a life of %s seconds leaves a session that can be read', async (seconds) => {
  const { browser, feishu, gateway } = await startTogether((_request, response) => sendJson(response, 200, { code: 0 }))
  const grant = { code: 0, access_token: 'a', refresh_token: 'r', refresh_token_expires_in: 1e300 }
  feishu.tokenAnswers.push({ status: 200, body: { ...grant, expires_in: seconds } })
  await browser.signIn()
  expect(JSON.parse((await browser.call(path)).text)).toEqual({ code: 0 })
  await gateway.close()
})

/** Bytes of one answer that were written before the other side let go. */
function countWritten(compressed: boolean) {
  let written = 0
  const piece = compressed ? gzipSync(Buffer.alloc(400 * mebibyte, 'x')) : Buffer.alloc(mebibyte, 'x')
  return {
    bytes: () => written,
    answer: (response: ServerResponse) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        ...(compressed && { 'content-encoding': 'gzip' }),
      })
      const more = (): void => {
        if (response.destroyed || written >= 400 * mebibyte || (compressed && written > 0)) return void response.end()
        written += piece.length
        if (response.write(piece)) setImmediate(more)
        else response.once('drain', more)
      }
      more()
    },
  }
}

test.each([
  ['as it is', false],
  ['packed', true],
])('E12 a token answer of 400 MB, %s, is not read to its end, and signs nobody in', async (_how, compressed) => {
  const sent = countWritten(compressed)
  const { browser, feishu } = await startTogether(() => expect.unreachable())
  feishu.tokenHandler = sent.answer
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 5)
  const end = await browser.signIn()
  clearInterval(watching)
  expect(end.headers.location).toBe('/?sign_in_problem=feishu-unreachable')
  if (!compressed) expect(sent.bytes()).toBeLessThan(40 * mebibyte)
  expect(most - before).toBeLessThan(100 * mebibyte)
})

test.each([
  ['announced', { 'content-length': String(400 * mebibyte) }],
  ['not announced', {}],
])('E12 an answer of 400 MB to a call of the page does not reach the page, %s', async (_how, headers) => {
  let written = 0
  const { browser } = await startTogether((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers })
    const more = (): void => {
      if (response.destroyed || written >= 400 * mebibyte) return void response.end()
      written += mebibyte
      if (response.write(Buffer.alloc(mebibyte, ' '))) setImmediate(more)
      else response.once('drain', more)
    }
    more()
  })
  await browser.signIn()
  const answer = await browser.call(path).catch(() => 'cut')
  if (answer !== 'cut') expect(answer).toMatchObject({ status: 502 })
  expect(written).toBeLessThan(100 * mebibyte)
})

test('E12 codes without end that others answer with do not fill the metrics', async () => {
  const metrics = new Metrics({
    quotas: handDrivenCompanies().quotas,
    bounds: { size: 0 },
    nowMs: () => 0,
    mostCompanies: 0,
  })
  const record = {
    httpStatus: 200,
    logId: null,
    quotaWaitMs: 0,
    feishuMs: 1,
    sentBytes: 0,
    receivedBytes: 0,
    aborted: false,
  }
  for (let code = 0; code < 5000; code += 1) metrics.observe({ route: 'getBase', code, ...record }, 'session', theApp)
  const text = await metrics.text()
  expect(text.split('\n').filter((line) => line.startsWith('uploader_calls_total')).length).toBeLessThan(310)
  expect(text).toContain('code="other"')
})
