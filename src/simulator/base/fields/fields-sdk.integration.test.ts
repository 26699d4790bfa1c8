import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../../testing/official-client.ts'

const app_token = 'SimBaseTasks000000000000009'
const path = { app_token, table_id: 'tblSimTasks00001' }
const tables = `/open-apis/bitable/v1/apps/${app_token}/tables`
const zhangSan = 'ou_5a6b7c8d9e0f11223344556677889901'
const liSi = 'ou_5a6b7c8d9e0f11223344556677889902'
const march = Date.UTC(2026, 2, 1, 4)

type Client = Awaited<ReturnType<typeof startOfficialClient>>
type NewTable = NonNullable<NonNullable<Parameters<Client['sdk']['bitable']['v1']['appTable']['create']>[0]>['data']>
type NewField = NonNullable<NonNullable<NewTable['table']>['fields']>[number]
type Fields = NonNullable<
  NonNullable<Parameters<Client['sdk']['bitable']['v1']['appTableRecord']['create']>[0]>['data']
>['fields']

/** A table of its own with these columns, after a text column `名称`. */
async function startWith(...fields: readonly NewField[]) {
  const client = await startOfficialClient()
  const { bitable } = client.sdk
  const data = { table: { name: '栏目', fields: [{ field_name: '名称', type: 1 }, ...fields] } }
  const made = given((await bitable.v1.appTable.create({ path: { app_token }, data }, client.asZhangSan)).data)
  const place = { app_token, table_id: given(made.table_id) }
  return {
    ...client,
    place,
    columns: async () => given((await bitable.v1.appTableField.list({ path: place }, client.asZhangSan)).data?.items),
    write: (row: Fields) => bitable.v1.appTableRecord.create({ path: place, data: { fields: row } }, client.asZhangSan),
    /** The code that answers a row; the SDK throws where it comes with 400. */
    refusalOf: async (fields: object) =>
      (await client.control.call('POST', `${tables}/${place.table_id}/records`, { fields })).body.code,
    search: async (data: object = {}) =>
      given((await bitable.v1.appTableRecord.search({ path: place, data }, client.asZhangSan)).data?.items),
    list: async (params: object = {}) =>
      given((await bitable.v1.appTableRecord.list({ path: place, params }, client.asZhangSan)).data?.items),
  }
}

test('the official SDK makes columns of every type, with what each type is by default', async () => {
  const { columns, place } = await startWith(
    { field_name: '条码', type: 1, ui_type: 'Barcode' },
    { field_name: '数量', type: 2 },
    { field_name: '价格', type: 2, ui_type: 'Currency', property: { formatter: '0.00', currency_code: 'CNY' } },
    { field_name: '进度', type: 2, ui_type: 'Progress', property: { formatter: '0%' } },
    { field_name: '评分', type: 2, ui_type: 'Rating', property: { formatter: '0', min: 0, max: 10 } },
    { field_name: '状态', type: 3, property: { options: [{ name: '新' }, { name: '旧', color: 5 }, { name: '坏' }] } },
    { field_name: '标签', type: 4 },
    { field_name: '日期', type: 5 },
    { field_name: '完成', type: 7 },
    { field_name: '负责人', type: 11 },
    { field_name: '电话', type: 13 },
    { field_name: '网址', type: 15 },
    { field_name: '附件', type: 17 },
    { field_name: '任务', type: 18, property: { table_id: 'tblSimTasks00001' } },
    { field_name: '创建', type: 1001 },
    { field_name: '修改', type: 1002 },
    { field_name: '创建人', type: 1003 },
    { field_name: '修改人', type: 1004 },
    { field_name: '编号', type: 1005 },
  )
  expect(place.table_id).toMatch(/^tbl/)
  const shown = (await columns()).map(({ field_name, type, ui_type, property }) => [
    field_name,
    type,
    ui_type,
    property,
  ])
  const id = expect.stringMatching(/^opt/) as string
  const choice = (name: string, color: number) => ({ id, name, color })
  expect(shown).toEqual([
    ['名称', 1, 'Text', null],
    ['条码', 1, 'Barcode', { allowed_edit_modes: { manual: true, scan: true } }],
    ['数量', 2, 'Number', { formatter: '0.0' }],
    ['价格', 2, 'Currency', { formatter: '0.00', currency_code: 'CNY' }],
    ['进度', 2, 'Progress', { formatter: '0%', range_customize: false }],
    ['评分', 2, 'Rating', { formatter: '0', min: 0, max: 10, rating: { symbol: 'star' } }],
    ['状态', 3, 'SingleSelect', { options: [choice('新', 0), choice('旧', 5), choice('坏', 6)] }],
    ['标签', 4, 'MultiSelect', { options: [] }],
    ['日期', 5, 'DateTime', { date_formatter: 'yyyy/MM/dd', auto_fill: false }],
    ['完成', 7, 'Checkbox', null],
    ['负责人', 11, 'User', { multiple: true }],
    ['电话', 13, 'Phone', null],
    ['网址', 15, 'Url', null],
    ['附件', 17, 'Attachment', null],
    ['任务', 18, 'SingleLink', { multiple: true, table_id: 'tblSimTasks00001', table_name: '任务' }],
    ['创建', 1001, 'CreatedTime', { date_formatter: 'yyyy/MM/dd' }],
    ['修改', 1002, 'ModifiedTime', { date_formatter: 'yyyy/MM/dd' }],
    ['创建人', 1003, 'CreatedUser', null],
    ['修改人', 1004, 'ModifiedUser', null],
    ['编号', 1005, 'AutoNumber', { auto_serial: { type: 'auto_increment_number' } }],
  ])
})

