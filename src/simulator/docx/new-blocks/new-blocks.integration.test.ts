import { expect, test } from 'vitest'
import { png } from '../../testing/small-png.ts'
import { productReview, startForTest, uploadInto } from '../../testing/simulated-client.ts'
import type { Reply, SimulatedClient, WireBlock } from '../../testing/simulated-client.ts'

const blocks = `/open-apis/docx/v1/documents/${productReview}/blocks`
const text = { block_type: 2, text: { elements: [{ text_run: { content: '' } }] } }
const table = (property: object) => ({ block_type: 31, table: { property } })

const create = (client: SimulatedClient, children: readonly object[], parentId = productReview) =>
  client.call('POST', `${blocks}/${parentId}/children`, { children })

const descend = (client: SimulatedClient, tops: readonly string[], descendants: readonly object[]) =>
  client.call('POST', `${blocks}/${productReview}/descendant`, { children_id: tops, descendants })

const madeBy = ({ body }: Reply) => (body.data?.['children'] ?? []) as readonly WireBlock[]

const countOf = async (client: SimulatedClient) =>
  ((await client.call('GET', blocks)).body.data?.['items'] as readonly unknown[]).length

test.each([
  ['a table with ten rows', table({ row_size: 10, column_size: 1 }), 1770001],
  ['a table without its size', table({}), 1770001],
  ['a table with merged cells', table({ row_size: 1, column_size: 1, merge_info: [] }), 1770001],
  ['a grid of one column', { block_type: 24, grid: { column_size: 1 } }, 1770001],
  ['a cell', { block_type: 32, table_cell: {} }, 1770029],
  ['a column', { block_type: 25, grid_column: {} }, 1770029],
  ['a mind note', { block_type: 29, mindnote: {} }, 1770029],
  ['a task', { block_type: 35, task: {} }, 1770029],
  ['a type that no block has', { block_type: 16 }, 1770001],
  ['a widget without its type', { block_type: 40, add_ons: {} }, 1770006],
  ['a link on a mention', { block_type: 2, text: { elements: [mentionWithLink()] } }, 1770024],
])('creating %s is refused, and nothing of its batch stays', async (_what, block, code) => {
  const client = await startForTest()
  const before = await countOf(client)
  expect((await create(client, [text, block])).body.code).toBe(code)
  expect(await countOf(client)).toBe(before)
})

function mentionWithLink(): object {
  return { mention_user: { user_id: 'ou_1', text_element_style: { link: { url: 'https%3A%2F%2Fexample.com' } } } }
}

test('a refusal names the field of the block that cannot be created', async () => {
  const client = await startForTest()
  const { body } = await create(client, [text, { block_type: 29, mindnote: {} }])
  expect(body['error']).toMatchObject({ field_violations: [{ field: 'children.1.block_type', value: '29' }] })
})

test.each([
  ['a picture in a callout', { block_type: 19, callout: {} }, { block_type: 27, image: {} }],
  ['a table in a cell', table({ row_size: 1, column_size: 1 }), table({ row_size: 1, column_size: 1 })],
  ['a grid in a column', { block_type: 24, grid: { column_size: 2 } }, { block_type: 24, grid: { column_size: 2 } }],
])('%s is refused', async (_what, outer, inner) => {
  const client = await startForTest()
  const [made] = madeBy(await create(client, [outer]))
  const holder = outer.block_type === 19 ? made?.block_id : made?.children?.[0]
  expect((await create(client, [inner], holder)).body.code).toBe(1770030)
})

test('a table takes no children but its cells, and a cell is not emptied', async () => {
  const client = await startForTest()
  const [made] = madeBy(await create(client, [table({ row_size: 1, column_size: 1 })]))
  expect((await create(client, [text], made?.block_id)).body.code).toBe(1770028)
  const [cell] = made?.children ?? []
  const path = `${blocks}/${cell ?? ''}/children/batch_delete`
  expect((await client.call('DELETE', path, { start_index: 0, end_index: 1 })).body.code).toBe(1770024)
})

