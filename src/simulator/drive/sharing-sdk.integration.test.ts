import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { productReview } from '../testing/simulated-client.ts'

const path = { token: productReview }
const params = { type: 'docx' } as const
const liSi = 'ou_5a6b7c8d9e0f11223344556677889902'

test('the official SDK changes how a document may be shared, and only what it names', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const settings = sdk.drive.v2.permissionPublic
  const before = given((await settings.get({ path, params }, asZhangSan)).data?.permission_public)
  expect(before).toMatchObject({ link_share_entity: 'closed', external_access_entity: 'closed', lock_switch: false })
  const data = { link_share_entity: 'tenant_readable', copy_entity: 'only_full_access' } as const
  expect((await settings.patch({ path, params, data }, asZhangSan)).data?.permission_public).toEqual(data)
  expect((await settings.get({ path, params }, asZhangSan)).data?.permission_public).toEqual({ ...before, ...data })
  const address = `/open-apis/drive/v2/permissions/${productReview}/public?type=docx`
  expect((await control.call('PATCH', address, { link_share_entity: 'everybody' })).body.code).toBe(1063001)
  await control.signIn('li-si')
  expect((await control.call('GET', address)).body.code).toBe(1063004)
})

test('both versions of these settings are of the same document', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const first = sdk.drive.v1.permissionPublic
  await first.patch({ path, params, data: { external_access: true, share_entity: 'same_tenant' } }, asZhangSan)
  const newer = await sdk.drive.v2.permissionPublic.get({ path, params }, asZhangSan)
  expect(newer.data?.permission_public).toMatchObject({ external_access_entity: 'open', share_entity: 'same_tenant' })
  expect((await first.get({ path, params }, asZhangSan)).data?.permission_public).toEqual({
    external_access: true,
    security_entity: 'anyone_can_view',
    comment_entity: 'anyone_can_view',
    share_entity: 'same_tenant',
    link_share_entity: 'closed',
    invite_external: false,
    lock_switch: false,
  })
})

test('the official SDK gives a document another owner; the former one keeps what is said', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  await sdk.drive.v1.permissionMember.transferOwner(
    { path, params: { ...params, old_owner_perm: 'view' }, data: { member_type: 'openid', member_id: liSi } },
    asZhangSan,
  )
  const metas = await sdk.drive.v1.meta.batchQuery(
    { data: { request_docs: [{ doc_token: productReview, doc_type: 'docx' }] } },
    asZhangSan,
  )
  expect(metas.data?.metas).toMatchObject([{ owner_id: liSi }])
  const again = `/open-apis/drive/v1/permissions/${productReview}/members/transfer_owner?type=docx`
  const back = { member_type: 'openid', member_id: liSi }
  expect((await control.call('POST', again, back)).body.code).toBe(1063004)
  await control.signIn('li-si')
  const listed = await control.call('GET', `/open-apis/drive/v1/files`)
  expect(JSON.stringify(listed.body)).toContain(productReview)
  const removing = `${again}&remove_old_owner=true&stay_put=true`
  const zhangSan = 'ou_5a6b7c8d9e0f11223344556677889901'
  await control.call('POST', removing, { member_type: 'openid', member_id: zhangSan })
  const read = `/open-apis/docx/v1/documents/${productReview}`
  expect((await control.call('GET', read)).body.code).toBe(1770032)
})
