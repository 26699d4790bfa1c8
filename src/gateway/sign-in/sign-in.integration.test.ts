import { createHash } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scopesOfFeature } from '../../contract/feishu/scopes.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { SmallBrowser } from '../testing/small-browser.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { sendJson } from '../testing/small-feishu.ts'

const nothingElse = () => undefined

test('C1 a person signs in with a code, PKCE and the secret, and the session says who it is', async () => {
  const { browser, feishu } = await startTogether(nothingElse)
  const start = await browser.send('/auth/start?return_to=/somewhere?x=1')
  const authorize = new URL(start.headers.location ?? '')
  expect(authorize.pathname).toBe('/open-apis/authen/v1/authorize')
  expect(authorize.searchParams.get('code_challenge_method')).toBe('S256')
  const state = authorize.searchParams.get('state') ?? ''
  expect(Buffer.from(state, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
  const end = await browser.send(`/auth/callback?code=canary-code&state=${state}`)
  expect(end.headers.location).toBe('/somewhere?x=1')
  expect(end.headers['referrer-policy']).toBe('no-referrer')
  expect(feishu.tokenCalls[0]).toMatchObject({
    grant_type: 'authorization_code',
    client_id: 'cli_test',
    client_secret: 'canary-secret',
    code: 'canary-code',
    redirect_uri: authorize.searchParams.get('redirect_uri'),
  })
  const verifier = feishu.tokenCalls[0]?.['code_verifier'] ?? ''
  expect(verifier).toMatch(/^[\w-]{43}$/)
  expect(authorize.searchParams.get('code_challenge')).toBe(createHash('sha256').update(verifier).digest('base64url'))
  const session = await browser.call('/api/session')
  expect(JSON.parse(session.text)).toEqual({
    person: { openId: 'ou_1', name: '张三', tenantKey: 'tenant1' },
    signedInAtMs: expect.any(Number) as number,
    app: {
      brand: 'feishu',
      portalUrl: null,
      consoleUrl: `${feishu.origin}/app/cli_test`,
      documentOrigin: feishu.origin,
      customDomains: [],
      simulated: true,
      features: expect.arrayContaining(['documents']) as string[],
      forgetsOnSignOut: false,
      smallFilesByParts: true,
      idleSignOutMinutes: null,
    },
  })
})

test('once a page saw Feishu refuse a small file by parts, no page is told to send any', async () => {
  const { browser } = await startTogether(nothingElse)
  const told = async () => JSON.parse((await browser.call('/api/session')).text) as { app: object }
  const refused = () => browser.call('/api/small-file-refused', { method: 'POST' })
  expect((await refused()).status).toBe(401)
  expect(await told()).toMatchObject({ app: { smallFilesByParts: true } })
  await browser.signIn()
  expect((await refused()).status).toBe(200)
  expect(await told()).toMatchObject({ app: { smallFilesByParts: false } })
})

test('an operator can keep small files out of the endpoints for parts', async () => {
  const { browser } = await startTogether(nothingElse, { SMALL_FILES_BY_PARTS: 'off' })
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ app: { smallFilesByParts: false } })
})

test('what FEISHU_FACTS tells, the page is told', async () => {
  const path = join(await temporaryDirectory(), 'facts.json')
  await writeFile(path, JSON.stringify({ questions: [{ question: 'U24', answer: 'refused' }] }))
  const { browser } = await startTogether(nothingElse, { FEISHU_FACTS: path })
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ app: { facts: ['no-empty-search'] } })
})

test('C18 signing out ends the session on the server, not only in the browser', async () => {
  const { browser } = await startTogether(nothingElse)
  await browser.signIn()
  const kept = new Map(browser.cookies)
  for (const method of ['GET', 'DELETE']) {
    expect((await browser.call('/api/sign-out', { method })).status).toBe(404)
    expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ person: { openId: 'ou_1' } })
  }
  const out = await browser.call('/api/sign-out', { method: 'POST' })
  expect(out.status).toBe(200)
  expect(browser.cookies.has('sid')).toBe(false)
  // The queue in the browser's storage outlives a session.
  expect(out.headers).not.toHaveProperty('clear-site-data')
  for (const [name, value] of kept) browser.cookies.set(name, value)
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ person: null })
})

