import { expect, test } from 'vitest'
import {
  placeBlocks,
  productReview,
  readOnlyDocument,
  startForTest,
  uploadInto,
  type SimulatedClient,
  type WireBlock,
} from '../../testing/simulated-client.ts'

const documents = '/open-apis/docx/v1/documents'
const byId = (documentId: string) => `/open-apis/docs_ai/v1/documents/${documentId}`

async function children(client: SimulatedClient): Promise<readonly WireBlock[]> {
  const { body } = await client.call('GET', `${documents}/${productReview}/blocks/${productReview}/children`)
  return body.data?.['items'] as readonly WireBlock[]
}

const ids = async (client: SimulatedClient) => (await children(client)).map((block) => block.block_id)

const put = (client: SimulatedClient, command: object, documentId = productReview) =>
  client.call('PUT', byId(documentId), { format: 'xml', revision_id: -1, ...command })

const remove = (client: SimulatedClient, blockIds: readonly string[], more: object = {}) =>
  put(client, { command: 'block_delete', block_id: blockIds.join(','), ...more })

const orderFault = (client: SimulatedClient, fault: object) =>
  client.call('POST', '/_simulator/faults', { route: 'updateDocument', fault })

test('blocks go by their ids, several at once, wherever others have moved them', async () => {
  const client = await startForTest()
  const before = await ids(client)
  const placed = await placeBlocks(client, productReview, ['image', 'image'])
  await client.call('POST', `/_simulator/documents/${productReview}/edits`, [
    { kind: 'insert-paragraph', index: 0 },
    { kind: 'move-block', block: placed[1], index: 1 },
  ])
  const { status, body } = await remove(client, placed, { revision_id: 2 })
  expect([status, body.code]).toEqual([200, 0])
  expect(body.data).toEqual({
    document: { revision_id: 5, new_blocks: [] },
    result: 'success',
    updated_blocks_count: 2,
    warnings: [],
    tips: '',
  })
  expect((await ids(client)).slice(1)).toEqual(before)
})

test('a file’s block goes without the view around it; with the view goes the file', async () => {
  const client = await startForTest()
  const [fileId = '', otherId = ''] = await placeBlocks(client, productReview, ['file', 'file'])
  await remove(client, [fileId])
  const [empty, full] = (await children(client)).slice(-2)
  expect(empty).toMatchObject({ block_type: 33 })
  expect(empty?.children).toBeUndefined()
  expect(full?.children).toEqual([otherId])
  expect((await remove(client, [empty?.block_id ?? '', full?.block_id ?? ''])).body.data).toMatchObject({
    updated_blocks_count: 2,
  })
  expect((await client.call('GET', `${documents}/${productReview}/blocks/${otherId}`)).body.code).toBe(1770003)
})

test('one block that is gone refuses them all, or is passed over where the world says so', async () => {
  for (const [goneBlocks, code] of [
    ['refused', 1770003],
    ['success', 0],
  ] as const) {
    const client = await startForTest({ goneBlocks })
    const [gone = '', standing = ''] = await placeBlocks(client, productReview, ['image', 'image'])
    await remove(client, [gone])
    const { body } = await remove(client, [gone, standing])
    expect(body.code).toBe(code)
    expect((await ids(client)).includes(standing)).toBe(code !== 0)
    expect(body.data ?? { result: 'success', updated_blocks_count: 1 }).toMatchObject({
      result: 'success',
      updated_blocks_count: 1,
    })
  }
})

test('a fault makes code 0 mean that only a part of the edit, or nothing, was done', async () => {
  const client = await startForTest()
  const placed = await placeBlocks(client, productReview, ['image', 'image', 'image'])
  await orderFault(client, { kind: 'result', result: 'failed' })
  await orderFault(client, { kind: 'result', result: 'partial_success' })
  const [failed, partial] = [(await remove(client, placed)).body, (await remove(client, placed)).body]
  expect(failed).toMatchObject({ code: 0, data: { result: 'failed', updated_blocks_count: 0 } })
  expect(partial).toMatchObject({ code: 0, data: { result: 'partial_success', updated_blocks_count: 2 } })
  expect(partial.data?.['warnings']).toEqual([`block ${placed[2] ?? ''} was left as it is`])
  expect((await ids(client)).at(-1)).toBe(placed[2])
})

test('blocks move right behind another one, in the order they are named', async () => {
  const client = await startForTest()
  const [a = '', b = '', c = ''] = await ids(client)
  const { body } = await put(client, { command: 'block_move_after', block_id: c, src_block_ids: `${b},${a}` })
  expect(body.data).toMatchObject({ result: 'success', updated_blocks_count: 2 })
  expect(await ids(client)).toEqual([c, b, a])
  const intoItself = { command: 'block_move_after', block_id: a, src_block_ids: a }
  expect((await put(client, intoItself)).body.code).toBe(1770030)
})

test.each([
  ['an unknown command', { command: 'block_paint', block_id: 'x' }, 99992402],
  ['no ids', { command: 'block_delete', block_id: ',' }, 99992402],
  [
    'more ids than 200',
    { command: 'block_delete', block_id: Array.from({ length: 201 }, (_, n) => n).join() },
    99992402,
  ],
  ['a block that never stood', { command: 'block_delete', block_id: 'doxcnNoSuchBlock' }, 1770002],
  ['the page itself', { command: 'block_delete', block_id: productReview }, 1770001],
  ['a revision to come', { command: 'block_delete', block_id: 'x', revision_id: 99 }, 1770001],
])('%s is refused', async (_what, command, code) => {
  const client = await startForTest()
  expect((await put(client, command)).body.code).toBe(code)
})

test('it takes the right to edit, and a scope for writing', async () => {
  const client = await startForTest()
  const command = { command: 'block_delete', block_id: 'x' }
  expect((await put(client, command, readOnlyDocument)).body.code).toBe(1770032)
  await client.signIn('li-si', ['docx:document:readonly'])
  expect((await put(client, command)).body.code).toBe(99991679)
})

test('it counts with the other edits of its document', async () => {
  const client = await startForTest({ rateLimits: 'documented' })
  const path = `${documents}/${productReview}/blocks/${productReview}/children`
  const create = () => client.call('POST', path, { children: [{ block_type: 27, image: {} }] })
  const calls = [create(), create(), create(), remove(client, ['x'])]
  const statuses = (await Promise.all(calls)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 429)).toHaveLength(1)
})

test('where it is not there its path is unknown', async () => {
  const client = await startForTest({ editsById: 'not-there' })
  const reply = await remove(client, ['x'])
  expect(reply).toMatchObject({ status: 404, body: { text: '404 page not found' } })
})

test('an edit of somebody else comes between a read and its answer where a fault says so', async () => {
  const client = await startForTest()
  const [blockId = ''] = await placeBlocks(client, productReview, ['image'])
  await orderFault(client, { kind: 'edited-meanwhile', edits: [{ kind: 'remove-block', block: blockId }] })
  expect((await remove(client, [blockId])).body.code).toBe(1770003)
  const token = uploadInto(client, { documentId: productReview, blockId, bytes: Buffer.from('x') })
  await expect(token).resolves.toBe('undefined')
})
