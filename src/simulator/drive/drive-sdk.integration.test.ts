import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { startWithColumns } from '../testing/own-table.ts'
import { productReview } from '../testing/simulated-client.ts'

const base = 'SimBaseTasks000000000000009'
const attachment = 'boxcnSimSeedAttachment00001'
const text = '需求说明：先评审，再排期。\n'

test('the official SDK gets links that give the bytes to whoever has them', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const file = Buffer.from('%PDF-1.7')
  const data = {
    file_name: '新 合同.pdf',
    parent_type: 'bitable_file',
    parent_node: base,
    size: file.length,
    file,
  } as const
  const uploaded = given((await sdk.drive.v1.media.uploadAll({ data }, asZhangSan))?.file_token)
  const params = { file_tokens: [attachment, uploaded] }
  const answer = await sdk.drive.v1.media.batchGetTmpDownloadUrl({ params }, asZhangSan)
  const links = given(answer.data?.tmp_download_urls)
  expect(links.map(({ file_token }) => file_token)).toEqual([attachment, uploaded])
  const responses = await Promise.all(links.map(({ tmp_download_url }) => fetch(tmp_download_url)))
  expect(await Promise.all(responses.map((response) => response.text()))).toEqual([text, '%PDF-1.7'])
  expect(responses[1]?.headers.get('content-disposition')).toBe(
    `attachment; filename="_ __.pdf"; filename*=UTF-8''%E6%96%B0%20%E5%90%88%E5%90%8C.pdf`,
  )
  expect(links.map(({ tmp_download_url }) => tmp_download_url).join(' ')).not.toContain(uploaded)
})

test('the official SDK copies a document with its blocks', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const root = await sdk.request<{ data: { token: string } }>(
    { method: 'GET', url: '/open-apis/drive/explorer/v2/root_folder/meta' },
    asZhangSan,
  )
  const copied = await sdk.drive.v1.file.copy(
    { path: { file_token: productReview }, data: { name: '副本', type: 'docx', folder_token: root.data.token } },
    asZhangSan,
  )
  const file = given(copied.data?.file)
  expect(file).toMatchObject({ name: '副本', type: 'docx', parent_token: root.data.token })
  const words = async (document_id: string) => {
    const blocks = await sdk.docx.v1.documentBlock.list({ path: { document_id } }, asZhangSan)
    return given(blocks.data?.items)
      .slice(1)
      .map((block) => (block.text ?? block.heading2)?.elements[0]?.text_run?.content)
  }
  expect(await words(file.token)).toEqual(await words(productReview))
  expect(
    (await sdk.docx.v1.document.get({ path: { document_id: file.token } }, asZhangSan)).data?.document?.title,
  ).toBe('副本')
})

test('the official SDK makes a document as the app and gives it to a person', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const made = await sdk.docx.v1.document.create({ data: { title: '给张三' } })
  const token = given(made.data?.document?.document_id)
  const read = () => sdk.docx.v1.document.get({ path: { document_id: token } }, asZhangSan).catch(() => null)
  expect(await read()).toBeNull()
  const shared = await sdk.drive.v1.permissionMember.create({
    path: { token },
    params: { type: 'docx', need_notification: false },
    data: { member_type: 'email', member_id: 'zhang.san@example.com', perm: 'full_access' },
  })
  expect(given(shared.data?.member)).toEqual({
    member_type: 'email',
    member_id: 'zhang.san@example.com',
    perm: 'full_access',
    perm_type: 'container',
    type: 'user',
  })
  expect((await read())?.code).toBe(0)
  const members = await sdk.drive.v1.permissionMember.list({ path: { token }, params: { type: 'docx' } }, asZhangSan)
  expect(given(members.data?.items)).toMatchObject([{ member_type: 'openid', perm: 'full_access' }])
})

test('the official SDK changes what a member may do, and takes it back', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const liSi = 'ou_5a6b7c8d9e0f11223344556677889902'
  const path = { token: productReview, member_id: liSi }
  const data = { member_type: 'openid', perm: 'edit' } as const
  const permissions = sdk.drive.v1.permissionMember
  const updated = await permissions.update({ path, params: { type: 'docx' }, data }, asZhangSan)
  expect(updated.data?.member).toMatchObject({ member_type: 'openid', member_id: liSi, perm: 'edit' })
  const members = async () => {
    const listed = await permissions.list({ path: { token: productReview }, params: { type: 'docx' } }, asZhangSan)
    return listed.data?.items?.map(({ member_id, perm }) => [member_id, perm])
  }
  expect(await members()).toEqual([[liSi, 'edit']])
  await permissions.delete({ path, params: { type: 'docx', member_type: 'openid' } }, asZhangSan)
  expect(await members()).toEqual([])
  const address = `/open-apis/drive/v1/permissions/${productReview}/members/${liSi}`
  expect((await control.call('DELETE', `${address}?type=docx&member_type=openid`)).body.code).toBe(1063001)
  expect((await control.call('PUT', `${address}?type=docx`, data)).body.code).toBe(1063001)
  await control.signIn('wang-wu')
  expect((await control.call('DELETE', `${address}?type=docx&member_type=openid`)).body.code).toBe(1063002)
})

test('the official SDK downloads a file of Drive', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const posters = await sdk.drive.v1.file.list({ params: { folder_token: 'SimFldrPosters0000000000106' } }, asZhangSan)
  const found = given(posters.data?.files?.find(({ type }) => type === 'file'))
  const { getReadableStream } = await sdk.drive.v1.file.download({ path: { file_token: found.token } }, asZhangSan)
  const chunks: Buffer[] = []
  for await (const chunk of getReadableStream() as AsyncIterable<Buffer>) chunks.push(chunk)
  expect(Buffer.concat(chunks).toString()).toBe('海报源文件.psd\n')
})

test('a copy of a base has its columns, with their options and what is in them', async () => {
  const { sdk, asZhangSan, write } = await startWithColumns(
    { field_name: '状态', type: 3 },
    { field_name: '标签', type: 4 },
  )
  await write({ 状态: '新', 标签: ['a'] })
  const copied = await sdk.drive.v1.file.copy(
    { path: { file_token: base }, data: { name: '副本', type: 'bitable', folder_token: '' } },
    asZhangSan,
  )
  const copy = { app_token: given(copied.data?.file?.token) }
  const all = given((await sdk.bitable.v1.appTable.list({ path: copy }, asZhangSan)).data?.items)
  const place = { ...copy, table_id: given(all.at(-1)?.table_id) }
  const found = await sdk.bitable.v1.appTableRecord.search({ path: place, data: {} }, asZhangSan)
  expect(given(found.data?.items).map(({ fields }) => fields)).toEqual([{ 状态: '新', 标签: ['a'] }])
})
