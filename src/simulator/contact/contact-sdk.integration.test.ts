import * as lark from '@larksuiteoapi/node-sdk'
import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { startForTest } from '../testing/simulated-client.ts'

const zhangSan = 'ou_5a6b7c8d9e0f11223344556677889901'

test('the official SDK reads a person by each kind of id', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  for (const [user_id_type, user_id] of [
    ['open_id', zhangSan],
    ['union_id', zhangSan.replace('ou_', 'on_')],
    ['user_id', '3e3cf901'],
  ] as const) {
    const answer = await sdk.contact.v3.user.get({ path: { user_id }, params: { user_id_type } }, asZhangSan)
    expect(given(answer.data?.user)).toMatchObject({ open_id: zhangSan, name: '张三', user_id: '3e3cf901' })
  }
})

test('without their scopes only the ids of a person are shown', async () => {
  const { sdk, control } = await startOfficialClient()
  await control.call('POST', '/_simulator/scopes/withdraw', {
    scopes: [
      'contact:user.base:readonly',
      'contact:user.email:readonly',
      'contact:user.employee:readonly',
      'contact:user.employee_id:readonly',
      'contact:user.phone:readonly',
    ],
  })
  const answer = await sdk.contact.v3.user.get({ path: { user_id: zhangSan } }, lark.withUserAccessToken(control.token))
  expect(answer.data?.user).toEqual({
    open_id: zhangSan,
    union_id: zhangSan.replace('ou_', 'on_'),
    mobile_visible: true,
  })
})

test('nobody’s id, and an unknown kind of id, are refused', async () => {
  const client = await startForTest()
  const get = async (path: string) => {
    const { status, body } = await client.call('GET', `/open-apis/contact/v3/users/${path}`)
    return [status, body.code]
  }
  expect(await get('ou_nobody')).toEqual([400, 41012])
  expect(await get(`${zhangSan}?user_id_type=name`)).toEqual([400, 99992402])
  await client.call('POST', '/_simulator/scopes/withdraw', { scopes: ['contact:contact.base:readonly'] })
  expect(await get(zhangSan)).toEqual([400, 99991679])
})

test('the official SDK finds people by their addresses and numbers', async () => {
  const { sdk } = await startOfficialClient()
  const data = { emails: ['zhang.san@example.com', 'nobody@example.com'], mobiles: ['10000000002'] }
  const answer = await sdk.contact.v3.user.batchGetId({ data, params: { user_id_type: 'open_id' } })
  expect(given(answer.data?.user_list)).toMatchObject([
    { mobile: '10000000002', user_id: zhangSan.replace(/1$/, '2') },
    { email: 'zhang.san@example.com', user_id: zhangSan },
    { email: 'nobody@example.com' },
  ])
  expect(given(answer.data?.user_list)[2]).not.toHaveProperty('user_id')
})

test('the official SDK reads which scopes the app has; a person’s token does not', async () => {
  const { sdk, control } = await startOfficialClient()
  await control.call('POST', '/_simulator/scopes/disable', { scopes: ['wiki:wiki'] })
  const answer = await sdk.application.v6.scope.list()
  const scopes = given(answer.data?.scopes)
  expect(scopes).toContainEqual({ scope_name: 'docx:document', scope_type: 'tenant', grant_status: 1 })
  expect(scopes).toContainEqual({ scope_name: 'wiki:wiki', scope_type: 'user', grant_status: 2 })
  expect(scopes.filter(({ scope_name }) => scope_name === 'offline_access')).toHaveLength(1)
  expect((await control.call('GET', '/open-apis/application/v6/scopes')).body.code).toBe(99991668)
})
