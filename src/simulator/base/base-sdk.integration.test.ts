import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'

const app_token = 'SimBaseTasks000000000000009'

test('the official SDK finds the table and the attachment column of a base', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const base = await sdk.bitable.v1.app.get({ path: { app_token } }, asZhangSan)
  expect(given(base.data?.app)).toMatchObject({ name: '任务跟踪', is_advanced: false })
  const tables = []
  for await (const page of await sdk.bitable.v1.appTable.listWithIterator(
    { path: { app_token }, params: { page_size: 1 } },
    asZhangSan,
  )) {
    tables.push(...(page?.items ?? []))
  }
  expect(tables.map(({ name }) => name)).toEqual(['任务', '素材库'])
  const path = { app_token, table_id: given(tables[0]?.table_id) }
  const fields = await sdk.bitable.v1.appTableField.list({ path }, asZhangSan)
  expect(given(fields.data?.items).filter(({ type }) => type === 17)).toMatchObject([{ field_name: '附件' }])
})

test('the official SDK puts a file into a new record and appends one to a cell', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const path = { app_token, table_id: 'tblSimTasks00001' }
  const upload = async (file_name: string) => {
    const file = Buffer.from(file_name)
    const data = { file_name, parent_type: 'bitable_file', parent_node: app_token, size: file.length, file } as const
    const uploaded = await sdk.drive.v1.media.uploadAll({ data }, asZhangSan)
    return given(uploaded?.file_token)
  }
  const first = await upload('a.pdf')
  const created = await sdk.bitable.v1.appTableRecord.create(
    {
      path,
      params: { client_token: 'fe599b60-450f-46ff-b2ef-9f6675625b97' },
      data: { fields: { 任务名称: 'SDK', 附件: [{ file_token: first }] } },
    },
    asZhangSan,
  )
  const record_id = given(created.data?.record?.record_id)
  const second = await upload('b.pdf')
  const updated = await sdk.bitable.v1.appTableRecord.update(
    { path: { ...path, record_id }, data: { fields: { 附件: [{ file_token: first }, { file_token: second }] } } },
    asZhangSan,
  )
  expect(updated.code).toBe(0)
  const found = await sdk.bitable.v1.appTableRecord.search(
    {
      path,
      data: {
        filter: { conjunction: 'and', conditions: [{ field_name: '任务名称', operator: 'is', value: ['SDK'] }] },
      },
    },
    asZhangSan,
  )
  expect(given(found.data?.items)[0]?.fields['附件']).toMatchObject([{ name: 'a.pdf' }, { name: 'b.pdf' }])
  const { body } = await control.call('GET', `/_simulator/documents/${app_token}`)
  expect(JSON.stringify(body['tables'])).toContain(second)
})

test('the official SDK makes and changes records in batches, as the app', async () => {
  const { sdk } = await startOfficialClient()
  const path = { app_token, table_id: 'tblSimAssets0001' }
  const records = [{ fields: { 名称: 'a' } }, { fields: { 名称: 'b' } }]
  const created = await sdk.bitable.v1.appTableRecord.batchCreate({ path, data: { records } })
  const ids = given(created.data?.records).map(({ record_id }) => given(record_id))
  const changes = ids.map((record_id) => ({ record_id, fields: { 名称: 'c' } }))
  expect((await sdk.bitable.v1.appTableRecord.batchUpdate({ path, data: { records: changes } })).code).toBe(0)
  const got = await sdk.bitable.v1.appTableRecord.batchGet({ path, data: { record_ids: ids } })
  expect(given(got.data?.records).map(({ fields }) => fields['名称'])).toEqual([
    [{ text: 'c', type: 'text' }],
    [{ text: 'c', type: 'text' }],
  ])
})

test('the official SDK lists records by a formula, reads one and deletes it', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const path = { app_token, table_id: 'tblSimTasks00001' }
  const names: unknown[] = []
  for await (const page of await sdk.bitable.v1.appTableRecord.listWithIterator(
    { path, params: { filter: 'CurrentValue.[工时]>=2', sort: '["工时 ASC"]', page_size: 2, automatic_fields: true } },
    asZhangSan,
  )) {
    for (const { fields, created_by } of page?.items ?? []) names.push([fields['任务名称'], created_by?.name])
  }
  expect(names).toEqual([
    ['首页截图', '张三'],
    ['活动照片', '张三'],
    ['海报定稿', '张三'],
    ['产品演示', '张三'],
  ])
  const one = { ...path, record_id: 'recSimTask00003' }
  const read = await sdk.bitable.v1.appTableRecord.get({ path: one, params: { text_field_as_array: true } }, asZhangSan)
  expect(given(read.data?.record).fields['备注']).toEqual([{ text: '三月', type: 'text' }])
  const removed = await sdk.bitable.v1.appTableRecord.delete({ path: one }, asZhangSan)
  expect(removed.data).toEqual({ deleted: true, record_id: 'recSimTask00003' })
})