test('what is written to each type is read in the shapes of search and of the older list', async () => {
  const { write, search, list } = await startWith(
    // The SDK's types know this one for columns only, not for tables.
    { field_name: '邮箱', type: 1, ui_type: 'Email' as 'Text' },
    { field_name: '状态', type: 3 },
    { field_name: '标签', type: 4 },
    { field_name: '日期', type: 5 },
    { field_name: '完成', type: 7 },
    { field_name: '负责人', type: 11 },
    { field_name: '电话', type: 13 },
    { field_name: '网址', type: 15 },
    { field_name: '任务', type: 18, property: { table_id: 'tblSimTasks00001' } },
  )
  const written = {
    邮箱: 'a@example.com',
    状态: '进行中',
    标签: ['急', '外部'],
    日期: march,
    完成: true,
    负责人: [{ id: liSi }],
    电话: '+8613800000000',
    网址: { text: '主页', link: 'https://example.com' },
    任务: ['recSimTask00002', 'recSimTask00001'],
  }
  expect((await write(written)).data?.record?.fields).toEqual(written)
  const person = { id: liSi, name: '李四', en_name: 'Li Si' }
  const both = { ...written, 负责人: [expect.objectContaining(person) as object] }
  expect((await search())[0]?.fields).toEqual({
    ...both,
    邮箱: [{ text: 'a@example.com', type: 'text' }],
    任务: { link_record_ids: ['recSimTask00002', 'recSimTask00001'] },
  })
  const names = ['合同扫描件', '首页截图']
  const links = {
    record_ids: written.任务,
    table_id: 'tblSimTasks00001',
    text: names.join(','),
    text_arr: names,
    type: 'text',
  }
  expect((await list())[0]?.fields).toEqual({ ...both, 任务: [links] })
})

test('choices that a column does not have yet become its options, once for all rows of a batch', async () => {
  const { sdk, asZhangSan, place, columns } = await startWith(
    { field_name: '状态', type: 3, property: { options: [{ name: '新' }] } },
    { field_name: '标签', type: 4 },
  )
  const records = [{ fields: { 状态: '新', 标签: ['a', 'b'] } }, { fields: { 状态: '旧', 标签: ['b', 'c'] } }]
  await sdk.bitable.v1.appTableRecord.batchCreate({ path: place, data: { records } }, asZhangSan)
  const options = (await columns()).map(({ property }) => property?.options?.map(({ name, color }) => [name, color]))
  expect(options).toEqual([
    undefined,
    [
      ['新', 0],
      ['旧', 1],
    ],
    [
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ],
  ])
})

test('a refused batch adds no options', async () => {
  const { sdk, asZhangSan, place, columns } = await startWith({ field_name: '状态', type: 3 })
  const records = [{ fields: { 状态: '新' } }, { fields: { 状态: true } }]
  const reply = await sdk.bitable.v1.appTableRecord.batchCreate({ path: place, data: { records } }, asZhangSan)
  expect(reply.code).toBe(1254062)
  expect((await columns())[1]?.property?.options).toEqual([])
})

