import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { redirectUri, startForTest, type Reply, type SimulatedClient } from '../testing/simulated-client.ts'

const app = { client_id: 'cli_simulator', client_secret: 'simulator-secret' }
const zhangSan = 'ou_5a6b7c8d9e0f11223344556677889901'

/** Agrees on one of the pages, as a browser that was sent there; the code that comes back. */
async function agree(client: SimulatedClient, pathAndQuery: string): Promise<string> {
  const page = client.url + pathAndQuery
  expect((await fetch(page)).status).toBe(200)
  const body = new URLSearchParams({ person: 'zhang-san', decision: 'agree' })
  const response = await fetch(page, { method: 'POST', body, redirect: 'manual' })
  const target = new URL(response.headers.get('location') ?? '')
  expect(target.searchParams.get('state')).toBe('s1')
  return target.searchParams.get('code') ?? ''
}

const back = `redirect_uri=${encodeURIComponent(redirectUri)}&state=s1`
const passportPage = `/suite/passport/oauth/authorize?client_id=cli_simulator&${back}&response_type=code`
const indexPage = `/open-apis/authen/v1/index?app_id=cli_simulator&${back}`

async function appToken(client: SimulatedClient): Promise<string> {
  const body = { app_id: app.client_id, app_secret: app.client_secret }
  // Older pages write this path with a slash at its end.
  const reply = await client.call('POST', '/open-apis/auth/v3/app_access_token/internal/', body)
  return String(reply.body['app_access_token'])
}

/** A call with a bearer of its own; without `bearer`, with none. */
async function post(client: SimulatedClient, path: string, body: unknown, bearer?: string): Promise<Reply> {
  client.token = bearer ?? ''
  return client.call('POST', `/open-apis/authen/v1/${path}`, body)
}

