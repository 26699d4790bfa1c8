import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  addressCheck,
  encrypted,
  plainEvent,
  pushUntilDone,
  pushed,
  signed,
  storeAppEnv,
  type PushedEvent,
} from '../testing/feishu-events.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import type { Received, SmallBrowser } from '../testing/small-browser.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { sendJson } from '../testing/small-feishu.ts'

const ticket = { type: 'app_ticket', app_ticket: 'canary-ticket' }
const left = { type: 'app_uninstalled', tenant_key: 'tenant1' }

const startStore = (env: Readonly<Record<string, string>> = {}) =>
  startTogether((_request, response) => sendJson(response, 200, { code: 0, msg: '', data: {} }), {
    ...storeAppEnv,
    ...env,
  })

function push(browser: SmallBrowser, { headers, body }: PushedEvent, path = '/feishu/events'): Promise<Received> {
  return browser.send(path, { method: 'POST', headers, body })
}

const callAs = async (browser: SmallBrowser) =>
  (JSON.parse((await browser.call('/open-apis/docx/v1/documents/doc1')).text) as { code: number }).code

/** Status, body and headers, without what differs from one request to the next. */
function shapeOf({ status, text: body, headers: { date: _date, 'x-request-id': _id, ...headers } }: Received) {
  return { status, body, headers }
}

test('the address check is answered, also without what the page’s calls carry', async () => {
  const { browser } = await startStore()
  const { status, text: body } = await push(browser, addressCheck())
  expect([status, JSON.parse(body)]).toEqual([200, { challenge: 'c-1' }])
})

test('an event is answered and worked off, and pushed twice it counts once', async () => {
  const { browser } = await startStore()
  await browser.signIn()
  expect(await callAs(browser)).toBe(0)
  const event = pushed(left)
  expect((await pushUntilDone(() => push(browser, event))).status).toBe(200)
  expect(await callAs(browser)).toBe(-403_010)
  await browser.signIn()
  // The same bytes once more, as Feishu or somebody else may send them.
  expect((await push(browser, event)).status).toBe(200)
  expect(await callAs(browser)).toBe(0)
})

test('an event of no use is answered as any other', async () => {
  const { browser } = await startStore()
  expect((await push(browser, pushed({ type: 'order_paid' }))).status).toBe(200)
})

const attacks: readonly (readonly [string, () => PushedEvent])[] = [
  ['forged', () => signed(encrypted(JSON.stringify(plainEvent(left))), { encryptKey: 'guessed' })],
  ['encrypted by another key', () => signed(encrypted(JSON.stringify(plainEvent(left)), 'guessed'))],
  ['plain where encryption is set', () => signed(Buffer.from(JSON.stringify(plainEvent(left))))],
  ['without a signature', () => ({ headers: {}, body: pushed(left).body })],
  ['with another token', () => pushed(left, { token: 'guessed' })],
  ['for another app', () => pushed({ ...left, app_id: 'cli_other' })],
  [
    'a day old',
    () =>
      signed(encrypted(JSON.stringify(plainEvent(left))), {
        timestamp: String(Math.floor(Date.now() / 1000) - 86_400),
      }),
  ],
  ['cut off', () => ({ ...pushed(left), body: pushed(left).body.subarray(0, 60) })],
  ['huge', () => signed(Buffer.alloc(1_000_000, 'x'))],
  ['empty', () => signed(Buffer.alloc(0))],
  ['no JSON', () => signed(Buffer.from('{'))],
  ['an address check with another token', () => addressCheck('guessed')],
]

test('C6 whatever is wrong with it, what is not Feishu’s is refused alike, has no effect, and is not in the log', async () => {
  const { browser, logged } = await startStore({ LOG_LEVEL: 'info' })
  await browser.signIn()
  const before = logged().length
  const answers = await Promise.all(attacks.map(([, attack]) => push(browser, attack())))
  const [first] = answers.map(shapeOf)
  expect(first).toMatchObject({ status: 403, headers: { connection: 'close' } })
  for (const [at, answer] of answers.entries())
    expect([attacks[at]?.[0], shapeOf(answer)]).toEqual([attacks[at]?.[0], first])
  expect(logged().slice(before)).toBe('')
  expect(await callAs(browser)).toBe(0)
})

test('C1 neither the keys, nor a ticket, nor an event are in the log', async () => {
  const { browser, logged } = await startStore({ LOG_LEVEL: 'trace' })
  for (const event of [pushed(ticket), pushed(left), addressCheck(), ...attacks.map(([, attack]) => attack())])
    await push(browser, event)
  expect(logged()).not.toMatch(/canary-|x-lark|encrypt/i)
})

test('C9 there is no address for the events of a custom app, nor without their keys', async () => {
  const nothing = (await startTogether(() => undefined, {})).browser
  expect((await push(nothing, pushed(left))).status).toBe(404)
  const { browser } = await startTogether(() => undefined, { FEISHU_APP_TYPE: 'store' })
  expect((await push(browser, pushed(left))).status).toBe(404)
  expect((await (await startStore()).browser.send('/feishu/events')).status).toBe(404)
})

test.each(['/tools/uploader/feishu/events', '/feishu/events'])(
  'below a path it is at %s too, whether the proxy takes the path off or not',
  async (path) => {
    const { browser } = await startStore({ PUBLIC_URL: 'http://localhost/tools/uploader' })
    expect((await push(browser, addressCheck(), path)).status).toBe(200)
  },
)

function openSocket(port: number): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  return socket
}

test('D bodies that do not come to their end keep nobody out', async () => {
  const { gateway, browser } = await startStore()
  const head = 'POST /feishu/events HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{'
  const slow = Array.from({ length: 150 }, () => {
    const socket = openSocket(gateway.port)
    socket.write(head)
    return { socket, answer: text(socket).catch(() => '') }
  })
  // The first of them have given way to the later ones.
  const given = await Promise.race(slow.map(({ answer }) => answer))
  expect(given).toContain('HTTP/1.1 403')
  expect((await pushUntilDone(() => push(browser, pushed(left)))).status).toBe(200)
  await vi.waitUntil(async () => (await browser.send('/healthz')).status === 200)
})

test('D a flood of forged events is refused, and the gateway still answers people', async () => {
  const { browser } = await startStore({ LOG_LEVEL: 'info' })
  await browser.signIn()
  const forged = attacks[0]?.[1]() ?? pushed({})
  const answers = await Promise.all(Array.from({ length: 500 }, () => push(browser, forged)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]))
  expect(await callAs(browser)).toBe(0)
})

const sessionKey = { SESSION_KEY: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=' }

test('while the store does not answer, Feishu is to push the event again, and its first repeat after that is worked off', async () => {
  const redis = await startRedis()
  const { browser } = await startStore({ ...sessionKey, REDIS_URL: redis.url })
  await browser.signIn()
  redis.process.kill('SIGSTOP')
  const event = pushed(left)
  expect((await push(browser, event)).status).toBe(503)
  redis.process.kill('SIGCONT')
  const told = async () => expect((await push(browser, event)).status).toBe(200)
  await vi.waitFor(told, { timeout: 30_000, interval: 200 })
  expect(await callAs(browser)).toBe(-403_010)
}, 60_000)

test('where the store is gone, Feishu is to push the event again', async () => {
  const redis = await startRedis()
  const { browser, logged } = await startStore({ ...sessionKey, REDIS_URL: redis.url })
  redis.process.kill('SIGKILL')
  await vi.waitUntil(() => logged().includes('Redis is out of reach'))
  expect((await push(browser, pushed(left))).status).toBe(503)
})