test('Feishu fills in who made and changed a row, when, and its number', async () => {
  const parts = [
    { type: 'fixed_text', value: 'A-' },
    { type: 'created_time', value: 'yyyy' },
    { type: 'system_number', value: '3' },
  ] as const
  const { sdk, write, refusalOf, search, place } = await startWith(
    { field_name: '编号', type: 1005 },
    { field_name: '单号', type: 1005, property: { auto_serial: { type: 'custom', options: [...parts] } } },
    { field_name: '创建', type: 1001 },
    { field_name: '修改', type: 1002 },
    { field_name: '创建人', type: 1003 },
    { field_name: '修改人', type: 1004 },
    { field_name: '登记', type: 5, property: { auto_fill: true } },
  )
  await write({ 名称: 'a' })
  const record_id = given((await write({ 名称: 'b' })).data?.record?.record_id)
  await sdk.bitable.v1.appTableRecord.update({ path: { ...place, record_id }, data: { fields: { 名称: 'c' } } })
  const row = given((await search({ automatic_fields: true }))[1])
  expect(row.fields).toMatchObject({
    编号: '2',
    单号: expect.stringMatching(/^A-\d{4}002$/) as string,
    创建: row.created_time,
    修改: row.last_modified_time,
    创建人: [{ id: zhangSan, name: '张三' }],
    修改人: [{ id: 'cli_simulator' }],
    登记: row.created_time,
  })
  expect(await refusalOf({ 编号: '7' })).toBe(1254015)
})

test.each([
  [{ field_name: 'x', type: 1 }, 5, 1254060],
  [{ field_name: 'x', type: 2 }, '5', 1254061],
  [{ field_name: 'x', type: 3 }, ['a'], 1254062],
  [{ field_name: 'x', type: 4 }, 'a', 1254063],
  [{ field_name: 'x', type: 5 }, '2026-03-01', 1254064],
  [{ field_name: 'x', type: 5 }, 1e300, 1254064],
  [{ field_name: 'x', type: 7 }, 'true', 1254065],
  [{ field_name: 'x', type: 11 }, zhangSan, 1254066],
  [{ field_name: 'x', type: 11 }, [{ id: 'ou_nobody' }], 1254066],
  [{ field_name: 'x', type: 18, property: { table_id: 'tblSimTasks00001' } }, ['recNone'], 1254067],
  [{ field_name: 'x', type: 15 }, 'https://example.com', 1254068],
  [{ field_name: 'x', type: 13 }, '138 0000', 1254072],
  [{ field_name: 'x', type: 1003 }, [{ id: zhangSan }], 1254015],
])('in a column %j the value %j is refused with %i', async (field, value, code) => {
  const { refusalOf } = await startWith(field)
  expect(await refusalOf({ x: value })).toBe(code)
})

test.each([
  [{ type: 3, property: { options: [{ name: '' }] } }, 1254026],
  [{ type: 3, property: { options: [{ name: 'a', id: 'optNone' }] } }, 1254082],
  [{ type: 4, property: { options: ['a'] } }, 1254083],
  [{ type: 2, ui_type: 'Rating', property: { formatter: '0', min: 0, max: 99 } }, 1254081],
  [{ type: 5, property: { auto_fill: 'yes' } }, 1254084],
  [{ type: 11, property: { multiple: 1 } }, 1254086],
  [{ type: 15, property: {} }, 1254087],
  [{ type: 18, property: { table_id: 'tblNone' } }, 1254089],
  [{ type: 18 }, 1254089],
  [{ type: 1001, property: { date_formatter: 1 } }, 1254093],
  [{ type: 2, ui_type: 'Text' }, 1254001],
  [{ type: 20 }, 1254001],
])('a column %j is refused with %i', async (field, code) => {
  const { control } = await startOfficialClient()
  const reply = await control.call('POST', `${tables}/${path.table_id}/fields`, { field_name: 'x', ...field })
  expect(reply.body.code).toBe(code)
})

test('people are written and read in the form of user_id_type', async () => {
  const { sdk, asZhangSan, place } = await startWith({ field_name: '负责人', type: 11 })
  const { data } = await sdk.contact.v3.user.get({ path: { user_id: liSi } })
  const id = given(data?.user?.union_id)
  const params = { user_id_type: 'union_id' } as const
  const row = { path: place, params, data: { fields: { 负责人: [{ id }] } } }
  expect((await sdk.bitable.v1.appTableRecord.create(row, asZhangSan)).data?.record?.fields).toEqual({
    负责人: [{ id }],
  })
  const found = await sdk.bitable.v1.appTableRecord.search({ path: place, params, data: {} }, asZhangSan)
  expect(given(found.data?.items)[0]?.fields['负责人']).toMatchObject([{ id, name: '李四' }])
})

