import { expect, test } from 'vitest'
import { redirectUri, startForTest } from '../testing/simulated-client.ts'

const scopes = ['offline_access', 'docx:document']
const userInfo = '/open-apis/authen/v1/user_info'

const asked = (change: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: 'cli_simulator',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'docx:document',
    state: 'x&y',
    ...change,
  })

test('the consent page says in the reader’s language what is asked, and that Feishu is simulated', async () => {
  const client = await startForTest()
  const page = async (language: string) => {
    const headers = { 'accept-language': language }
    return (await fetch(`${client.url}/open-apis/authen/v1/authorize?${asked().toString()}`, { headers })).text()
  }
  const zh = await page('zh-CN,zh;q=0.9')
  expect(zh).toContain('模拟飞书')
  expect(zh).toContain('查看、编辑和创建新版文档')
  const en = await page('en-GB')
  expect(en).toContain('Simulated Feishu')
  expect(en).toContain('View, edit and create documents')
})

test('declining sends the browser back with access_denied and the state', async () => {
  const client = await startForTest()
  const response = await client.decide(asked(), { person: 'zhang-san', decision: 'decline' })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe(`${redirectUri}?error=access_denied&state=x%26y`)
})

test.each([
  [{ redirect_uri: 'https://elsewhere.example/' }, '20029'],
  [{ scope: 'calendar:calendar' }, '20027'],
])('a wrong request %o ends on a page that names the code', async (change, code) => {
  const client = await startForTest()
  const response = await fetch(`${client.url}/open-apis/authen/v1/authorize?${asked(change).toString()}`)
  expect(response.status).toBe(400)
  expect(await response.text()).toContain(code)
})

test('as many colleagues as a test wants sign in, each as a person of their own', async () => {
  const client = await startForTest()
  const whoIs = async (key: string) => {
    const { body } = await client.signIn(key, scopes)
    const headers = { authorization: `Bearer ${String(body['access_token'])}` }
    const { data } = (await (await fetch(`${client.url}${userInfo}`, { headers })).json()) as {
      data: { open_id: string; en_name: string; avatar_url: string }
    }
    return data
  }
  const [first, twentieth] = [await whoIs('colleague-1'), await whoIs('colleague-20')]
  expect(first.en_name).toBe('Colleague 1')
  expect(twentieth.open_id).toMatch(/^ou_[0-9a-f]{32}$/)
  expect(twentieth.open_id).not.toBe(first.open_id)
  expect((await fetch(twentieth.avatar_url)).status).toBe(200)
  const declined = await client.decide(asked(), { person: 'colleague-0', decision: 'agree' })
  expect(declined.headers.get('location')).toContain('error=access_denied')
})

test('a sign-in gives a flat answer with long tokens that speak for the person', async () => {
  const client = await startForTest()
  const { status, body } = await client.signIn('li-si', scopes)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    code: 0,
    token_type: 'Bearer',
    expires_in: 7200,
    refresh_token_expires_in: 604_800,
    scope: 'offline_access docx:document',
  })
  expect(String(body['access_token'])).toMatch(/^eyJ[\w.-]{1000,2000}$/)
  const person = await client.call('GET', userInfo)
  expect(person.body.data).toMatchObject({
    name: '李四',
    en_name: 'Li Si',
    open_id: 'ou_5a6b7c8d9e0f11223344556677889902',
  })
})

test('without offline_access there is no refresh token', async () => {
  const client = await startForTest()
  const { body } = await client.signIn('wang-wu', ['docx:document'])
  expect(body).not.toHaveProperty('refresh_token')
})

test('scopes accumulate from one consent to the next', async () => {
  const client = await startForTest()
  await client.signIn('wang-wu', ['docx:document'])
  const { body } = await client.signIn('wang-wu', ['wiki:node:read'])
  expect(body['scope']).toBe('docx:document wiki:node:read')
})

