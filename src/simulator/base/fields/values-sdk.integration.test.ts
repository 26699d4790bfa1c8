import { expect, test } from 'vitest'
import { given } from '../../testing/official-client.ts'
import { startWithColumns } from '../../testing/own-table.ts'

const zhangSan = 'ou_5a6b7c8d9e0f11223344556677889901'
const liSi = 'ou_5a6b7c8d9e0f11223344556677889902'
const march = Date.UTC(2026, 2, 1, 4)

test('what is written to each type is read in the shapes of search and of the older list', async () => {
  const { write, search, list } = await startWithColumns(
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
  const { sdk, asZhangSan, place, columns } = await startWithColumns(
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
  const { sdk, asZhangSan, place, columns } = await startWithColumns({ field_name: '状态', type: 3 })
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
  const { sdk, write, refusalOf, search, place } = await startWithColumns(
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
  const { refusalOf } = await startWithColumns(field)
  expect(await refusalOf({ x: value })).toBe(code)
})

test('people are written and read in the form of user_id_type', async () => {
  const { sdk, asZhangSan, place } = await startWithColumns({ field_name: '负责人', type: 11 })
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
  const { write, search } = await startWithColumns(
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