test('the official SDK makes a base and a table in it, and fills it by its only view', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const made = given((await sdk.bitable.v1.app.create({ data: { name: '新表' } }, asZhangSan)).data?.app)
  expect(made).toMatchObject({ name: '新表', url: expect.stringContaining('/base/') as string })
  const base = { app_token: given(made.app_token) }
  const fields = [
    { field_name: '名称', type: 1 },
    { field_name: '数量', type: 2 },
  ]
  const table = given(
    (await sdk.bitable.v1.appTable.create({ path: base, data: { table: { name: '清单', fields } } }, asZhangSan)).data,
  )
  const path = { ...base, table_id: given(table.table_id) }
  const views = await sdk.bitable.v1.appTableView.list({ path }, asZhangSan)
  expect(given(views.data?.items)).toMatchObject([{ view_id: table.default_view_id, view_type: 'grid' }])
  await sdk.bitable.v1.appTableRecord.create({ path, data: { fields: { 名称: '桌', 数量: 2 } } }, asZhangSan)
  const params = { view_id: given(table.default_view_id) }
  const listed = await sdk.bitable.v1.appTableRecord.list({ path, params }, asZhangSan)
  expect(given(listed.data?.items)).toMatchObject([{ fields: { 名称: '桌', 数量: 2 } }])
})

test.each([
  [{ table: { name: '任务' } }, 1254013],
  [{ table: { name: 'a/b' } }, 1254001],
  [{ table: { name: '单选', fields: [{ field_name: '状态', type: 3 }] } }, 1254012],
])('a table %j is refused with %i', async (body, code) => {
  const { control } = await startOfficialClient()
  const reply = await control.call('POST', `/open-apis/bitable/v1/apps/${app_token}/tables`, body)
  expect(reply.body.code).toBe(code)
})

test('the official SDK adds a column, and fills it', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const path = { app_token, table_id: 'tblSimTasks00001' }
  const add = (field_name: string) =>
    sdk.bitable.v1.appTableField.create({ path, data: { field_name, type: 2 } }, asZhangSan)
  const created = await add(' 预算 ')
  expect(created.data?.field).toMatchObject({ field_name: '预算', type: 2, ui_type: 'Number', is_primary: false })
  const listed = await sdk.bitable.v1.appTableField.list({ path }, asZhangSan)
  expect(given(listed.data?.items).at(-1)?.field_id).toBe(created.data?.field?.field_id)
  const record = await sdk.bitable.v1.appTableRecord.create({ path, data: { fields: { 预算: 5 } } }, asZhangSan)
  expect(record.data?.record?.fields).toEqual({ 预算: 5 })
  expect((await add('预算')).code).toBe(1254014)
  const url = `/open-apis/bitable/v1/apps/${app_token}/tables/tblSimTasks00001/fields`
  expect((await control.call('POST', url, { field_name: ' ', type: 1 })).body.code).toBe(1254028)
  expect((await control.call('POST', url, { field_name: '新', type: 9999 })).body.code).toBe(1254001)
})

test('the official SDK makes several tables at once, and deletes one', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const make = (...names: string[]) =>
    sdk.bitable.v1.appTable.batchCreate(
      { path: { app_token }, data: { tables: names.map((name) => ({ name })) } },
      asZhangSan,
    )
  const [first = '', second] = given((await make('一', '二')).data?.table_ids)
  await sdk.bitable.v1.appTable.delete({ path: { app_token, table_id: first } }, asZhangSan)
  const { data } = await sdk.bitable.v1.appTable.list({ path: { app_token } }, asZhangSan)
  expect(given(data?.items).map(({ table_id }) => table_id)).toEqual(['tblSimTasks00001', 'tblSimAssets0001', second])
  expect((await make('三', '任务')).code).toBe(1254013)
})
