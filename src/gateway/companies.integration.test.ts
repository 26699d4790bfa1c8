import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../contract/feishu/routes.ts'
import { callNameHeader } from '../contract/own-api/quota.ts'
import { gatewayPaths } from '../contract/own-api/session.ts'
import { startGateway } from './server/start.ts'
import { startTogether } from './testing/gateway-under-test.ts'
import { startRedis } from './testing/redis-under-test.ts'
import { SmallBrowser } from './testing/small-browser.ts'
import { sendJson, type Handler } from './testing/small-feishu.ts'

const finish = pathOf('uploadFinish')
const upload = pathOf('uploadAll')
const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
const store = { FEISHU_APP_TYPE: 'store' }
const accept: Handler = (request, response) => {
  request.resume().once('end', () => sendJson(response, 200, { code: 0 }))
}

async function signedIn(origin: string, company: string, person = 'ou_1'): Promise<SmallBrowser> {
  const browser = new SmallBrowser(origin)
  await browser.signIn(`${person}_at_${company}`)
  return browser
}

async function usedToday(browser: SmallBrowser, route: string): Promise<number | undefined> {
  const { text } = await browser.call(gatewayPaths.quota)
  const { endpoints } = JSON.parse(text) as { endpoints: { route: string; usedToday: number }[] }
  return endpoints.find((endpoint) => endpoint.route === route)?.usedToday
}

const kinds: [string, () => Promise<Readonly<Record<string, string>>>][] = [
  ['in memory', () => Promise.resolve({})],
  ['in Redis', async () => ({ REDIS_URL: (await startRedis()).url, SESSION_KEY: randomBytes(32).toString('base64') })],
]

test.each(kinds)(
  'a company that Feishu refuses until tomorrow, and one whose month is used up, change nothing for a third (%s)',
  async (_kind, env) => {
    const asked: string[] = []
    const answers = new Map([
      ['2', { status: 429, code: 99991400 }],
      ['3', { status: 400, code: 99991403 }],
    ])
    const { browser } = await startTogether(
      (request, response) => {
        const token = request.headers.authorization?.split('-').at(-1) ?? ''
        asked.push(token)
        const { status, code } = answers.get(token) ?? { status: 200, code: 0 }
        request.resume()
        sendJson(response, status, { code }, { 'x-ogw-ratelimit-reset': '36000' })
      },
      { ...store, ...(await env()) },
    )
    const first = await signedIn(browser.origin, 'first')
    const day = await signedIn(browser.origin, 'day')
    const month = await signedIn(browser.origin, 'month')
    const codes = async () => {
      const each = []
      for (const one of [first, day, month])
        each.push((JSON.parse((await one.call(finish, post)).text) as { code: number }).code)
      return each
    }
    expect(await codes()).toEqual([0, 99991400, 99991403])
    expect(await codes()).toEqual([0, 99991400, 99991403])
    // Neither was asked again for those that are refused.
    expect(asked).toEqual(['1', '2', '3', '1'])
    expect(await usedToday(first, 'uploadFinish')).toBe(2)
    expect(await usedToday(day, 'uploadFinish')).toBe(1)
  },
)

test('nobody sees calls of another company, though people of both have the same id', async () => {
  let isHolding = true
  const held: (() => void)[] = []
  const { browser } = await startTogether((request, response) => {
    const answer = () => sendJson(response, 200, { code: 0 })
    request.resume()
    if (isHolding) held.push(answer)
    else answer()
  }, store)
  const one = await signedIn(browser.origin, 'one')
  const other = await signedIn(browser.origin, 'other')
  const table = '/open-apis/bitable/v1/apps/b/tables/t/records'
  const calls = ['first', 'second'].map((name) =>
    one.call(table, { ...post, headers: { ...post.headers, [callNameHeader]: name } }),
  )
  await expect.poll(async () => (await one.call(gatewayPaths.quota)).text).toContain('"call":"')
  expect(JSON.parse((await other.call(gatewayPaths.quota)).text)).toMatchObject({ held: [] })
  isHolding = false
  for (const answer of held) answer()
  for (const answer of await Promise.all(calls)) expect(answer.text).toBe('{"code":0}')
})

test('bodies that drip in one company take no place of another', async () => {
  const onTheirWay = new Set<IncomingMessage>()
  const { browser } = await startTogether((request, response) => {
    onTheirWay.add(request)
    request.on('error', () => undefined)
    accept(request, response)
  }, store)
  const slow = await signedIn(browser.origin, 'slow')
  const quick = await signedIn(browser.origin, 'quick')
  for (let n = 0; n < 10; n += 1) {
    const headers = { ...multipart, 'content-length': '1000000' }
    const sent = {
      method: 'POST',
      headers,
      onRequest: (request: { write(text: string): void; destroy(): void }) => {
        request.write('x')
        onTestFinished(() => request.destroy())
      },
    }
    void slow.call(upload, sent).catch(() => undefined)
  }
  // As many as may be in flight at once.
  await expect.poll(() => onTheirWay.size).toBe(8)
  for (let n = 0; n < 4; n += 1)
    expect((await quick.call(upload, { method: 'POST', headers: multipart, body: '--b--' })).text).toBe('{"code":0}')
})

test('a small file that Feishu refuses in one company is sent by parts in others', async () => {
  const { browser } = await startTogether(accept, store)
  const one = await signedIn(browser.origin, 'one')
  const other = await signedIn(browser.origin, 'other')
  await one.call(gatewayPaths.smallFileRefused, { method: 'POST' })
  const said = async (person: SmallBrowser) => JSON.parse((await person.call(gatewayPaths.session)).text) as unknown
  expect(await said(one)).toMatchObject({ app: { smallFilesByParts: false } })
  expect(await said(other)).toMatchObject({ app: { smallFilesByParts: true } })
})

test('a custom app has one quota, whatever its people’s companies, and keeps the keys that it had', async () => {
  const { url } = await startRedis()
  const env = { REDIS_URL: url, SESSION_KEY: randomBytes(32).toString('base64') }
  const { browser, configuration } = await startTogether(accept, env)
  const second = await startGateway({ ...configuration, logLevel: 'silent' })
  onTestFinished(() => second.close())
  const people = [await signedIn(browser.origin, 'a'), await signedIn(`http://localhost:${second.port}`, 'b')]
  for (const person of people) expect((await person.call(finish, post)).text).toBe('{"code":0}')
  for (const person of people) expect(await usedToday(person, 'uploadFinish')).toBe(2)
  const redis = new Redis(url)
  onTestFinished(() => redis.disconnect())
  expect(await redis.hget('feishu-uploader:{cli_test}:quota:today', 'uploadFinish')).toBe('2')
})

test('metrics name no company, or as many as were asked for', async () => {
  const metricsOf = async (env: Readonly<Record<string, string>>) => {
    const { browser } = await startTogether(accept, { ...store, ...env })
    for (const company of ['one', 'two', 'three']) await (await signedIn(browser.origin, company)).call(finish, post)
    return (await browser.send('/metrics')).text
  }
  const without = await metricsOf({})
  expect(without).not.toMatch(/company="/)
  expect(without).toMatch(/^uploader_companies 4$/m)
  const some = await metricsOf({ METRICS_COMPANIES: '2' })
  expect(some).toMatch(/uploader_company_calls_total{company="one",by="passed"} 1/)
  expect(some).toMatch(/uploader_company_quota_used_today{company="two",route="uploadFinish"} 1/)
  expect(some).not.toContain('three')
})
