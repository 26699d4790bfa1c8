import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  overlapping,
  placeBlocks,
  productReview,
  startForTest,
  uploadInto,
  uploadIntoDocument,
  type Reply,
  type SimulatedClient,
} from '../testing/simulated-client.ts'

const base = 'SimBaseTasks000000000000009'
const advancedBase = 'SimBaseStaff000000000000013'
const apps = '/open-apis/bitable/v1/apps'
const table = `${apps}/${base}/tables/tblSimTasks00001`
const assets = `${apps}/${base}/tables/tblSimAssets0001`
const firstRecord = 'recSimTask00001'
const seeded = 'boxcnSimSeedAttachment00001'

interface WireRecord {
  readonly record_id: string
  readonly fields: Readonly<Record<string, unknown>>
}

const record = ({ body }: Reply) => body.data?.['record'] as WireRecord
const records = ({ body }: Reply) => body.data?.['records'] as readonly WireRecord[]
const items = ({ body }: Reply) => body.data?.['items'] as readonly WireRecord[]
const refusal = ({ status, body }: Reply) => [status, body.code]
const attach = (...tokens: readonly string[]) => tokens.map((token) => ({ file_token: token }))

const search = (client: SimulatedClient, body: unknown = {}, path = table) =>
  client.call('POST', `${path}/records/search?page_size=500`, body)
const create = (client: SimulatedClient, fields: unknown, query = '') =>
  client.call('POST', `${table}/records${query}`, { fields })
const batchCreate = (client: SimulatedClient, rows: readonly unknown[], { query = '', path = assets } = {}) =>
  client.call('POST', `${path}/records/batch_create${query}`, { records: rows.map((fields) => ({ fields })) })
const upload = (client: SimulatedClient, fileName = 'a.pdf', documentId = base) =>
  uploadIntoDocument(client, documentId, { parentType: 'bitable_file', fileName })

test('a base answers its name, its tables and their columns, page by page', async () => {
  const client = await startForTest()
  const got = await client.call('GET', `${apps}/${base}`)
  expect(got.body.data?.['app']).toMatchObject({ app_token: base, name: '任务跟踪', revision: 1, is_advanced: false })
  const first = await client.call('GET', `${apps}/${base}/tables?page_size=1`)
  expect(first.body.data).toMatchObject({ items: [{ name: '任务' }], total: 2, has_more: true })
  const next = await client.call('GET', `${apps}/${base}/tables?page_token=${String(first.body.data?.['page_token'])}`)
  expect(next.body.data).toEqual({
    items: [{ table_id: 'tblSimAssets0001', name: '素材库', revision: 1 }],
    total: 2,
    has_more: false,
  })
  const fields = await client.call('GET', `${table}/fields`)
  expect(fields.body.data?.['items']).toMatchObject([
    { field_name: '任务名称', type: 1, ui_type: 'Text', is_primary: true },
    { field_name: '工时', type: 2, ui_type: 'Number', is_primary: false },
    { field_name: '附件', type: 17, ui_type: 'Attachment' },
    { field_name: '备注', type: 1 },
  ])
})

test('search answers text in runs, attachments with all that is known of them, and nothing for an empty cell', async () => {
  const client = await startForTest()
  const filter = { conjunction: 'and', conditions: [{ field_name: '任务名称', operator: 'is', value: ['首页截图'] }] }
  expect(items(await search(client, { filter }))).toEqual([
    {
      record_id: firstRecord,
      fields: {
        任务名称: [{ type: 'text', text: '首页截图' }],
        工时: 2,
        附件: [
          {
            file_token: seeded,
            name: '需求说明.txt',
            size: 40,
            type: 'text/plain; charset=utf-8',
            url: `${client.url}/open-apis/drive/v1/medias/${seeded}/download`,
            tmp_url: expect.stringContaining(`file_tokens=${seeded}`) as unknown,
          },
        ],
        备注: [{ type: 'text', text: '待补图' }],
      },
    },
  ])
  const contract = { field_names: ['任务名称'], filter: { ...filter, conjunction: 'or' } }
  expect(items(await search(client, contract))[0]?.fields).toEqual({ 任务名称: [{ type: 'text', text: '首页截图' }] })
})