test('E9 signing out with `forget` leaves nothing in the browser', async () => {
  const { browser } = await startTogether(nothingElse, { IDLE_SIGN_OUT_MINUTES: '10' })
  await browser.signIn()
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ app: { idleSignOutMinutes: 10 } })
  const signOut = (body: string) => browser.call('/api/sign-out', { method: 'POST', body })
  for (const odd of ['{', '{"forget":1}', 'null', 'x'.repeat(2000)]) expect((await signOut(odd)).status).toBe(400)
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ person: { openId: 'ou_1' } })
  const out = await signOut('{"forget":true}')
  expect(out).toMatchObject({ status: 200, headers: { 'clear-site-data': '"cache", "storage"' } })
  expect([...browser.cookies]).toEqual([])
  await browser.signIn()
  expect((await signOut('{"forget":false}')).headers).not.toHaveProperty('clear-site-data')
})

test('C1 a callback is good once, and for the browser that began it', async () => {
  const { browser, gateway, feishu } = await startTogether(nothingElse)
  const start = await browser.send('/auth/start')
  const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
  const callback = `/auth/callback?code=canary-code&state=${state}`
  const stranger = await new SmallBrowser(gateway.url).send(callback)
  expect(stranger.headers.location).toBe('/?sign_in_problem=sign-in-expired-attempt')
  expect((await browser.send(callback)).headers.location).toBe('/')
  browser.cookies.delete('sid')
  expect((await browser.send(callback)).headers.location).toBe('/?sign_in_problem=sign-in-expired-attempt')
  expect(feishu.tokenCalls).toHaveLength(1)
})

test('C2 neither the way to Feishu nor the way back from it can be led elsewhere', async () => {
  const { browser, gateway, feishu } = await startTogether(nothingElse)
  for (const elsewhere of [
    '//evil.example',
    '/%5Cevil.example',
    'https:evil.example',
    '/%0d%0aX:y',
    'http://x@evil.example',
  ]) {
    const query = `return_to=${elsewhere}&redirect_uri=https://evil.example/auth/callback`
    const authorize = new URL((await browser.send(`/auth/start?${query}`)).headers.location ?? '')
    expect(authorize.origin).toBe(feishu.origin)
    expect(authorize.searchParams.getAll('redirect_uri')).toEqual([`${gateway.url}/auth/callback`])
    const state = authorize.searchParams.get('state') ?? ''
    const back = await browser.send(`/auth/callback?code=canary-code&state=${state}&${query}`)
    expect(back.headers.location).toBe('/')
  }
})

test.each(['cors', 'no-cors', 'same-origin', 'websocket'])(
  'C7 no page can begin a sign-in by a call (%s)',
  async (mode) => {
    const { browser } = await startTogether(nothingElse)
    const answer = await browser.send('/auth/start', { headers: { 'sec-fetch-mode': mode } })
    expect(answer.status).toBe(403)
    expect(answer.headers).not.toHaveProperty('set-cookie')
    expect((await browser.send('/auth/start', { headers: { 'sec-fetch-mode': 'navigate' } })).status).toBe(302)
  },
)

test('C4 signing in gives a new session id and ends the one before', async () => {
  const { browser } = await startTogether(nothingElse)
  await browser.signIn()
  const old = browser.cookies.get('sid') ?? ''
  await browser.signIn()
  expect(browser.cookies.get('sid')).not.toBe(old)
  browser.cookies.set('sid', old)
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ person: null })
})

const scopesAsked = async (browser: SmallBrowser, query = '') => {
  const { headers } = await browser.send(`/auth/start${query}`)
  return new URL(headers.location ?? '').searchParams.get('scope')?.split(' ')
}

test('a person is first asked for what the page offers, and no more', async () => {
  const { browser } = await startTogether(nothingElse)
  const { downloads, removal, ...offered } = scopesOfFeature
  const asked = await scopesAsked(browser)
  expect(asked).toEqual(Object.values(offered).flat())
  for (const scope of [...downloads, ...removal]) expect(asked).not.toContain(scope)
})

test('where an operator offers documents alone, their scopes alone are asked for', async () => {
  const { browser } = await startTogether(nothingElse, { FEATURES: 'documents' })
  expect(await scopesAsked(browser)).toEqual(scopesOfFeature.documents)
})

