import { randomBytes } from 'node:crypto'
import { request as startRequest } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../../contract/feishu/routes.ts'
import { startGateway } from '../server/start.ts'
import { startTogether, type GatewayUnderTest } from '../testing/gateway-under-test.ts'
import { sendRaw } from '../testing/raw-socket.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { SmallBrowser, type Received } from '../testing/small-browser.ts'
import { sendJson } from '../testing/small-feishu.ts'

const expired = '/?sign_in_problem=sign-in-expired-attempt'
const stateOf = ({ headers }: Received) => new URL(headers.location ?? '').searchParams.get('state') ?? ''
const callbackOf = (state: string, code = 'canary-code') => `/auth/callback?code=${code}&state=${state}`

/** A copy of what a browser holds at this moment. */
function copyOf(browser: SmallBrowser): SmallBrowser {
  const copy = new SmallBrowser(browser.origin)
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  return copy
}

/** Generous, for busy machines. */
const tenMinutes = 10 * 60_000

test(
  'E3 ten thousand sign-ins that others begin push out nobody who is on the consent page',
  async () => {
    const { browser, gateway } = await startTogether(() => expect.unreachable(), { LOG_LEVEL: 'warn' })
    const state = stateOf(await browser.send('/auth/start?return_to=/back'))
    const begin = 'GET /auth/start HTTP/1.1\r\nHost: localhost\r\n'
    // More than sixteen behind one are hung up on.
    const pipelined = `${`${begin}\r\n`.repeat(15)}${begin}Connection: close\r\n\r\n`
    let begun = 0
    while (begun < 10_000) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => sendRaw(gateway.port, pipelined)))
      expect(answers.join('').split('HTTP/1.1 302 ').length - 1).toBe(1600)
      begun += 1600
    }
    expect((await browser.send(callbackOf(state))).headers.location).toBe('/back')
  },
  tenMinutes,
)

const stores = ['memory', 'Redis'] as const
async function startAt(where: (typeof stores)[number]) {
  const SESSION_KEY = randomBytes(32).toString('base64')
  return startTogether(() => expect.unreachable(), {
    SESSION_KEY,
    REDIS_URL: where === 'Redis' ? (await startRedis()).url : '',
  })
}

test.each(stores)(
  'E3 a callback with its cookie, sent again by who has copied both, signs nobody in (%s)',
  async (where) => {
    const { browser, feishu } = await startAt(where)
    const state = stateOf(await browser.send('/auth/start'))
    const copies = Array.from({ length: 5 }, () => copyOf(browser))
    const late = copyOf(browser)
    const ends = await Promise.all([browser, ...copies].map((one) => one.send(callbackOf(state))))
    expect(ends.filter(({ headers }) => headers.location === '/')).toHaveLength(1)
    expect((await late.send(callbackOf(state, 'another-code'))).headers.location).toBe(expired)
    expect(feishu.tokenCalls).toHaveLength(1)
  },
)

test('E3 an attempt outlives a restart with the same key, and is invalid under another', async () => {
  const { browser, gateway, configuration } = await startAt('memory')
  const state = stateOf(await browser.send('/auth/start?return_to=/back'))
  await gateway.close()
  const startAgain = async (keys: readonly Buffer[]) => {
    const again = await startGateway({ ...configuration, sessionKeys: keys, port: gateway.port, logLevel: 'silent' })
    const { headers } = await copyOf(browser).send(callbackOf(state))
    await again.close()
    return headers.location
  }
  expect(await startAgain([randomBytes(32)])).toBe(expired)
  expect(await startAgain(configuration.sessionKeys)).toBe('/back')
})

test('E3 a cookie changed by a character, moved to another attempt, or made up is invalid', async () => {
  const { browser, feishu } = await startAt('memory')
  const [one, other] = [stateOf(await browser.send('/auth/start')), stateOf(await browser.send('/auth/start'))]
  const [first = '', second = ''] = [...browser.cookies.keys()]
  const sealed = browser.cookies.get(first) ?? ''
  const bent = `${sealed.slice(0, 60)}${sealed[60] === 'A' ? 'B' : 'A'}${sealed.slice(61)}`
  for (const value of [browser.cookies.get(second) ?? '', bent, sealed.slice(0, 40), '', 'x.y', 'null']) {
    const forger = copyOf(browser)
    forger.cookies.set(first, value)
    const ends = [await forger.send(callbackOf(one)), await forger.send(callbackOf(`${one}x`))]
    expect(ends.map(({ headers }) => headers.location)).toEqual([expired, expired])
  }
  expect(feishu.tokenCalls).toEqual([])
  expect((await browser.send(callbackOf(other))).headers.location).toBe('/')
})