test('search sorts and pages', async () => {
  const client = await startForTest()
  const body = { field_names: ['工时'], sort: [{ field_name: '工时', desc: true }] }
  const page = (query: string) => client.call('POST', `${table}/records/search?${query}`, body)
  const first = await page('page_size=4')
  expect(items(first).map(({ fields }) => fields['工时'])).toEqual([8, 6, 4, 2])
  expect(first.body.data).toMatchObject({ total: 6, has_more: true })
  const second = await page(`page_size=4&page_token=${String(first.body.data?.['page_token'])}`)
  expect(items(second).map(({ fields }) => fields['工时'])).toEqual([1, 1])
  expect(second.body.data).not.toHaveProperty('page_token')
})

test.each([
  ['', { field_names: ['没有'] }, [200, 1254024]],
  ['', { sort: [{ field_name: '没有' }] }, [200, 1254016]],
  ['', { filter: { conditions: [] } }, [200, 1254018]],
  ['?page_size=501', {}, [400, 99992402]],
  ['?page_size=0', {}, [400, 1254011]],
  ['?page_token=x', {}, [200, 1254002]],
  ['', { field_names: 'a' }, [200, 1254001]],
])('search%s with %j is refused with %j', async (query, body, expected) => {
  const client = await startForTest()
  expect(refusal(await client.call('POST', `${table}/records/search${query}`, body))).toEqual(expected)
})

test('a row is made with its attachment, answered as it was written, and seen over the simulator’s own API with the file’s hash', async () => {
  const client = await startForTest()
  const token = await upload(client, '合同.pdf')
  const made = record(await create(client, { 任务名称: '新', 附件: attach(token) }))
  expect(made.fields).toEqual({ 任务名称: '新', 附件: [{ file_token: token }] })
  const { body } = await client.call('GET', `/_simulator/documents/${base}`)
  const [tasks] = body['tables'] as { records: { recordId: string }[] }[]
  expect(tasks?.records.at(-1)).toEqual({
    recordId: made.record_id,
    fields: {
      任务名称: '新',
      附件: [{ token, name: '合同.pdf', sizeBytes: 5, sha256: createHash('sha256').update('bytes').digest('hex') }],
    },
  })
  expect(body['revision']).toBe(2)
})

test('an update leaves other columns alone, replaces an attachment cell as a whole, and empties a cell with null', async () => {
  const client = await startForTest()
  const token = await upload(client)
  const update = (fields: unknown) => client.call('PUT', `${table}/records/${firstRecord}`, { fields })
  const got = async () =>
    records(await client.call('POST', `${table}/records/batch_get`, { record_ids: [firstRecord] }))[0]?.fields
  expect(record(await update({ 附件: attach(token) })).fields).toEqual({ 附件: [{ file_token: token }] })
  expect(await got()).toMatchObject({ 工时: 2, 附件: [{ file_token: token, name: 'a.pdf' }] })
  await update({ 附件: attach(seeded, token) })
  expect(await got()).toMatchObject({ 附件: [{ file_token: seeded }, { file_token: token }] })
  await update({ 附件: null, 备注: '' })
  expect(Object.keys((await got()) ?? {})).toEqual(['任务名称', '工时'])
  expect(refusal(await client.call('PUT', `${table}/records/recNone`, { fields: {} }))).toEqual([200, 1254043])
})

test('a cell takes 100 attachments and no more', async () => {
  const client = await startForTest()
  const token = await upload(client)
  const many = (count: number) => create(client, { 附件: attach(...Array.from({ length: count }, () => token)) })
  expect((await many(100)).body.code).toBe(0)
  expect(refusal(await many(101))).toEqual([200, 1254106])
})

test('an attachment must have been uploaded into this very base', async () => {
  const client = await startForTest()
  const [blockId = ''] = await placeBlocks(client, productReview, ['file'])
  const input = { documentId: productReview, blockId, bytes: Buffer.from('x'), parentType: 'docx_file' }
  const foreign = [await uploadInto(client, input), await upload(client, 'a.pdf', advancedBase), 'boxcnNoSuchMedia']
  for (const token of foreign) {
    expect(refusal(await create(client, { 附件: attach(token) }))).toEqual([200, 1254303])
  }
})