test('what an operator offers besides documents is asked for with them', async () => {
  const { browser } = await startTogether(nothingElse, { FEATURES: 'search' })
  expect(await scopesAsked(browser)).toEqual([...scopesOfFeature.documents, 'search:docs:read'])
})

test('scopes that were missing are asked for, and none that this product has no use for', async () => {
  const { browser } = await startTogether(nothingElse)
  expect(await scopesAsked(browser, '?scopes=base:app:read')).toEqual(['offline_access', ...scopesOfFeature.bases])
  await browser.signIn()
  // The small Feishu grants docx:document and offline_access.
  expect(await scopesAsked(browser, '?scopes=wiki:node:read')).toEqual(
    scopesOfFeature.documents.filter((scope) => scope !== 'docx:document'),
  )
  for (const scopes of ['drive:drive', 'base:app:read%20drive:drive', 'constructor', '%00']) {
    expect((await browser.send(`/auth/start?scopes=${scopes}`)).status).toBe(400)
  }
})

test.each([
  ['error=access_denied', 'access_denied'],
  ['error=%3Cscript%3E', 'sign-in-incomplete'],
  ['', 'sign-in-incomplete'],
  ['code=a&code=b', 'sign-in-incomplete'],
])('a callback with "%s" leads to the page with a key of the catalogue', async (query, problem) => {
  const { browser } = await startTogether(nothingElse)
  const start = await browser.send('/auth/start')
  const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
  const end = await browser.send(`/auth/callback?state=${state}&${query}`)
  expect(end.headers.location).toBe(`/?sign_in_problem=${problem}`)
})

test('a person whose session cannot be stored comes back with the reason, and keeps the earlier session', async () => {
  const { browser, configuration } = await startTogether(nothingElse)
  await browser.signIn()
  const sid = browser.cookies.get('sid')
  const start = await browser.send('/auth/start?return_to=/?document=x')
  const state = new URL(start.headers.location ?? '').searchParams.get('state') ?? ''
  await rename(`${configuration.dataDirectory}/sessions`, `${configuration.dataDirectory}/gone`)
  const end = await browser.send(`/auth/callback?code=canary-code&state=${state}`)
  expect(end.headers.location).toBe('/?document=x&sign_in_problem=store-unreachable')
  expect(browser.cookies.get('sid')).toBe(sid)
  expect(JSON.parse((await browser.call('/api/session')).text)).toMatchObject({ person: { openId: 'ou_1' } })
})

test('a refusal of the token endpoint is named by its code', async () => {
  const { browser, feishu } = await startTogether(nothingElse)
  feishu.tokenAnswers.push({ status: 400, body: { code: 20010, error: 'invalid_grant', error_description: 'x' } })
  expect((await browser.signIn()).headers.location).toBe('/?sign_in_problem=20010')
})

test('C5 no token, secret, code, verifier or cookie is logged, whatever happens', async () => {
  const { browser, feishu, logged } = await startTogether((request, response) => {
    if (request.url?.includes('missing') === true) request.socket.destroy()
    else sendJson(response, 400, { code: 99991677, msg: 'expired' })
  })
  await browser.signIn()
  feishu.tokenAnswers.push({ status: 200, body: { code: 0, access_token: 7, refresh_token: 'canary-odd' } })
  await browser.signIn('canary-second-code')
  feishu.tokenAnswers.push({ status: 502, body: 'canary-html' })
  await browser.signIn()
  await browser.signIn()
  const secrets = [...browser.cookies.values(), ...feishu.tokenCalls.map((call) => call['code_verifier'] ?? 'none')]
  const answers = [
    await browser.call('/open-apis/docx/v1/documents/doc1'),
    await browser.call('/open-apis/docx/v1/documents/missing'),
    await browser.call('/open-apis/drive/v1/medias/upload_all?canary-query', { method: 'POST', body: 'canary-body' }),
    await browser.send('/api/session?canary-query', { headers: { authorization: 'Bearer canary-bearer' } }),
  ]
  const output = logged() + answers.map(({ text }) => text).join('')
  expect(output).toContain('99991677')
  expect(output).not.toContain('canary')
  for (const secret of secrets) expect(output).not.toContain(secret)
})