test('the official SDK renames a column and its options, and the cells follow', async () => {
  const { sdk, asZhangSan, place, columns, write, search } = await startWith({ field_name: '状态', type: 3 })
  for (const 状态 of ['新', '旧']) await write({ 状态 })
  const field = given((await columns())[1])
  const [first] = given(field.property?.options)
  const updated = await sdk.bitable.v1.appTableField.update(
    {
      path: { ...place, field_id: given(field.field_id) },
      data: { field_name: '阶段', type: 3, property: { options: [{ ...given(first), name: '崭新' }] } },
    },
    asZhangSan,
  )
  expect(updated.data?.field).toMatchObject({ field_id: field.field_id, field_name: '阶段' })
  expect((await search()).map(({ fields }) => fields)).toEqual([{ 阶段: '崭新' }, {}])
})

test('the official SDK deletes a column with its cells, but not the one that names the rows', async () => {
  const { sdk, asZhangSan, place, columns, write, search } = await startWith({ field_name: '数量', type: 2 })
  await write({ 名称: 'a', 数量: 1 })
  const [first, second] = (await columns()).map(({ field_id }) => given(field_id))
  const remove = async (field_id = '') =>
    sdk.bitable.v1.appTableField.delete({ path: { ...place, field_id } }, asZhangSan)
  expect((await remove(second)).data).toEqual({ field_id: second, deleted: true })
  expect((await search())[0]?.fields).toEqual({ 名称: [{ text: 'a', type: 'text' }] })
  expect((await remove(second)).code).toBe(1254044)
  expect((await remove(first)).code).toBe(1254012)
})

const is = (field_name: string, operator: string, ...value: string[]) => ({
  conjunction: 'and',
  conditions: [{ field_name, operator, value }],
})

test.each([
  [is('状态', 'is', '新'), ['a']],
  [is('状态', 'contains', '新', '旧'), ['a', 'b']],
  [is('状态', 'isEmpty'), ['c']],
  [is('标签', 'contains', '急'), ['a']],
  [is('标签', 'is', '外部', '急'), ['a']],
  [is('标签', 'doesNotContain', '急'), ['b', 'c']],
  [is('日期', 'is', 'ExactDate', String(march + 3_600_000)), ['a']],
  [is('日期', 'isGreater', 'ExactDate', String(march)), ['b']],
  [is('完成', 'is', 'true'), ['a']],
  [is('完成', 'is', 'false'), ['b', 'c']],
  [is('负责人', 'is', liSi), ['b']],
  [is('创建人', 'is', zhangSan), ['a', 'b', 'c']],
  [is('编号', 'is', '2'), ['b']],
  [is('网址', 'contains', '主'), ['b']],
])('the filter %j finds %j', async (filter, names) => {
  const { write, search } = await startWith(
    { field_name: '状态', type: 3 },
    { field_name: '标签', type: 4 },
    { field_name: '日期', type: 5 },
    { field_name: '完成', type: 7 },
    { field_name: '负责人', type: 11 },
    { field_name: '创建人', type: 1003 },
    { field_name: '编号', type: 1005 },
    { field_name: '网址', type: 15 },
  )
  await write({ 名称: 'a', 状态: '新', 标签: ['急', '外部'], 日期: march, 完成: true })
  const 网址 = { text: '主页', link: 'https://example.com' }
  await write({
    名称: 'b',
    状态: '旧',
    标签: ['急件'],
    日期: march + 86_400_000,
    完成: false,
    负责人: [{ id: liSi }],
    网址,
  })
  await write({ 名称: 'c' })
  const found = await search({ filter, field_names: ['名称'] })
  expect(found.map(({ fields }) => (fields['名称'] as { text: string }[])[0]?.text)).toEqual(names)
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

test('a copy of a base has its columns, with their options and what is in them', async () => {
  const { sdk, asZhangSan, write } = await startWith({ field_name: '状态', type: 3 }, { field_name: '标签', type: 4 })
  await write({ 状态: '新', 标签: ['a'] })
  const copied = await sdk.drive.v1.file.copy(
    { path: { file_token: app_token }, data: { name: '副本', type: 'bitable', folder_token: '' } },
    asZhangSan,
  )
  const copy = { app_token: given(copied.data?.file?.token) }
  const all = given((await sdk.bitable.v1.appTable.list({ path: copy }, asZhangSan)).data?.items)
  const place = { ...copy, table_id: given(all.at(-1)?.table_id) }
  const found = await sdk.bitable.v1.appTableRecord.search({ path: place, data: {} }, asZhangSan)
  expect(given(found.data?.items).map(({ fields }) => fields)).toEqual([{ 状态: '新', 标签: ['a'] }])
})
