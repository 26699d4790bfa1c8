import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'

test('the official SDK walks a folder, makes one, and a document in it', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const root = await sdk.drive.v1.file.list({}, asZhangSan)
  const product = given(given(root.data?.files).find(({ name }) => name === '产品'))
  const names = []
  const query = { params: { folder_token: product.token, page_size: 2 } }
  for await (const page of await sdk.drive.v1.file.listWithIterator(query, asZhangSan)) {
    names.push(...(page?.files ?? []).map(({ name }) => name))
  }
  expect(names).toHaveLength(7)
  const folder = await sdk.drive.v1.file.createFolder(
    { data: { name: '新文件夹', folder_token: product.token } },
    asZhangSan,
  )
  const folder_token = given(folder.data?.token)
  const created = await sdk.docx.v1.document.create({ data: { title: '新文档', folder_token } }, asZhangSan)
  const listed = await sdk.drive.v1.file.list({ params: { folder_token } }, asZhangSan)
  expect(given(listed.data?.files)).toMatchObject([{ token: created.data?.document?.document_id, name: '新文档' }])
})

test('the official SDK lists whom a document is shared with', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const members = await sdk.drive.v1.permissionMember.list(
    { path: { token: 'SimDocxReadOnly000000000003' }, params: { type: 'docx', fields: '*' } },
    asZhangSan,
  )
  expect(given(members.data?.items)).toMatchObject([{ member_type: 'openid', perm: 'view', type: 'user' }])
})

test('the official SDK walks a wiki down and makes a page in it', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const spaces = await sdk.wiki.v2.space.list({}, asZhangSan)
  const space_id = given(given(spaces.data?.items)[0]?.space_id)
  const top = await sdk.wiki.v2.spaceNode.list({ path: { space_id } }, asZhangSan)
  const parent_node_token = given(given(top.data?.items)[0]?.node_token)
  const created = await sdk.wiki.v2.spaceNode.create(
    { path: { space_id }, data: { obj_type: 'sheet', node_type: 'origin', parent_node_token, title: '新表格' } },
    asZhangSan,
  )
  const spreadsheet_token = given(created.data?.node?.obj_token)
  const sheets = await sdk.sheets.v3.spreadsheetSheet.query({ path: { spreadsheet_token } }, asZhangSan)
  expect(given(sheets.data?.sheets)).toMatchObject([{ title: 'Sheet1', grid_properties: { row_count: 200 } }])
  const library = await sdk.wiki.v2.spaceNode.list({ path: { space_id: 'my_library' } }, asZhangSan)
  expect(given(library.data?.items)).toHaveLength(2)
})

test('the official SDK searches, in the name of a person', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const data = { query: '评审', doc_filter: {}, page_size: 5 }
  const first = given((await sdk.search.v2.docWiki.search({ data }, asZhangSan)).data)
  expect(first).toMatchObject({ total: 7, has_more: true })
  const page_token = given(first.page_token)
  const second = given((await sdk.search.v2.docWiki.search({ data: { ...data, page_token } }, asZhangSan)).data)
  expect(second.has_more).toBe(false)
  expect(given(second.res_units)).toHaveLength(2)
})

test('the official SDK searches wiki pages page by page', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const titles: string[] = []
  for await (const page of await sdk.wiki.v1.node.searchWithIterator(
    { data: { query: '手册' }, params: { page_size: 1 } },
    asZhangSan,
  )) {
    const found: { readonly items?: readonly { readonly title: string }[] } = page ?? {}
    titles.push(...(found.items ?? []).map(({ title }) => title))
  }
  expect(titles).toContain('新人手册')
})

test('the official SDK reads one wiki space, and gives a page another title', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const space_id = '7000000000000000001'
  const space = await sdk.wiki.v2.space.get({ path: { space_id } }, asZhangSan)
  expect(space.data?.space).toMatchObject({ space_id, name: '团队知识库', visibility: 'public' })
  const node_token = 'SimWikiHandbook000000000011'
  const renamed = await sdk.wiki.v2.spaceNode.updateTitle(
    { path: { space_id, node_token }, data: { title: '入职手册' } },
    asZhangSan,
  )
  expect(renamed.code).toBe(0)
  const node = await sdk.wiki.v2.space.getNode({ params: { token: node_token } }, asZhangSan)
  expect(node.data?.node?.title).toBe('入职手册')
  await control.signIn('wang-wu')
  const path = `/open-apis/wiki/v2/spaces/${space_id}/nodes/${node_token}/update_title`
  expect((await control.call('POST', path, { title: '新' })).body.code).toBe(131006)
})