test('a batch that takes a row away and writes into it is refused, and the row stays', async () => {
  const client = await startForTest()
  const [made] = madeBy(await create(client, [table({ row_size: 2, column_size: 1 })]))
  const inside = await client.call('GET', `${blocks}/${made?.children?.[0] ?? ''}/children`)
  const [paragraph] = inside.body.data?.['items'] as readonly WireBlock[]
  const before = await countOf(client)
  const requests = [
    { block_id: made?.block_id, delete_table_rows: { row_start_index: 0, row_end_index: 1 } },
    { block_id: paragraph?.block_id, update_text_elements: { elements: [{ text_run: { content: '太迟' } }] } },
  ]
  expect((await client.call('PATCH', `${blocks}/batch_update`, { requests })).body.code).toBe(1770003)
  expect(await countOf(client)).toBe(before)
})

test('a picture stands in a cell like anywhere else', async () => {
  const client = await startForTest()
  const [made] = madeBy(await create(client, [table({ row_size: 1, column_size: 1 })]))
  const [picture] = madeBy(await create(client, [{ block_type: 27, image: {} }], made?.children?.[0]))
  const blockId = picture?.block_id ?? ''
  const token = await uploadInto(client, { documentId: productReview, blockId, bytes: png })
  const { body } = await client.call('PATCH', `${blocks}/${blockId}`, { replace_image: { token } })
  expect(body.data?.['block']).toMatchObject({ parent_id: made?.children?.[0], image: { token, width: 3, height: 2 } })
})

const cell = (name: string, children: readonly string[]) => ({
  block_id: name,
  block_type: 32,
  table_cell: {},
  children,
})

test.each([
  ['a name that comes twice', ['a'], [named('a'), named('a')], 1770019],
  ['a name that is not listed', ['a', 'b'], [named('a')], 1770014],
  ['a block that is in no place', ['a'], [named('a'), named('b')], 1770014],
  ['a lower level among the first', ['a', 'b'], [named('a', ['b']), named('b')], 1770006],
  ['a block in itself', ['a'], [named('a', ['b']), named('b', ['c']), named('c', ['b'])], 1770014],
  [
    'an empty cell',
    ['t'],
    [{ ...table({ row_size: 1, column_size: 1 }), block_id: 't', children: ['c'] }, cell('c', [])],
    1770006,
  ],
  [
    'a table with too few cells',
    ['t'],
    [{ ...table({ row_size: 2, column_size: 1 }), block_id: 't', children: ['c'] }, cell('c', ['a']), named('a')],
    1770006,
  ],
  ['101 columns', ['t'], [{ ...table({ row_size: 1, column_size: 101 }), block_id: 't' }], 1770010],
  ['2001 cells', ['t'], [{ ...table({ row_size: 87, column_size: 23 }), block_id: 't' }], 1770011],
  ['1001 blocks', ['a0'], Array.from({ length: 1001 }, (_, at) => named(`a${at}`)), 1770001],
])('nested blocks with %s are refused', async (_what, tops, descendants, code) => {
  const client = await startForTest()
  expect((await descend(client, tops, descendants)).body.code).toBe(code)
})

function named(name: string, children: readonly string[] = []): object {
  return { ...text, block_id: name, children }
}

test('a repeat of nested blocks with its client_token makes nothing more', async () => {
  const client = await startForTest()
  const path = `${blocks}/${productReview}/descendant?client_token=3c7f7f0e-93a3-4a07-8ff2-0a3f5f3f7c11`
  const body = { children_id: ['a'], descendants: [named('a', ['b']), named('b')] }
  const first = await client.call('POST', path, body)
  const again = await client.call('POST', path, body)
  expect(again.body.data).toEqual(first.body.data)
})

test.each([
  [99992402, { content_type: 'docx', content: '' }],
  [99992402, { content_type: 'markdown' }],
  [1770033, { content_type: 'markdown', content: 'x'.repeat(10_485_761) }],
])('a conversion is refused with %i', async (code, body) => {
  const client = await startForTest()
  expect((await client.call('POST', '/open-apis/docx/v1/documents/blocks/convert', body)).body.code).toBe(code)
})

test.each([
  ['a document nobody made', 'NoSuchDocument0000000000000', 2889914],
  ['a deleted document', 'SimDocxDeleted0000000000004', 2889906],
  ['somebody else’s document', 'SimDocxPrivate0000000000007', 2889902],
  ['no token', '', 2889904],
])('the Markdown of %s is refused', async (_what, token, code) => {
  const client = await startForTest()
  const path = `/open-apis/docs/v1/content?doc_token=${token}&doc_type=docx&content_type=markdown`
  expect((await client.call('GET', path)).body.code).toBe(code)
})