const passport = async (client: SimulatedClient, body: Readonly<Record<string, string>>) => {
  const response = await fetch(`${client.url}/suite/passport/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...app, ...body }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('passport: a code by form, then the claims of the person', async () => {
  const client = await startForTest()
  const code = await agree(client, passportPage)
  const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
  const { status, body } = await passport(client, grant)
  expect(status).toBe(200)
  expect(body).toEqual({
    access_token: expect.stringMatching(/^u-/) as string,
    token_type: 'Bearer',
    expires_in: 7200,
    refresh_token: expect.stringMatching(/^ur-/) as string,
    refresh_expires_in: 2_591_940,
  })
  client.token = String(body['access_token'])
  const picture = `${client.url}/_simulator/people/zhang-san.svg`
  expect((await client.call('GET', '/suite/passport/oauth/userinfo')).body).toEqual({
    sub: zhangSan,
    name: '张三',
    picture,
    open_id: zhangSan,
    union_id: zhangSan.replace('ou_', 'on_'),
    en_name: 'Zhang San',
    tenant_key: expect.any(String) as string,
    avatar_url: picture,
    avatar_thumb: picture,
    avatar_middle: picture,
    avatar_big: picture,
    email: 'zhang.san@example.com',
    enterprise_email: 'zhang.san@example.com',
    user_id: '3e3cf901',
    employee_no: '1001',
    mobile: '+8610000000001',
  })
  // The old pages name no scopes: the token may what the app may.
  expect((await client.call('GET', '/open-apis/drive/v1/files')).body.code).toBe(0)
})

test('passport: parameters in the query or as JSON are read too, and a refresh token works once', async () => {
  const client = await startForTest()
  const code = await agree(client, passportPage)
  const query = new URLSearchParams({ ...app, grant_type: 'authorization_code', code })
  const first = await client.call('POST', `/suite/passport/oauth/token?${query.toString()}`)
  const grant = { grant_type: 'refresh_token', refresh_token: String(first.body['refresh_token']) }
  const second = await client.call('POST', '/suite/passport/oauth/token', { ...app, ...grant })
  expect(second.body['refresh_token']).not.toBe(first.body['refresh_token'])
  expect(await passport(client, grant)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
})

test.each([
  [{ code: 'nobody' }, { status: 400, body: { error: 'invalid_grant' } }],
  [{ client_secret: 'x' }, { status: 400, body: { error: 'invalid_client' } }],
  [{ grant_type: 'password' }, { status: 400, body: { error: 'unsupported_grant_type' } }],
  [{ redirect_uri: 'http://localhost:9/other' }, { status: 400, body: { error: 'invalid_grant' } }],
] as const)('passport: %j is refused as OAuth does, without a code of Feishu', async (change, expected) => {
  const client = await startForTest()
  const code = await agree(client, passportPage)
  const answer = await passport(client, { grant_type: 'authorization_code', code, ...change })
  expect(answer).toMatchObject(expected)
  expect(answer.body).toEqual({ error: expect.any(String) as string, error_description: expect.any(String) as string })
})

test('passport: a token of nobody gets no claims', async () => {
  const client = await startForTest()
  client.token = 'u-nobody'
  const { status, body } = await client.call('GET', '/suite/passport/oauth/userinfo')
  expect([status, body['error']]).toEqual([400, 'invalid_token'])
})

test('index: a code is exchanged with the app’s token as bearer, and the person comes with the tokens', async () => {
  const client = await startForTest()
  const code = await agree(client, indexPage)
  const grant = { grant_type: 'authorization_code', code }
  const token = await appToken(client)
  const { status, body } = await post(client, 'access_token', grant, token)
  expect([status, body.code]).toEqual([200, 0])
  expect(body.data).toMatchObject({
    name: '张三',
    open_id: zhangSan,
    email: 'zhang.san@example.com',
    mobile: '+8610000000001',
  })
  expect((await post(client, 'access_token', grant, token)).body.code).toBe(20003)
  const again = { grant_type: 'refresh_token', refresh_token: body.data?.['refresh_token'] }
  const renewed = await post(client, 'refresh_access_token', again, token)
  expect(renewed.body.data).toMatchObject({ token_type: 'Bearer', name: '张三' })
  expect((await post(client, 'refresh_access_token', again, token)).body.code).toBe(20038)
})

test.each(['/open-apis/authen/v1/index', '/connect/qrconnect/page/sso/', '/open-apis/authen/v1/authorize'])(
  'a client that knows app_id alone gets a code at %s',
  async (path) => {
    const client = await startForTest()
    const code = await agree(client, `${path}?app_id=cli_simulator&${back}`)
    const grant = { grant_type: 'authorization_code', code }
    expect((await post(client, 'access_token', grant, await appToken(client))).body.code).toBe(0)
  },
)

test('index: the app’s token may come in the body instead', async () => {
  const client = await startForTest()
  const code = await agree(client, indexPage)
  const body = { app_access_token: await appToken(client), grant_type: 'authorization_code', code }
  expect((await post(client, 'access_token', body)).body.data).toMatchObject({
    union_id: zhangSan.replace('ou_', 'on_'),
  })
})

test('a tenant token is taken for the app’s, as one identity product sends it', async () => {
  const client = await startForTest()
  const code = await agree(client, indexPage)
  await client.becomeApp()
  const reply = await post(client, 'access_token', { grant_type: 'authorization_code', code }, client.token)
  expect(reply.body.data).toMatchObject({ open_id: zhangSan })
})

test('oidc: tokens come with what was granted, without the person', async () => {
  const client = await startForTest()
  const page = `/open-apis/authen/v1/authorize?app_id=cli_simulator&${back}&scope=docx:document`
  const code = await agree(client, page)
  const token = await appToken(client)
  const { body } = await post(client, 'oidc/access_token', { grant_type: 'authorization_code', code }, token)
  expect(body.data).toMatchObject({
    refresh_expires_in: 2_591_940,
    scope: expect.stringContaining('docx:document') as string,
  })
  expect(body.data).not.toHaveProperty('open_id')
  const again = { grant_type: 'refresh_token', refresh_token: body.data?.['refresh_token'] }
  expect((await post(client, 'oidc/refresh_access_token', again, token)).body.code).toBe(0)
})

test.each([
  ['access_token', { grant_type: 'authorization_code', code: 'nobody' }, true, 20003],
  ['access_token', { grant_type: 'password', code: 'x' }, true, 20036],
  ['access_token', { grant_type: 'authorization_code' }, true, 20001],
  ['oidc/access_token', { grant_type: 'authorization_code', code: 'x' }, false, 20014],
  ['oidc/refresh_access_token', { grant_type: 'refresh_token', refresh_token: 'x' }, true, 20026],
] as const)('%s with %j is refused with HTTP 200', async (path, body, asApp, code) => {
  const client = await startForTest()
  const reply = await post(client, path, body, asApp ? await appToken(client) : undefined)
  expect([reply.status, reply.body.code]).toEqual([200, code])
})

test('refresh tokens do not change generations, and a proof that was announced is not left out', async () => {
  const client = await startForTest()
  const token = await appToken(client)
  const { body: v2 } = await client.signIn()
  const old = { grant_type: 'refresh_token', refresh_token: v2['refresh_token'] }
  expect((await post(client, 'oidc/refresh_access_token', old, token)).body.code).toBe(20026)
  const code = await agree(client, passportPage)
  const { body: historic } = await passport(client, { grant_type: 'authorization_code', code })
  const refreshed = await client.exchange({
    grant_type: 'refresh_token',
    refresh_token: String(historic['refresh_token']),
  })
  expect(refreshed.body.code).toBe(20026)
  const proven = await client.consent('zhang-san', ['docx:document'])
  const grant = { grant_type: 'authorization_code', code: proven.code }
  expect((await post(client, 'access_token', grant, token)).body.code).toBe(20003)
  expect(await passport(client, grant)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
})

test.each(['/suite/passport/oauth/token', '/open-apis/authen/v2/oauth/token'])(
  'a library that tries HTTP Basic first still has its code for the second try at %s',
  async (path) => {
    const client = await startForTest()
    const code = await agree(client, passportPage)
    const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri }
    const send = async (body: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
      fetch(client.url + path, { method: 'POST', body: new URLSearchParams(body), headers })
    const basic = await send(grant, { authorization: `Basic ${btoa(`${app.client_id}:${app.client_secret}`)}` })
    expect(basic.status).toBe(400)
    expect((await send({ ...app, ...grant })).status).toBe(200)
  },
)

test('the frame of a QR code tells its page who scanned, and that is enough once', async () => {
  const client = await startForTest()
  const goto = client.url + passportPage
  const frame = `${client.url}/suite/passport/sso/qr?goto=${encodeURIComponent(goto)}`
  const page = await fetch(frame)
  expect(page.headers.get('content-security-policy')).toContain('frame-ancestors *')
  expect(await page.text()).toContain('value="li-si"')
  const scan = async (query: string) => {
    const response = await fetch(frame + query, { method: 'POST', body: new URLSearchParams({ person: 'li-si' }) })
    const text = await response.text()
    return [/data-tmp-code="(\w+)"/.exec(text)?.[1] ?? '', /data-message="(\w+)"/.exec(text)?.[1]] as const
  }
  const [tmpCode, message] = await scan('')
  expect([message, (await scan('&sdk_version=1.0.3'))[1]]).toEqual(['text', 'object'])
  const response = await fetch(`${goto}&tmp_code=${tmpCode}`, { redirect: 'manual' })
  const target = new URL(response.headers.get('location') ?? '')
  expect([target.origin + target.pathname, target.searchParams.get('state')]).toEqual([redirectUri, 's1'])
  const grant = { grant_type: 'authorization_code', code: target.searchParams.get('code') ?? '' }
  client.token = String((await passport(client, grant)).body['access_token'])
  expect((await client.call('GET', '/suite/passport/oauth/userinfo')).body['name']).toBe('李四')
  const again = await fetch(`${goto}&tmp_code=${tmpCode}`, { redirect: 'manual' })
  expect([again.status, again.headers.get('location')]).toEqual([200, null])
  const elsewhere = goto.replace(encodeURIComponent(redirectUri), 'https%3A%2F%2Fa.example%2F')
  const [other] = await scan('')
  expect((await fetch(`${elsewhere}&tmp_code=${other}`, { redirect: 'manual' })).status).toBe(400)
})

test('the pages name a wrong app and a wrong redirect URL', async () => {
  const client = await startForTest()
  const other = await fetch(`${client.url}/open-apis/authen/v1/index?app_id=cli_other&${back}`)
  expect([other.status, await other.text()]).toEqual([400, expect.stringContaining('20048') as string])
  const elsewhere = `${client.url}${passportPage}`.replace(
    encodeURIComponent(redirectUri),
    'https%3A%2F%2Fa.example%2F',
  )
  expect(await (await fetch(elsewhere)).text()).toContain('20029')
})

test('the official SDK signs a person in by the endpoints before v2', async () => {
  const { sdk, control } = await startOfficialClient()
  const code = await agree(control, indexPage)
  const data = { grant_type: 'authorization_code', code }
  const signedIn = given((await sdk.authen.v1.accessToken.create({ data })).data)
  expect(signedIn).toMatchObject({ name: '张三', open_id: zhangSan })
  const again = { grant_type: 'refresh_token', refresh_token: given(signedIn.refresh_token) }
  expect(given((await sdk.authen.v1.refreshAccessToken.create({ data: again })).data).access_token).toMatch(/^u-/)
  const oidc = { grant_type: 'authorization_code', code: await agree(control, indexPage) }
  const tokens = given((await sdk.authen.v1.oidcAccessToken.create({ data: oidc })).data)
  const renew = { grant_type: 'refresh_token', refresh_token: given(tokens.refresh_token) }
  expect((await sdk.authen.v1.oidcRefreshAccessToken.create({ data: renew })).code).toBe(0)
})
