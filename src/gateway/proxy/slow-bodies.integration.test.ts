import { randomBytes } from 'node:crypto'
import { request as startRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { SmallBrowser } from '../testing/small-browser.ts'
import { sendJson } from '../testing/small-feishu.ts'

const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
const upload = pathOf('uploadAll')

/** A Feishu that answers once a body is complete, and counts the bodies in flight of each person. */
async function start(env: Readonly<Record<string, string>> = {}) {
  const onTheirWay = new Map<IncomingMessage, string>()
  const started = await startTogether(
    (request, response) => {
      onTheirWay.set(request, request.headers.authorization ?? '')
      request.on('error', () => undefined).resume()
      request.once('close', () => void onTheirWay.delete(request))
      request.once('end', () => sendJson(response, 200, { code: 0 }))
    },
    env,
    { slowBodyMs: 1000 },
  )
  const of = (nth: number) => [...onTheirWay.values()].filter((who) => who === `Bearer canary-access-${nth}`).length
  return { ...started, of }
}

/** Sends a byte of a large body now and then, for as long as the gateway allows it, and then starts again. */
function drip(browser: SmallBrowser, path: string, headers: Readonly<Record<string, string>>): void {
  let isOver = false
  let stop: () => void = () => undefined
  const begin = (): void => {
    if (isOver) return
    const request = startRequest(`${browser.origin}${path}`, {
      method: 'POST',
      agent: false,
      headers: {
        ...headers,
        'content-length': '1000000',
        cookie: `sid=${browser.cookies.get('sid') ?? ''}`,
        'x-feishu-uploader': '1',
        'sec-fetch-site': 'same-origin',
      },
    })
    const dripping = setInterval(() => request.write('x'), 100)
    const again = (): void => {
      clearInterval(dripping)
      request.destroy()
      setTimeout(begin, 50)
    }
    request.once('error', again)
    request.once('response', again)
    stop = () => {
      clearInterval(dripping)
      request.destroy()
    }
  }
  begin()
  onTestFinished(() => {
    isOver = true
    stop()
  })
}

async function signedIn(origin: string, code: string): Promise<SmallBrowser> {
  const browser = new SmallBrowser(origin)
  await browser.signIn(code)
  return browser
}

test.each(['one gateway', 'Redis'])(
  'E4 a person with forty slow bodies in two sessions leaves others half of the company’s width (%s)',
  async (where) => {
    const { browser, of } = await start(
      where === 'Redis' ? { REDIS_URL: (await startRedis()).url, SESSION_KEY: randomBytes(32).toString('base64') } : {},
    )
    await browser.signIn('ou_greedy')
    const second = await signedIn(browser.origin, 'ou_greedy')
    const other = await signedIn(browser.origin, 'ou_other')
    for (let n = 0; n < 20; n += 1) for (const session of [browser, second]) drip(session, upload, multipart)
    const greedy = () => of(1) + of(2)
    await expect.poll(greedy, { interval: 50 }).toBe(8)
    const held: number[] = []
    const work = Array.from({ length: 6 }, async () => {
      for (let round = 0; round < 4; round += 1) {
        const call = { method: 'POST', headers: multipart, body: Buffer.alloc(100_000) }
        expect((await other.call(upload, call)).text).toBe('{"code":0}')
        held.push(greedy())
      }
    })
    await Promise.all(work)

    // The first ones had to wait until places were taken back. The width has grown to ten at most by what was accepted; near the
    // end fewer and fewer wait.
    expect(Math.max(...held.slice(6, 18))).toBeLessThanOrEqual(5)
  },
)

test('E4 a record with a slow body does not block its table', async () => {
  const { browser, of } = await start()
  await browser.signIn('ou_greedy')
  const other = await signedIn(browser.origin, 'ou_other')
  const record = pathOf('createRecord', { app_token: 'b', table_id: 't' })
  const json = { 'content-type': 'application/json' }
  drip(browser, record, json)
  await expect.poll(() => of(1), { interval: 50 }).toBe(1)
  const answer = await other.call(record, { method: 'POST', headers: json, body: '{}' })
  expect(answer.text).toBe('{"code":0}')
})

test('a slow body keeps its turn while nobody waits', async () => {
  const { browser } = await start()
  await browser.signIn()
  const answer = await browser.call(upload, {
    method: 'POST',
    headers: { ...multipart, 'content-length': '40' },
    onRequest: (request) => {
      let sent = 0
      const dripping = setInterval(() => {
        sent += 1
        if (sent < 40) return void request.write('x')
        clearInterval(dripping)
        request.end('x')
      }, 100)
    },
  })
  expect(answer.text).toBe('{"code":0}')
})