test('a code works once, for five minutes, and only with its own proof', async () => {
  const client = await startForTest()
  const first = await client.consent('zhang-san', scopes)
  const grant = { grant_type: 'authorization_code', code: first.code }
  const wrong = await client.exchange({ ...grant, code_verifier: 'x'.repeat(43) })
  expect(wrong).toMatchObject({ status: 400, body: { code: 20049, error: 'invalid_grant' } })
  expect((await client.exchange({ ...grant, code_verifier: first.verifier })).body.code).toBe(0)
  expect((await client.exchange({ ...grant, code_verifier: first.verifier })).body.code).toBe(20065)

  const second = await client.consent('zhang-san', scopes)
  await client.call('POST', '/_simulator/clock', { advanceMs: 5 * 60_000 })
  const late = { grant_type: 'authorization_code', code: second.code, code_verifier: second.verifier }
  expect((await client.exchange(late)).body.code).toBe(20004)
})

test.each([
  ['no secret', { client_secret: '' }, 20002],
  ['a wrong secret', { client_secret: 'x' }, 20002],
  ['another app', { client_id: 'cli_x' }, 20048],
  ['another grant', { grant_type: 'password' }, 20036],
  ['no grant', { grant_type: '' }, 20001],
  ['an unknown code', { code: 'nobody-gave-this' }, 20003],
  ['another redirect URL', { redirect_uri: 'http://localhost:9/other' }, 20071],
  ['a scope twice', { scope: 'docx:document docx:document' }, 20067],
  ['a scope that was not granted', { scope: 'bitable:app' }, 20068],
])('%s is refused by the token endpoint', async (_what, change, code) => {
  const client = await startForTest()
  await client.freshWorld()
  const { code: given, verifier } = await client.consent('zhang-san', scopes)
  const grant = { grant_type: 'authorization_code', code: given, code_verifier: verifier }
  const reply = await client.exchange({ ...grant, ...change })
  expect(reply.status).toBe(400)
  expect(reply.body.code).toBe(code)
  expect(reply.body['error']).toEqual(expect.any(String))
})

test('a secret in the body and one in the header together are refused', async () => {
  const client = await startForTest()
  const basic = { authorization: `Basic ${btoa('cli_simulator:simulator-secret')}` }
  expect((await client.exchange({ grant_type: 'authorization_code', code: 'c' }, basic)).body.code).toBe(20070)
})