test.each([
  [{ 没有: 'x' }, 1254045],
  [{ 任务名称: 5 }, 1254060],
  [{ 工时: '5' }, 1254061],
  [{ 附件: 'boxcn' }, 1254069],
  [{ 附件: [{ token: 'boxcn' }] }, 1254069],
  [{ 备注: '长'.repeat(100_001) }, 1254130],
  ['no fields', 1254001],
])('a row with %.40j is refused with %i', async (fields, code) => {
  const client = await startForTest()
  expect(refusal(await create(client, fields))).toEqual([200, code])
})

test('a batch makes rows in order; one bad row, or one too many, and there are none', async () => {
  const client = await startForTest()
  const made = records(await batchCreate(client, [{ 名称: 'a' }, { 名称: 'b' }]))
  expect(made.map(({ fields }) => fields['名称'])).toEqual(['a', 'b'])
  expect(refusal(await batchCreate(client, [{ 名称: 'c' }, { 没有: 'd' }]))).toEqual([200, 1254045])
  const rows = Array.from({ length: 501 }, () => ({}))
  expect(refusal(await batchCreate(client, rows))).toEqual([200, 1254104])
  expect(items(await search(client, {}, assets)).map(({ record_id: id }) => id)).toEqual(
    made.map(({ record_id: id }) => id),
  )
})

test('a table takes 20 000 rows', async () => {
  const client = await startForTest()
  const rows = Array.from({ length: 500 }, () => ({}))
  for (let batch = 0; batch < 40; batch += 1) expect((await batchCreate(client, rows)).body.code).toBe(0)
  expect(refusal(await batchCreate(client, [{}]))).toEqual([200, 1254103])
})

test('a batch changes all rows or none', async () => {
  const client = await startForTest()
  const update = (...ids: readonly string[]) =>
    client.call('POST', `${table}/records/batch_update`, {
      records: ids.map((id) => ({ record_id: id, fields: { 备注: 'changed' } })),
    })
  expect(refusal(await update(firstRecord, 'recNone'))).toEqual([200, 1254043])
  const changed = { conjunction: 'and', conditions: [{ field_name: '备注', operator: 'is', value: ['changed'] }] }
  expect(items(await search(client, { filter: changed }))).toEqual([])
  expect(records(await update(firstRecord, 'recSimTask00002'))).toHaveLength(2)
  expect(items(await search(client, { filter: changed }))).toHaveLength(2)
})

test('rows are got by id, and the ones that are not there are named', async () => {
  const client = await startForTest()
  const get = (...ids: readonly string[]) => client.call('POST', `${table}/records/batch_get`, { record_ids: ids })
  const got = await get('recSimTask00002', 'recNone', firstRecord)
  expect(records(got).map(({ record_id: id }) => id)).toEqual(['recSimTask00002', firstRecord])
  expect(got.body.data).toMatchObject({ absent_record_ids: ['recNone'], forbidden_record_ids: [] })
  expect(refusal(await get(...Array.from({ length: 101 }, () => firstRecord)))).toEqual([200, 1254001])
})

test('the same client_token makes no second row, whatever became of the first answer; with another body it clashes', async () => {
  const client = await startForTest()
  const query = `?client_token=${randomUUID()}`
  const rows = [{ 名称: 'a' }, { 名称: 'b' }]
  const cut = { route: 'batchCreateRecords', fault: { kind: 'cut', when: 'after' } }
  await client.call('POST', '/_simulator/faults', cut)
  await expect(batchCreate(client, rows, { query })).rejects.toThrow('fetch failed')
  const repeated = await batchCreate(client, rows, { query })
  expect(await batchCreate(client, rows, { query })).toMatchObject({ body: repeated.body })
  expect(items(await search(client, {}, assets)).map(({ record_id: id }) => id)).toEqual(
    records(repeated).map(({ record_id: id }) => id),
  )
  expect(refusal(await batchCreate(client, [{}], { query }))).toEqual([400, 1255006])
  expect(refusal(await create(client, {}, query))).toEqual([400, 1255006])
  expect(refusal(await create(client, {}, '?client_token=not-a-uuid'))).toEqual([400, 1254037])
})

