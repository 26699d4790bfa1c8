import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { ownCodes } from '../contract/problems/codes.ts'
import { makeLog } from './ops/log.ts'
import { connectRedis } from './stores/redis.ts'
import { startGateway } from './server/start.ts'
import { startTogether } from './testing/gateway-under-test.ts'
import { startRedis } from './testing/redis-under-test.ts'
import { SmallBrowser } from './testing/small-browser.ts'
import { sendJson } from './testing/small-feishu.ts'

const path = '/open-apis/drive/v1/metas/batch_query'
const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }

/** Two gateways before one small Feishu, sharing a Redis; the browser's cookies are good at both. */
async function startReplicas() {
  const { url } = await startRedis()
  const seen: (string | undefined)[] = []
  const one = await startTogether(
    (request, response) => {
      seen.push(request.headers.authorization)
      const isOld = request.headers.authorization === 'Bearer canary-access-1'
      sendJson(response, isOld ? 400 : 200, { code: isOld ? 99991677 : 0 })
    },
    { REDIS_URL: url, SESSION_KEY: randomBytes(32).toString('base64') },
  )
  const second = await startGateway({ ...one.configuration, logLevel: 'silent' })
  const other = new SmallBrowser(`http://localhost:${second.port}`)
  const share = () => {
    for (const [name, value] of one.browser.cookies) other.cookies.set(name, value)
  }
  return { ...one, redisUrl: url, seen, other, share, second }
}

test('a person sent to Feishu by one replica comes back to another, and both know the session', async () => {
  const { browser, other, share, second } = await startReplicas()
  const start = await browser.send('/auth/start')
  share()
  const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
  expect((await other.send(`/auth/callback?code=canary-code&state=${state}`)).headers.location).toBe('/')
  browser.cookies.set('sid', other.cookies.get('sid') ?? '')
  for (const replica of [browser, other]) {
    expect(JSON.parse((await replica.call('/api/session')).text)).toMatchObject({ person: { openId: 'ou_1' } })
  }
  expect((await other.call('/api/sign-out', { method: 'POST' })).status).toBe(200)
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ person: null })
  await second.close()
})

test('C6 a token that Feishu refuses is renewed once, for fifty calls at two replicas', async () => {
  const { browser, other, share, second, feishu, seen } = await startReplicas()
  await browser.signIn()
  share()
  expect(JSON.parse((await browser.call(path, post)).text)).toMatchObject({ code: 99991677 })
  // One replica knows of the refusal; the other learns of it with its first call at the latest.
  await other.call(path, post)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? browser : other).call(path, post)),
  )
  expect(answers.map(({ text }) => text)).toEqual(answers.map(() => '{"code":0}'))
  expect(feishu.tokenCalls.map((call) => call['grant_type'])).toEqual(['authorization_code', 'refresh_token'])
  expect(seen.filter((token) => token === 'Bearer canary-access-1').length).toBeLessThanOrEqual(2)
  await second.close()
})

test('C6 a replica that dies between Feishu’s answer and the store costs one sign-in', async () => {
  const { browser, other, share, second, feishu, redisUrl } = await startReplicas()
  feishu.accessTokenSeconds = 30
  await browser.signIn()
  share()
  feishu.accessTokenSeconds = 7200
  const redis = await connectRedis({ as: 'server', url: redisUrl }, 'cli_test', makeLog('silent'))
  const [session = ''] = await redis.keys('*session:*')
  await redis.set(`refresh-lock:${session.split(':').at(-1) ?? ''}`, 'the dead one', 'PX', 300)
  feishu.tokenAnswers.push({ status: 400, body: { code: 20073, error: 'invalid_grant', error_description: 'used' } })
  expect(JSON.parse((await other.call(path, post)).text)).toMatchObject({ code: 99991661 })
  expect(await redis.keys('*refresh-lock*')).toEqual([])
  redis.disconnect()
  await other.signIn()
  expect(JSON.parse((await other.call(path, post)).text)).toEqual({ code: 0 })
  expect(feishu.tokenCalls).toHaveLength(3)
  await second.close()
})

test('a gateway whose Redis is gone says so in its readiness and refuses calls without losing anybody', async () => {
  const { browser, second, redisUrl } = await startReplicas()
  await browser.signIn()
  const port = Number(new URL(redisUrl).port)
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end('SHUTDOWN NOSAVE\r\n'))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve())
  })
  await expect.poll(async () => (await browser.send('/readyz')).status).toBe(503)
  const answer = await browser.call(path, post)
  expect(answer.status).toBeGreaterThanOrEqual(500)
  expect(JSON.parse(answer.text)).toMatchObject({ code: ownCodes.storeUnreachable })
  expect((await browser.send('/healthz')).status).toBe(200)
  const start = await browser.send('/auth/start?return_to=/?document=x')
  expect(start.headers.location).toBe('/?document=x&sign_in_problem=store-unreachable')
  expect((await browser.send('/auth/callback?code=x&state=y')).headers.location).toBe(
    '/?sign_in_problem=store-unreachable',
  )
  expect(browser.cookies.has('sid')).toBe(true)
  await second.close()
})
