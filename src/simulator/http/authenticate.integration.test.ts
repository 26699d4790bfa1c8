import { expect, test } from 'vitest'
import { redirectUri, startForTest } from '../testing/simulated-client.ts'

const scopes = ['offline_access', 'docx:document']
const emptyDocument = '/open-apis/docx/v1/documents/SimDocxEmpty000000000000002'

test('missing, malformed, unknown, expired and insufficient tokens get different answers', async () => {
  const client = await startForTest({ accessTokenLifeSeconds: 60 })
  const read = async (token: string) => {
    client.token = token
    const { status, body } = await client.call('GET', emptyDocument)
    return [status, body.code]
  }
  const good = client.token
  expect(await read('')).toEqual([400, 99991661])
  expect(await read('something')).toEqual([400, 99991671])
  expect(await read('t-unknown')).toEqual([400, 99991663])
  expect(await read('eyJunknown')).toEqual([400, 99991668])
  expect(await read(good)).toEqual([200, 0])
  await client.call('POST', '/_simulator/clock', { advanceMs: 60_000 })
  expect(await read(good)).toEqual([400, 99991677])
  await client.signIn('wang-wu', ['wiki:node:read'])
  const { body } = await client.call('GET', emptyDocument)
  expect(body.code).toBe(99991679)
  expect(body['error']).toMatchObject({
    permission_violations: [
      { type: 'action_privilege_required', subject: 'docx:document' },
      { subject: 'docx:document:readonly' },
    ],
  })
})

test('a scope taken back is missing in every token until it is granted again', async () => {
  const client = await startForTest()
  const { body: before } = await client.signIn('zhang-san', scopes)
  await client.call('POST', '/_simulator/scopes/withdraw', { scopes: ['docx:document', 'docx:document:readonly'] })
  expect((await client.call('GET', emptyDocument)).body.code).toBe(99991679)
  const refreshed = await client.exchange({
    grant_type: 'refresh_token',
    refresh_token: String(before['refresh_token']),
  })
  expect(String(refreshed.body['scope']).split(' ')).not.toContain('docx:document')
  await client.signIn('zhang-san', ['docx:document'])
  expect((await client.call('GET', emptyDocument)).body.code).toBe(0)
})

test('a scope the app lacks is named with the way to the console, where it can be switched on', async () => {
  const client = await startForTest()
  await client.call('POST', '/_simulator/scopes/disable', { scopes: ['docx:document', 'docx:document:readonly'] })
  const refusal = await client.call('GET', emptyDocument)
  const { helps } = refusal.body['error'] as { helps: { url: string }[] }
  expect(refusal.body).toMatchObject({ code: 99991672 })
  expect(helps[0]?.url).toBe(
    `${client.url}/app/cli_simulator/auth?q=docx:document,docx:document:readonly&op_from=openapi&token_type=user`,
  )
  const query = new URLSearchParams({
    client_id: 'cli_simulator',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'docx:document',
  })
  const authorize = await fetch(`${client.url}/open-apis/authen/v1/authorize?${query.toString()}`)
  expect(await authorize.text()).toContain('20027')
  const page = await (await fetch(helps[0]?.url ?? '')).text()
  expect(page).toContain('<button name="scope" value="docx:document">')
  await fetch(helps[0]?.url ?? '', { method: 'POST', body: new URLSearchParams({ scope: 'docx:document' }) })
  await client.signIn('zhang-san', ['docx:document'])
  expect((await client.call('GET', emptyDocument)).body.code).toBe(0)
})

test('scopes of whiteboards can be granted, though no call of theirs is simulated', async () => {
  const client = await startForTest()
  const boards = ['board:whiteboard:node:create', 'board:whiteboard:node:read']
  await client.signIn('zhang-san', [...boards, 'docx:document'])
  expect((await client.call('GET', emptyDocument)).body.code).toBe(0)
})