test('a table takes one write at a time; other tables and reading do not wait', async () => {
  const client = await startForTest()
  const write = () => create(client, { 任务名称: 'x' })
  const update = () => client.call('PUT', `${table}/records/${firstRecord}`, { fields: {} })
  expect(await overlapping(client, 'createRecord', [write, update])).toEqual([0, 1254291])
  expect(await overlapping(client, 'createRecord', [write, () => batchCreate(client, [{}])])).toEqual([0, 0])
  expect(await overlapping(client, 'createRecord', [write, () => search(client)])).toEqual([0, 0])
})

test('who may read a base and no more does not write; others see nothing of it', async () => {
  const client = await startForTest()
  await client.signIn('li-si')
  expect((await search(client)).body.code).toBe(0)
  expect(refusal(await create(client, {}))).toEqual([400, 91403])
  expect(refusal(await client.call('GET', `${apps}/SimBase00000000000000000203`))).toEqual([400, 91403])
})

test('a token that is none is distinguished from one of something else', async () => {
  const client = await startForTest()
  const get = async (token: string) => refusal(await client.call('GET', `${apps}/${token}`))
  expect(await get('NoSuchBase')).toEqual([200, 1254040])
  expect(await get(productReview)).toEqual([400, 91402])
  expect(await get('SimWikiHandbook000000000011')).toEqual([400, 91402])
  expect(refusal(await client.call('GET', `${apps}/${base}/tables/tblNone/fields`))).toEqual([200, 1254041])
})

test('under advanced permissions only who manages the base writes and sees rows', async () => {
  const client = await startForTest()
  const path = `${apps}/${advancedBase}/tables/tblSimStaff00001/records`
  const write = () => client.call('POST', path, { fields: { 姓名: '王五' } })
  const read = async () => items(await client.call('POST', `${path}/search`, {}))
  const ask = { record_ids: ['recSimStaff00001'] }
  expect(refusal(await write())).toEqual([403, 1254304])
  expect(await read()).toEqual([])
  expect((await client.call('POST', `${path}/batch_get`, ask)).body.data).toMatchObject({
    records: [],
    forbidden_record_ids: ['recSimStaff00001'],
  })
  await client.signIn('wang-wu')
  expect(refusal(await write())).toEqual([403, 1254302])
  await client.signIn('li-si')
  expect(await read()).toHaveLength(1)
  expect((await write()).body.code).toBe(0)
})

test('the control API turns advanced permissions on and off', async () => {
  const client = await startForTest()
  await client.signIn('wang-wu')
  const turn = (advanced: boolean, token = base) => client.call('POST', `/_simulator/bases/${token}`, { advanced })
  expect((await create(client, {})).body.code).toBe(0)
  await turn(true)
  expect((await create(client, {})).body.code).toBe(1254304)
  await turn(false)
  expect((await create(client, {})).body.code).toBe(0)
  expect((await turn(true, productReview)).status).toBe(404)
})

test('uploads go into a base by its own token, for people who may edit it', async () => {
  const client = await startForTest()
  const input = { documentId: base, bytes: Buffer.from('x'), parentType: 'bitable_image' }
  expect(await uploadInto(client, { ...input, blockId: base })).toHaveLength(27)
  expect(await uploadInto(client, { ...input, blockId: 'tblSimTasks00001' })).toBe('undefined')
  await client.signIn('li-si')
  expect(await uploadInto(client, { ...input, blockId: base })).toBe('undefined')
})

test('a narrow scope is enough for its own call and for no other', async () => {
  const client = await startForTest()
  await client.signIn('wang-wu', ['base:record:retrieve', 'base:record:create'])
  expect((await search(client)).body.code).toBe(0)
  expect((await create(client, {})).body.code).toBe(0)
  expect((await client.call('PUT', `${table}/records/${firstRecord}`, { fields: {} })).body.code).toBe(99991679)
})

test('records are deleted together, or none of them', async () => {
  const client = await startForTest()
  const remove = (...ids: readonly string[]) => client.call('POST', `${table}/records/batch_delete`, { records: ids })
  expect(refusal(await remove(firstRecord, 'recNone'))).toEqual([200, 1254043])
  expect(items(await search(client))).toHaveLength(6)
  expect((await remove(firstRecord)).body.data).toEqual({ records: [{ deleted: true, record_id: firstRecord }] })
  expect(items(await search(client)).map((each) => each.record_id)).not.toContain(firstRecord)
})
