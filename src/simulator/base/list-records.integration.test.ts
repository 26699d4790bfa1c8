import { expect, test } from 'vitest'
import { readRecordPage } from '../../contract/feishu/base/records.ts'
import { startForTest, type Reply, type SimulatedClient } from '../testing/simulated-client.ts'

const table = '/open-apis/bitable/v1/apps/SimBaseTasks000000000000009/tables/tblSimTasks00001'
const zhangSan = 'ou_5a6b7c8d9e0f11223344556677889901'
const liSi = 'ou_5a6b7c8d9e0f11223344556677889902'

interface WireRecord {
  readonly record_id: string
  readonly fields: Readonly<Record<string, unknown>>
}

const list = (client: SimulatedClient, query: Readonly<Record<string, string>> = {}) =>
  client.call('GET', `${table}/records?${new URLSearchParams(query).toString()}`)
const items = ({ body }: Reply) => (body.data?.['items'] ?? []) as readonly (WireRecord & Record<string, unknown>)[]
const names = (reply: Reply) => items(reply).map(({ fields }) => fields['任务名称'])

test('the older list shows text as one string, or in runs if asked for', async () => {
  const client = await startForTest()
  const reply = await list(client)
  expect(reply.body.data).toMatchObject({ has_more: false, total: 6 })
  expect(items(reply)[1]).toMatchObject({ record_id: 'recSimTask00002', fields: { 任务名称: '合同扫描件', 工时: 1 } })
  expect(items(reply)[1]).not.toHaveProperty('created_by')
  const inRuns = await list(client, { text_field_as_array: 'true' })
  expect(items(inRuns)[1]?.fields['任务名称']).toEqual([{ text: '合同扫描件', type: 'text' }])
})

test('it filters by a formula, sorts, shows chosen columns and goes page by page', async () => {
  const client = await startForTest()
  const query = {
    filter: 'AND(CurrentValue.[工时]>1,NOT(CurrentValue.[任务名称].contains("照片")))',
    sort: '["工时 DESC"]',
    field_names: '["任务名称"]',
    page_size: '2',
    view_id: 'vewSim',
  }
  const first = await list(client, query)
  expect(names(first)).toEqual(['产品演示', '海报定稿'])
  expect(items(first)[0]?.fields).not.toHaveProperty('工时')
  expect(first.body.data).toMatchObject({ has_more: true, total: 3 })
  const second = await list(client, { ...query, page_token: String(first.body.data?.['page_token']) })
  expect(names(second)).toEqual(['首页截图'])
  expect(second.body.data).not.toHaveProperty('page_token')
})

test('what Feishu notes by itself is shown if asked for, with ids of the wanted form', async () => {
  const client = await startForTest()
  await client.call('POST', '/_simulator/documents/SimBaseTasks000000000000009/edits', {
    kind: 'change-record',
    tableId: 'tblSimTasks00001',
    recordId: 'recSimTask00002',
    field: '备注',
    value: '李四改过',
  })
  const shown = items(await list(client, { automatic_fields: 'true' }))[1]
  expect(shown).toMatchObject({
    created_by: { id: zhangSan, name: '张三', en_name: 'Zhang San' },
    last_modified_by: { id: liSi, name: '李四' },
  })
  expect(Number(shown?.['last_modified_time'])).toBeGreaterThanOrEqual(Number(shown?.['created_time']))
  const byUnion = await list(client, { automatic_fields: 'true', user_id_type: 'union_id' })
  expect(items(byUnion)[1]).toMatchObject({ created_by: { id: zhangSan.replace('ou_', 'on_') } })
  const found = await client.call('POST', `${table}/records/search?user_id_type=user_id`, { automatic_fields: true })
  expect(items(found)[1]).toMatchObject({ last_modified_by: { id: '3e3cf902' } })
})

test('one record is read and removed by its id', async () => {
  const client = await startForTest()
  const path = `${table}/records/recSimTask00002`
  const read = await client.call('GET', `${path}?with_shared_url=true`)
  const record = read.body.data?.['record'] as WireRecord & { readonly record_url: string }
  expect(record).toMatchObject({ record_id: 'recSimTask00002', fields: { 任务名称: '合同扫描件' } })
  expect((await fetch(record.record_url)).status).toBe(200)
  const removed = await client.call('DELETE', path)
  expect(removed.body.data).toEqual({ deleted: true, record_id: 'recSimTask00002' })
  expect((await client.call('DELETE', path)).body.code).toBe(1254043)
  expect((await client.call('GET', path)).body.code).toBe(1254043)
})

test.each([
  [{ filter: 'nonsense' }, [200, 1254018]],
  [{ filter: `CurrentValue.[任务名称]="${'x'.repeat(2000)}"` }, [200, 1254107]],
  [{ sort: '工时 DESC' }, [200, 1254016]],
  [{ sort: '["nobody DESC"]' }, [200, 1254016]],
  [{ sort: `["${'x'.repeat(1000)}"]` }, [200, 1254108]],
  [{ field_names: '["nobody"]' }, [200, 1254024]],
  [{ page_size: '0' }, [400, 1254011]],
  [{ page_size: '501' }, [400, 99992402]],
  [{ automatic_fields: 'true', user_id_type: 'name' }, [400, 99992402]],
] as const)('%j is refused with %j', async (query, expected) => {
  const client = await startForTest()
  const { status, body } = await list(client, query)
  expect([status, body.code]).toEqual(expected)
})

test('a page size out of range is named with what was sent', async () => {
  const client = await startForTest()
  const { body } = await list(client, { page_size: '501' })
  expect(body).toMatchObject({
    code: 99992402,
    error: { field_violations: [{ field: 'page_size', value: '501', description: 'the max value is 500' }] },
  })
})

test('parameters that are sent empty ask for nothing', async () => {
  const client = await startForTest()
  const empty = { page_size: '', page_token: '', filter: '', sort: '', field_names: '', user_id_type: '', view_id: '' }
  const { body } = await list(client, { ...empty, automatic_fields: 'true' })
  expect(body.data).toMatchObject({ total: 6, has_more: false })
})

test('our own reader of records reads this list too', async () => {
  const client = await startForTest()
  const { status, body } = await list(client)
  const reading = readRecordPage({ status, header: () => null, text: JSON.stringify(body) })
  expect(reading.ok && reading.data.items.map(({ recordId }) => recordId)).toHaveLength(6)
})

test('under advanced permissions others than managers are shown no rows', async () => {
  const client = await startForTest()
  const path = '/open-apis/bitable/v1/apps/SimBaseStaff000000000000013/tables/tblSimStaff00001/records'
  expect((await client.call('GET', path)).body.data).toMatchObject({ items: [], total: 0 })
  expect((await client.call('GET', `${path}/recSimStaff00001`)).body.code).toBe(1254302)
})