test('the token endpoint reads a form as it reads JSON', async () => {
  const client = await startForTest()
  const { code, verifier } = await client.consent('zhang-san', scopes)
  const response = await fetch(`${client.url}/open-apis/authen/v2/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'cli_simulator',
      client_secret: 'simulator-secret',
      code,
      code_verifier: verifier,
    }),
  })
  expect(await response.json()).toMatchObject({ code: 0 })
})

const v3 = async (url: string, parameters: Record<string, string>) => {
  const app = { client_id: 'cli_simulator', client_secret: 'simulator-secret' }
  const body = new URLSearchParams({ ...app, ...parameters })
  return (await (await fetch(`${url}/oauth/v3/token`, { method: 'POST', body })).json()) as Record<string, unknown>
}

test('the newer token endpoint takes the same parameters by form, and only by form', async () => {
  const client = await startForTest()
  const { code, verifier } = await client.consent('zhang-san', scopes)
  const grant = { grant_type: 'authorization_code', code, code_verifier: verifier }
  const json = await client.call('POST', '/oauth/v3/token', grant)
  expect(json).toMatchObject({ status: 400, body: { code: 20063, error: 'invalid_request' } })
  const first = await v3(client.url, grant)
  expect(first).toMatchObject({ code: 0, token_type: 'Bearer' })
  const refresh = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) }
  expect(await v3(client.url, refresh)).toMatchObject({ code: 0 })
  expect(await v3(client.url, refresh)).toMatchObject({ code: 20073, error: 'invalid_grant' })
})

test('at the newer token endpoint PKCE is all or nothing', async () => {
  const client = await startForTest()
  const authorize = async (pkce: Record<string, string>) => {
    const query = asked({ scope: 'docx:document', ...pkce })
    const response = await client.decide(query, { person: 'zhang-san', decision: 'agree' })
    return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? ''
  }
  const exchange = async (pkce: Record<string, string>, proof: Record<string, string>) =>
    (await v3(client.url, { grant_type: 'authorization_code', code: await authorize(pkce), ...proof }))['code']
  const verifier = 'v'.repeat(43)
  expect(await exchange({}, { code_verifier: verifier })).toBe(20049)
  expect(await exchange({ code_challenge: verifier }, {})).toBe(20049)
  expect(await exchange({}, {})).toBe(0)
  expect(await exchange({ code_challenge: verifier }, { code_verifier: verifier })).toBe(0)
})

test('the reported fault of the newer token endpoint can be switched on: it refuses a correct pair', async () => {
  const client = await startForTest({ pkceAtV3: 'refused' })
  const { code, verifier } = await client.consent('zhang-san', scopes)
  const grant = { grant_type: 'authorization_code', code, code_verifier: verifier }
  expect((await v3(client.url, grant))['code']).toBe(20049)
  expect((await client.exchange(grant)).body.code).toBe(0)
})

test('a refresh token works once and gives the next; the old access token lives on', async () => {
  const client = await startForTest()
  const { body } = await client.signIn('zhang-san', scopes)
  const grant = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) }
  const next = await client.exchange(grant)
  expect(next.body).toMatchObject({ code: 0, refresh_token: expect.not.stringMatching(grant.refresh_token) as string })
  expect((await client.exchange(grant)).body.code).toBe(20073)
  expect((await client.call('GET', userInfo)).body.code).toBe(0)
})

test.each([
  ['refresh', 20037],
  ['all', 20064],
])('refresh tokens ended by a test (%s) answer %i', async (kind, code) => {
  const client = await startForTest()
  const { body } = await client.signIn('zhang-san', scopes)
  await client.call('POST', '/_simulator/tokens/expire', { kind })
  const grant = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) }
  expect((await client.exchange(grant)).body.code).toBe(code)
})

test('the app’s own token is the same until half an hour before its end, and does not speak for a person', async () => {
  const client = await startForTest()
  const path = '/open-apis/auth/v3/tenant_access_token/internal'
  const app = { app_id: 'cli_simulator', app_secret: 'simulator-secret' }
  const ask = async () => (await client.call('POST', path, app)).body
  const first = await ask()
  expect((await ask())['tenant_access_token']).toBe(first['tenant_access_token'])
  await client.call('POST', '/_simulator/clock', { advanceMs: 91 * 60_000 })
  expect((await ask())['tenant_access_token']).not.toBe(first['tenant_access_token'])
  client.token = String(first['tenant_access_token'])
  expect((await client.call('GET', userInfo)).body.code).toBe(99991663)
  expect(await client.call('POST', path, { ...app, app_secret: 'x' })).toMatchObject({
    status: 200,
    body: { code: 10015 },
  })
})

test('a program that fetches the app’s token for each of thirty tools at once gets it each time', async () => {
  const client = await startForTest()
  const app = { app_id: 'cli_simulator', app_secret: 'simulator-secret' }
  const ask = () => client.call('POST', '/open-apis/auth/v3/tenant_access_token/internal', app)
  const codes = (await Promise.all(Array.from({ length: 30 }, ask))).map(({ body }) => body.code)
  expect(new Set(codes)).toEqual(new Set([0]))
})

test('a code from Feishu’s app goes to the token endpoint without redirect address and verifier, once, for three minutes', async () => {
  const client = await startForTest()
  const ask = async (change: object = {}) => {
    const body = { appId: 'cli_simulator', scopes, pageUrl: 'http://localhost:9/?target=x', ...change }
    return (await client.call('POST', '/_simulator/client/access', body)).body
  }
  const exchange = (code: unknown, more = {}) =>
    client.call('POST', '/open-apis/authen/v2/oauth/token', {
      grant_type: 'authorization_code',
      client_id: 'cli_simulator',
      client_secret: 'simulator-secret',
      code,
      ...more,
    })
  const { code } = await ask({ person: 'li-si' })
  expect((await exchange(code, { redirect_uri: redirectUri })).body.code).toBe(20_071)
  expect((await exchange(code)).body).toMatchObject({ code: 0, scope: scopes.join(' ') })
  expect((await exchange(code)).body.code).toBe(20_065)
  const late = await ask()
  await client.call('POST', '/_simulator/clock', { advanceMs: 3 * 60 * 1000 })
  expect((await exchange(late.code)).body.code).toBe(20_004)
  expect(await ask({ pageUrl: 'https://elsewhere.example/' })).toMatchObject({ errCode: 10_236 })
  expect(await ask({ scopes: ['calendar:calendar'] })).toMatchObject({ errCode: 20_027 })
})
