import { expect, test } from 'vitest'
import { startOfficialClient, given } from '../../testing/official-client.ts'
import { startWithColumns, tables } from '../../testing/own-table.ts'

test('the official SDK makes columns of every type, with what each type is by default', async () => {
  const { columns, place } = await startWithColumns(
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
  const reply = await control.call('POST', `${tables}/tblSimTasks00001/fields`, { field_name: 'x', ...field })
  expect(reply.body.code).toBe(code)
})

test('the official SDK renames a column and its options, and the cells follow', async () => {
  const { sdk, asZhangSan, place, columns, write, search } = await startWithColumns({ field_name: '状态', type: 3 })
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
  const { sdk, asZhangSan, place, columns, write, search } = await startWithColumns({ field_name: '数量', type: 2 })
  await write({ 名称: 'a', 数量: 1 })
  const [first, second] = (await columns()).map(({ field_id }) => given(field_id))
  const remove = async (field_id = '') =>
    sdk.bitable.v1.appTableField.delete({ path: { ...place, field_id } }, asZhangSan)
  expect((await remove(second)).data).toEqual({ field_id: second, deleted: true })
  expect((await search())[0]?.fields).toEqual({ 名称: [{ text: 'a', type: 'text' }] })
  expect((await remove(second)).code).toBe(1254044)
  expect((await remove(first)).code).toBe(1254012)
})
