import * as v from 'valibot'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ownCodes } from '../../contract/problems/codes.ts'
import { callNameHeader, QuotaAnswer } from '../../contract/own-api/quota.ts'
import { pathOf } from '../../contract/feishu/routes.ts'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import { startGateway } from '../server/start.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { SmallBrowser } from '../testing/small-browser.ts'
import { sendJson, type Handler } from '../testing/small-feishu.ts'

const key = Buffer.from(Array.from({ length: 32 }, (_, n) => n)).toString('base64')
/** Refuses the first call, so that the next ones are held, and takes those. */
function closesFirst(seconds: number): Handler {
  let calls = 0
  return (request, response) => {
    calls += 1
    request.resume()
    if (calls > 1) sendJson(response, 200, { code: 0 })
    else sendJson(response, 429, { code: 99991400 }, { 'x-ogw-ratelimit-reset': String(seconds) })
  }
}

const accept: Handler = (request, response) => {
  request.resume().once('end', () => sendJson(response, 200, { code: 0 }))
}
const finish = pathOf('uploadFinish')
const json = { 'content-type': 'application/json' }

async function readQuota(browser: SmallBrowser): Promise<QuotaAnswer> {
  const answer = await browser.call(gatewayPaths.quota)
  expect(answer.status).toBe(200)
  return v.parse(QuotaAnswer, JSON.parse(answer.text))
}

function usedToday({ endpoints }: QuotaAnswer, route: string): number | undefined {
  return endpoints.find((endpoint) => endpoint.route === route)?.usedToday
}

test('the page learns what the company used today, and the place of each of its held calls', async () => {
  const { browser } = await startTogether(closesFirst(3))
  await browser.signIn()
  const call = (name: string) =>
    browser.call(finish, { method: 'POST', headers: { ...json, [callNameHeader]: name }, body: '{}' })
  await call('first')
  const held = [call('second'), call('third')]
  await expect.poll(async () => (await readQuota(browser)).held.length).toBe(2)

  const quota = await readQuota(browser)
  const finishing = quota.endpoints.find(({ route }) => route === 'uploadFinish')
  expect(finishing).toMatchObject({ usedToday: 1, perDay: 10_000, closedForMs: expect.any(Number) as number })
  expect(finishing?.dayEndsInMs).toBeLessThanOrEqual(24 * 60 * 60 * 1000)
  expect(usedToday(quota, 'uploadAll')).toBe(0)
  expect(quota.held.map((one) => one.call).sort()).toEqual(['second', 'third'])
  const [next, last] = quota.held
  expect(next).toMatchObject({ route: 'uploadFinish', why: 'closed', ahead: 0 })
  expect(last).toMatchObject({ route: 'uploadFinish', why: 'closed', ahead: 1 })
  expect(last?.startsInMs).toBeGreaterThan(next?.startsInMs ?? Infinity)
  await Promise.all(held)
  expect((await readQuota(browser)).held).toEqual([])
})

test('C12 when the day’s uploads are used up a call is refused at once, with the time to come back', async () => {
  // Ten in the morning in Beijing: near midnight calls are held until it has struck.
  const sinceMs = performance.now()
  const date = vi.spyOn(Date, 'now')
  date.mockImplementation(() => Date.UTC(2026, 10, 25, 2) + performance.now() - sinceMs)
  onTestFinished(() => date.mockRestore())
  const { browser } = await startTogether(accept, { UPLOADS_PER_DAY: '2' })
  await browser.signIn()
  const post = { method: 'POST', headers: json, body: '{}' }
  expect((await browser.call(finish, post)).text).toBe('{"code":0}')
  expect((await browser.call(finish, post)).text).toBe('{"code":0}')
  const refused = await browser.call(finish, post)
  expect(refused.status).toBe(429)
  expect(JSON.parse(refused.text)).toMatchObject({ code: ownCodes.dayUsedUp })
  const untilMidnight = 14 * 60 * 60
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(untilMidnight - 60)
  expect(Number(refused.headers['x-ogw-ratelimit-reset'])).toBeLessThanOrEqual(untilMidnight)
  expect((await browser.call(pathOf('getDocument', { document_id: 'doc1' }))).text).toBe('{"code":0}')
})

test('nobody learns of other people’s calls, nor anything without a session', async () => {
  const { browser, gateway } = await startTogether(closesFirst(3))
  expect((await browser.call(gatewayPaths.quota)).status).toBe(401)
  await browser.signIn()
  const other = new SmallBrowser(gateway.url)
  await other.signIn('ou_2')
  const post = { method: 'POST', headers: { ...json, [callNameHeader]: 'mine' }, body: '{}' }
  await browser.call(finish, post)
  const held = browser.call(finish, post)
  await expect.poll(async () => (await readQuota(browser)).held.length).toBe(1)
  expect((await readQuota(other)).held).toEqual([])
  await held
})

test('a restart does not forget what was used of the day', async () => {
  const { browser, gateway, configuration } = await startTogether(accept)
  await browser.signIn()
  await browser.call(finish, { method: 'POST', headers: json, body: '{}' })
  await gateway.close()
  const again = await startGateway({ ...configuration, logLevel: 'silent' })
  const later = new SmallBrowser(again.url)
  for (const [name, value] of browser.cookies) later.cookies.set(name, value)
  const quota = await readQuota(later)
  await again.close()
  expect(usedToday(quota, 'uploadFinish')).toBe(1)
})

test('replicas count together, and each knows the calls that the other holds', async () => {
  const { url } = await startRedis()
  const { browser, configuration } = await startTogether(closesFirst(3), { REDIS_URL: url, SESSION_KEY: key })
  await browser.signIn()
  const second = await startGateway({ ...configuration, logLevel: 'silent' })
  const there = new SmallBrowser(second.url)
  for (const [name, value] of browser.cookies) there.cookies.set(name, value)
  const call = (at: SmallBrowser, name: string) =>
    at.call(finish, { method: 'POST', headers: { ...json, [callNameHeader]: name }, body: '{}' })
  await call(there, 'first')
  const held = [call(browser, 'here'), call(there, 'there')]
  await expect
    .poll(async () => (await readQuota(browser)).held.map((one) => one.call).sort())
    .toEqual(['here', 'there'])
  expect(usedToday(await readQuota(browser), 'uploadFinish')).toBe(1)
  await Promise.all(held)
  await second.close()
})

test('a quota that cannot be looked up is reported as such', async () => {
  const { url, process: server } = await startRedis()
  const { browser } = await startTogether(accept, { REDIS_URL: url, SESSION_KEY: key })
  await browser.signIn()
  server.kill('SIGKILL')
  await expect.poll(async () => (await browser.call('/readyz')).status).toBe(503)
  expect((await browser.call('/healthz')).status).toBe(200)
  expect((await browser.call(gatewayPaths.quota)).status).toBeGreaterThanOrEqual(500)
})
