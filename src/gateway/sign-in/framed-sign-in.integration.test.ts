import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { RedeemAnswer } from '../../contract/own-api/framed-sign-in.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { SmallBrowser, type Received } from '../testing/small-browser.ts'

const portal = { EMBED_ORIGINS: 'https://portal.example.com', PUBLIC_URL: 'https://upload.example.com' }
const page = { origin: portal.PUBLIC_URL }

/** A frame and its sign-in window: the same browser, whose cookies are kept apart. */
async function frameAndWindow(env: Readonly<Record<string, string>> = portal) {
  const together = await startTogether(() => undefined, env)
  const frame = new SmallBrowser(together.browser.origin)
  const secret = randomBytes(32).toString('base64url')
  const redeemKey = createHash('sha256').update(secret).digest('hex')
  const begin = (body = JSON.stringify({ redeemKey })): Promise<Received> =>
    together.browser.call('/auth/framed', { method: 'POST', body })
  const signIn = async () => {
    const { authorizeUrl } = JSON.parse((await begin()).text) as { authorizeUrl: string }
    const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
    return together.browser.send(`/auth/callback?code=canary-code&state=${state}`)
  }
  const redeem = async (from = frame, headers: Readonly<Record<string, string>> = {}) => {
    const body = JSON.stringify({ secret })
    const { text, ...rest } = await from.call('/auth/redeem', { method: 'POST', body, headers })
    return { ...rest, answer: JSON.parse(text) as RedeemAnswer }
  }
  return { ...together, frame, secret, window: { begin, signIn }, redeem }
}

async function personOf(browser: SmallBrowser, headers: Readonly<Record<string, string>> = {}) {
  const { text, headers: received } = await browser.call('/api/session', { headers })
  return { person: (JSON.parse(text) as { person: { openId: string } | null }).person, received }
}

test('a frame takes over the session of its sign-in window, in a cookie of its own jar', async () => {
  const { frame, browser, window, redeem } = await frameAndWindow()
  expect((await redeem()).answer).toEqual({ state: 'pending' })
  expect((await window.signIn()).headers.location).toBe('/?framed_sign_in=end')
  const { answer, headers } = await redeem()
  expect(answer).toEqual({ state: 'signed-in', bearer: null, bearerLifeMs: null })
  const session = headers['set-cookie']?.find((line) => line.startsWith('__Host-Http-sid='))
  expect(session?.split('; ')).toEqual(expect.arrayContaining(['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned']))
  expect((await personOf(frame)).person).toMatchObject({ openId: 'ou_1' })
  // The window itself is signed in to nothing: its jar is another.
  expect((await personOf(browser)).person).toBeNull()
})

test('a session is taken over once, and the secret itself opens none', async () => {
  const { frame, window, redeem, secret } = await frameAndWindow()
  await redeem()
  await window.signIn()
  const thief = new SmallBrowser(frame.origin)
  thief.cookies.set('__Host-Http-sid', secret)
  expect((await personOf(thief)).person).toBeNull()
  const both = await Promise.all([redeem(), redeem()])
  expect(both.map(({ answer }) => answer.state).toSorted()).toEqual(['pending', 'signed-in'])
  expect((await redeem()).answer).toEqual({ state: 'pending' })
  expect((await personOf(thief)).person).toBeNull()
})