test('E3 attempts of several tabs are all good, and those of a hundred do not make the browser’s requests too large', async () => {
  const { browser } = await startAt('memory')
  const begin = async (n: number) => stateOf(await browser.send(`/auth/start?return_to=/tab-${n}`))
  const states: string[] = []
  for (let n = 0; n < 6; n += 1) states.push(await begin(n))
  for (const [n, state] of states.entries()) {
    expect((await copyOf(browser).send(callbackOf(state))).headers.location).toBe(`/tab-${n}`)
  }
  for (let n = 0; n < 100; n += 1) await browser.send(`/auth/start?return_to=/?document=${'%E4%B8%AD'.repeat(200)}`)
  const last = await begin(7)
  const cookies = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  expect(cookies.length).toBeLessThan(6000)
  expect((await browser.send(callbackOf(last))).headers.location).toBe('/tab-7')
})

/** Sends from an address of this machine. */
function getFrom(localAddress: string, url: string, cookie = ''): Promise<{ location: string; cookies: string }> {
  return new Promise((resolve, reject) => {
    const headers = cookie === '' ? {} : { cookie }
    const request = startRequest(url, { localAddress, headers, agent: false })
    request.on('error', reject)
    request.on('response', (response) => {
      const cookies = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
      response.resume().once('end', () => resolve({ location: response.headers.location ?? '', cookies }))
    })
    request.end()
  })
}

/** Fifty invalid calls a second from one address: sign-ins with made-up codes, and callbacks without a query. */
function flood({ gateway }: GatewayUnderTest, address: string): { readonly sent: () => number } {
  const origin = `http://127.0.0.1:${gateway.port}`.replace('127.0.0.1', 'localhost')
  let sent = 0
  const one = async (): Promise<void> => {
    sent += 1
    const start = await getFrom(address, `${origin}/auth/start`)
    const state = new URL(start.location).searchParams.get('state') ?? ''
    await getFrom(address, `${origin}${callbackOf(state, `junk-${sent}`)}`, start.cookies)
    await getFrom(address, `${origin}/auth/callback?code=junk&state=x`)
  }
  const timer = setInterval(() => void one().catch(() => undefined), 20)
  onTestFinished(() => clearInterval(timer))
  return { sent: () => sent }
}

test(
  'E2 under fifty invalid calls a second people sign in, tokens are renewed, and Feishu is asked far less than it allows',
  async () => {
    let asked = 0
    let junk = 0
    const started = await startTogether((_request, response) => sendJson(response, 200, { code: 0 }), {
      LOG_LEVEL: 'error',
    })
    const { browser, feishu } = started
    feishu.tokenHandler = (response, text) => {
      asked += 1
      if (text.includes('junk')) {
        junk += 1
        sendJson(response, 400, { code: 20003, error: 'invalid_grant' })
        return
      }
      sendJson(response, 200, {
        code: 0,
        access_token: `a${asked}`,
        expires_in: 1,
        refresh_token: `r${asked}`,
        refresh_token_expires_in: 604_800,
      })
    }
    await browser.signIn()
    const [before, beganMs] = [asked, performance.now()]
    const { sent } = flood(started, '127.0.0.2')
    await expect.poll(sent, { interval: 20 }).toBeGreaterThan(100)
    // A new person from another address, and a known browser from the flooding address.
    expect((await new SmallBrowser(browser.origin).signIn('good')).headers.location).toBe('/')
    const state = await getFrom('127.0.0.2', `${browser.origin}/auth/start`)
    const known = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const back = callbackOf(new URL(state.location).searchParams.get('state') ?? '', 'good')
    expect((await getFrom('127.0.0.2', `${browser.origin}${back}`, `${state.cookies}; ${known}`)).location).toBe('/')
    // Each call of this session renews its token, which is over at once.
    await browser.signIn('good')
    for (let n = 0; n < 5; n += 1) {
      expect((await browser.call(pathOf('getDocument', { document_id: 'doc1' }))).status).toBe(200)
    }
    const minutes = (performance.now() - beganMs) / 60_000
    expect(junk).toBeLessThan(10 + 2 + (minutes * 60) / 2)
    expect((asked - before) / minutes).toBeLessThan(1000)
  },
  tenMinutes,
)
