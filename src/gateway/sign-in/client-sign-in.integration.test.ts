import { expect, test } from 'vitest'
import type { ClientRedeemAnswer, ClientSignInAnswer } from '../../contract/own-api/client-sign-in.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { SmallBrowser } from '../testing/small-browser.ts'

const sdkUrl = 'https://sdk.example.com/h5-js-sdk.js'
const env = { CLIENT_SDK_URL: sdkUrl, FEATURES: 'documents' }
const inClient = { 'user-agent': 'Mozilla/5.0 (Macintosh) Chrome/120 Safari/537.36 Lark/7.40.0' }

async function startInClient(given: Readonly<Record<string, string>> = env) {
  const together = await startTogether(() => undefined, given)
  const { browser } = together
  const begin = async (scopes: readonly string[] = [], from = browser) => {
    const answer = await from.call('/auth/client', { method: 'POST', body: JSON.stringify({ scopes }) })
    return JSON.parse(answer.text) as ClientSignInAnswer
  }
  const redeem = async (state: string, code = 'canary-code', from = browser) => {
    const body = JSON.stringify({ state, code })
    const { text, ...rest } = await from.call('/auth/client/redeem', { method: 'POST', body })
    return { ...rest, answer: JSON.parse(text) as ClientRedeemAnswer }
  }
  return { ...together, begin, redeem }
}

async function personOf(browser: SmallBrowser) {
  return (JSON.parse((await browser.call('/api/session')).text) as { person: { openId: string } | null }).person
}

test('a code that Feishu’s app gave to the page signs in, without redirect address and PKCE verifier', async () => {
  const { browser, feishu, begin, redeem, logged } = await startInClient()
  const attempt = await begin()
  expect(attempt).toMatchObject({ sdkUrl, appId: 'cli_test' })
  expect(attempt.scopes).toEqual(expect.arrayContaining(['offline_access', 'docx:document']))
  const { answer, headers } = await redeem(attempt.state)
  // The small Feishu grants two scopes only.
  expect(answer).toEqual({ state: 'signed-in', isLackingScopes: true })
  expect(headers['cache-control']).toBe('no-store')
  expect(await personOf(browser)).toMatchObject({ openId: 'ou_1' })
  expect(feishu.tokenCalls).toEqual([
    {
      grant_type: 'authorization_code',
      code: 'canary-code',
      client_id: 'cli_test',
      client_secret: 'canary-secret',
    },
  ])
  expect(logged()).not.toContain('canary-code')
})

test('an attempt belongs to the browser that began it, and works once', async () => {
  const { browser, begin, redeem, feishu } = await startInClient()
  const thief = new SmallBrowser(browser.origin)
  const { state } = await begin()
  const expired = { state: 'failed', problem: 'sign-in-expired-attempt' }
  expect((await redeem(state, 'stolen', thief)).answer).toEqual(expired)
  expect((await redeem('made-up', 'stolen')).answer).toEqual(expired)
  const attempt = [...browser.cookies]
  expect((await redeem(state)).answer).toMatchObject({ state: 'signed-in' })
  for (const [name, value] of attempt) thief.cookies.set(name, value)
  expect((await redeem(state, 'again', thief)).answer).toEqual(expired)
  expect(feishu.tokenCalls).toHaveLength(1)
  expect(await personOf(thief)).toBeNull()
})

test('an attempt of Feishu’s app cannot end at the address of the consent page, nor the other way round', async () => {
  const { browser, begin, redeem, feishu } = await startInClient()
  const { state } = await begin()
  const callback = await browser.send(`/auth/callback?code=stolen&state=${state}`)
  expect(callback.headers.location).toBe('/?sign_in_problem=sign-in-expired-attempt')
  const start = await browser.send('/auth/start')
  const ordinary = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
  expect((await redeem(ordinary, 'stolen')).answer).toEqual({ state: 'failed', problem: 'sign-in-expired-attempt' })
  expect(feishu.tokenCalls).toEqual([])
  expect(await personOf(browser)).toBeNull()
})

test('only a page of this site can begin and hand in', async () => {
  const { browser, begin } = await startInClient()
  const { state } = await begin()
  const crossSite = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  for (const path of ['/auth/client', '/auth/client/redeem']) {
    const body = JSON.stringify({ state, code: 'stolen' })
    expect((await browser.send(path, { method: 'POST', body, headers: { origin: browser.origin } })).status).toBe(403)
    expect((await browser.call(path, { method: 'POST', body, headers: crossSite })).status).toBe(403)
    expect((await browser.send(`${path}?state=${state}&code=stolen`)).status).toBe(404)
  }
  expect(await personOf(browser)).toBeNull()
})

test('what the page sends is bounded and checked, and unknown scopes are refused', async () => {
  const { browser, begin } = await startInClient()
  const { state } = await begin()
  const begins = ['', '{', '{"scopes":"x"}', '{"scopes":["im:message"]}', 'x'.repeat(9000)]
  for (const body of begins) expect((await browser.call('/auth/client', { method: 'POST', body })).status).toBe(400)
  const redeems = ['', '{}', `{"state":"${state}"}`, `{"state":"${state}","code":"a b"}`, 'x'.repeat(9000)]
  for (const body of redeems)
    expect((await browser.call('/auth/client/redeem', { method: 'POST', body })).status).toBe(400)
})

test('asking for a missing scope names it with what was granted before, and the new session takes the old one’s place', async () => {
  const { browser, begin, redeem } = await startInClient()
  await redeem((await begin()).state)
  const first = new SmallBrowser(browser.origin)
  for (const [name, value] of browser.cookies) first.cookies.set(name, value)
  const attempt = await begin(['search:docs:read'])
  expect(attempt.scopes.toSorted()).toEqual(['offline_access', 'search:docs:read'])
  expect((await redeem(attempt.state, 'ou_2')).answer).toMatchObject({ state: 'signed-in' })
  expect(await personOf(browser)).toMatchObject({ openId: 'ou_2' })
  expect(await personOf(first)).toBeNull()
})

test('a code that Feishu refuses is told by its row of the catalogue, and leaves the session as it was', async () => {
  const { browser, feishu, begin, redeem } = await startInClient()
  await redeem((await begin()).state)
  feishu.tokenAnswers.push({ status: 400, body: { code: 20_004, error: 'invalid_grant' } })
  expect((await redeem((await begin()).state)).answer).toEqual({ state: 'failed', problem: '20004' })
  expect(await personOf(browser)).toMatchObject({ openId: 'ou_1' })
})

test('only Feishu’s app gets a page that may load the SDK, from its exact address, and no other rule is looser', async () => {
  const { browser } = await startInClient()
  const policyOf = async (headers: Readonly<Record<string, string>>, path = '/') =>
    String((await browser.send(path, { headers })).headers['content-security-policy'])
  const [usual, widened] = [await policyOf({}), await policyOf(inClient)]
  expect(usual).not.toContain('sdk.example.com')
  expect(widened.split('; ').filter((rule) => !usual.split('; ').includes(rule))).toEqual([
    `script-src 'self' ${sdkUrl}`,
    'trusted-types service-worker feishu-client',
  ])
})

test.each([
  ['switched off', { CLIENT_SDK_URL: 'none' }],
  ['with the simulator in Feishu’s place', {}],
])('%s, nothing of this exists', async (_, given) => {
  const { browser } = await startInClient(given)
  for (const path of ['/auth/client', '/auth/client/redeem'])
    expect((await browser.call(path, { method: 'POST', body: '{}' })).status).toBe(404)
  const { headers } = await browser.send('/', { headers: inClient })
  expect(headers['content-security-policy']).toContain("script-src 'self';")
})
