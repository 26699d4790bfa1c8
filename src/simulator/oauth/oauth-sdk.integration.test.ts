import * as lark from '@larksuiteoapi/node-sdk'
import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { redirectUri } from '../testing/simulated-client.ts'

const scopes = ['docx:document', 'offline_access']
const app = { app_id: 'cli_simulator', app_secret: 'simulator-secret' }

/** Zhang San agrees on the page of that time, which knows no challenge. */
async function agreeOnOldPage(url: string): Promise<string> {
  const query = `app_id=${app.app_id}&redirect_uri=${encodeURIComponent(redirectUri)}&state=s1`
  const body = new URLSearchParams({ person: 'zhang-san', decision: 'agree' })
  const agreed = await fetch(`${url}/open-apis/authen/v1/index?${query}`, { method: 'POST', body, redirect: 'manual' })
  return given(new URL(given(agreed.headers.get('location'))).searchParams.get('code'))
}

test('the official SDK exchanges and renews tokens of people by both older pairs of calls', async () => {
  const { sdk, control } = await startOfficialClient()
  const code = () => agreeOnOldPage(control.url)
  const name = async (token: string | undefined) =>
    (await sdk.authen.v1.userInfo.get({}, lark.withUserAccessToken(given(token)))).data?.name
  const first = await sdk.authen.v1.accessToken.create({
    data: { grant_type: 'authorization_code', code: await code() },
  })
  expect(await name(first.data?.access_token)).toBe('张三')
  const renewed = await sdk.authen.v1.refreshAccessToken.create({
    data: { grant_type: 'refresh_token', refresh_token: given(first.data?.refresh_token) },
  })
  expect(await name(renewed.data?.access_token)).toBe('张三')
  const oidc = await sdk.authen.v1.oidcAccessToken.create({
    data: { grant_type: 'authorization_code', code: await code() },
  })
  const again = await sdk.authen.v1.oidcRefreshAccessToken.create({
    data: { grant_type: 'refresh_token', refresh_token: given(oidc.data?.refresh_token) },
  })
  expect(await name(again.data?.access_token)).toBe('张三')
})

test('the official SDK gets tokens of the app itself, and by a plain request those of a person', async () => {
  const { sdk, control } = await startOfficialClient()
  const both: unknown = await sdk.auth.v3.appAccessToken.internal({ data: app })
  expect(both).toMatchObject({ code: 0, app_access_token: expect.stringMatching(/^t-/) as string })
  const { code, verifier: code_verifier } = await control.consent('zhang-san', scopes)
  const client = { client_id: app.app_id, client_secret: app.app_secret, redirect_uri: redirectUri }
  const data = { grant_type: 'authorization_code', ...client, code, code_verifier }
  const answer: unknown = await sdk.request({ method: 'POST', url: '/open-apis/authen/v2/oauth/token', data })
  expect(answer).toMatchObject({ code: 0, token_type: 'Bearer' })
})

test('the official SDK gets a ticket for pages inside the app', async () => {
  const { sdk } = await startOfficialClient()
  const answer = await sdk.request<{ data: { ticket: string; expire_in: number } }>({
    method: 'POST',
    url: '/open-apis/jssdk/ticket/get',
  })
  expect(answer.data.ticket).toHaveLength(64)
  expect(answer.data.expire_in).toBe(7200)
})