test('a frame that keeps no cookies gets a bearer instead, which the page’s calls carry', async () => {
  const { frame, window, redeem, logged } = await frameAndWindow()
  const cookieless = () => new SmallBrowser(frame.origin)
  await redeem(cookieless())
  await window.signIn()
  const { answer, headers } = await redeem(cookieless())
  if (answer.state !== 'signed-in' || answer.bearer === null) throw new Error('No bearer')
  expect(headers['set-cookie']?.some((line) => line.includes('sid=') && !line.includes('sid=;'))).toBeFalsy()
  const authorization = { authorization: `Bearer ${answer.bearer}` }
  const fresh = await personOf(cookieless(), authorization)
  expect(fresh.person).toMatchObject({ openId: 'ou_1' })
  expect(fresh.received).not.toHaveProperty('x-feishu-uploader-bearer')
  const changed = (at: number) => {
    const text = answer.bearer ?? ''
    return `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`
  }
  for (const bearer of ['x', changed(0), changed(20), changed(60), answer.bearer.slice(0, -8)])
    expect((await personOf(cookieless(), { authorization: `Bearer ${bearer}` })).person).toBeNull()
  await cookieless().call('/api/sign-out', { method: 'POST', headers: authorization })
  expect((await personOf(cookieless(), authorization)).person).toBeNull()
  expect(logged()).not.toContain(answer.bearer)
})

test('an attempt for a frame begins only from a page of this site', async () => {
  const { browser, redeem } = await frameAndWindow()
  const body = JSON.stringify({ redeemKey: 'a'.repeat(64) })
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  for (const path of ['/auth/framed', '/auth/redeem']) {
    expect((await browser.send(path, { method: 'POST', body, headers: page })).status).toBe(403)
    expect((await browser.call(path, { method: 'POST', body, headers })).status).toBe(403)
    expect((await browser.send(path)).status).toBe(404)
  }
  expect((await browser.send(`/auth/framed?redeemKey=${'a'.repeat(64)}`)).status).toBe(404)
  // The ordinary address takes no key, so a link that somebody sends signs in only who opens it, there.
  const start = await browser.send(`/auth/start?redeemKey=${'a'.repeat(64)}`)
  const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
  await browser.send(`/auth/callback?code=canary-code&state=${state}`)
  expect((await personOf(browser)).person).toMatchObject({ openId: 'ou_1' })
  expect((await redeem()).answer).toEqual({ state: 'pending' })
})

test('what the frame and the window send is bounded and checked', async () => {
  const { browser, window } = await frameAndWindow()
  for (const body of ['', '{', '[]', '{"redeemKey":"A"}', `{"redeemKey":"${'z'.repeat(64)}"}`, 'x'.repeat(5000)])
    expect((await window.begin(body)).status).toBe(400)
  for (const body of ['', '{}', '{"secret":1}', `{"secret":"${'a'.repeat(44)}"}`, 'x'.repeat(5000)])
    expect((await browser.call('/auth/redeem', { method: 'POST', body })).status).toBe(400)
})

test('a refused consent leaves nothing to take over, and the window says why', async () => {
  const { browser, window, redeem } = await frameAndWindow()
  const { authorizeUrl } = JSON.parse((await window.begin()).text) as { authorizeUrl: string }
  const state = new URL(authorizeUrl).searchParams.get('state') ?? ''
  const end = await browser.send(`/auth/callback?error=access_denied&state=${state}`)
  expect(end.headers.location).toBe('/?framed_sign_in=end&sign_in_problem=access_denied')
  expect((await redeem()).answer).toEqual({ state: 'pending' })
})

test('where nobody may frame the page there is nothing to sign in for', async () => {
  const { browser } = await startTogether(() => undefined)
  for (const path of ['/auth/framed', '/auth/redeem'])
    expect((await browser.call(path, { method: 'POST', body: '{}' })).status).toBe(404)
})

test('over plain http a frame of the same site does not keep the ended session of a tab beside its own', async () => {
  const { window, redeem } = await frameAndWindow({ EMBED_ORIGINS: 'http://localhost:9' })
  await redeem()
  await window.signIn()
  const { headers } = await redeem()
  const lines = headers['set-cookie']?.filter((line) => line.startsWith('sid=')) ?? []
  expect(lines.find((line) => line.includes('Partitioned'))).toMatch(/^sid=[\w-]+;/)
  // Only a cookie of the same kind takes the place of the tab's.
  expect(lines.find((line) => !line.includes('Partitioned'))).toBe('sid=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax')
})
