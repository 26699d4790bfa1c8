import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  deletedDocument,
  placeBlocks,
  productReview,
  readOnlyDocument,
  startForTest,
  uploadInto,
  type SimulatedClient,
  type WireBlock,
} from '../testing/simulated-client.ts'

const documents = '/open-apis/docx/v1/documents'
const blocksOf = (documentId: string) => `${documents}/${documentId}/blocks`
const childrenOf = (documentId: string) => `${blocksOf(documentId)}/${documentId}/children`
const image = { block_type: 27, image: {} }
const text = (content: string) => ({ block_type: 2, text: { elements: [{ text_run: { content } }] } })

async function items(client: SimulatedClient, path: string): Promise<readonly WireBlock[]> {
  return (await client.call('GET', path)).body.data?.['items'] as readonly WireBlock[]
}

const imagesIn = async (client: SimulatedClient) =>
  (await items(client, childrenOf(productReview))).filter((block) => block.block_type === 27)

async function bindable(client: SimulatedClient, kind: 'image' | 'file') {
  const [blockId = ''] = await placeBlocks(client, productReview, [kind])
  const input = { documentId: productReview, blockId, bytes: Buffer.from('bytes'), parentType: `docx_${kind}` }
  return { blockId, token: await uploadInto(client, input) }
}

const bind = (client: SimulatedClient, requests: readonly unknown[]) =>
  client.call('PATCH', `${blocksOf(productReview)}/batch_update`, { requests })

test('a file block comes back inside a view block, an image block empty and 100 by 100', async () => {
  const client = await startForTest()
  const children = [image, { block_type: 23, file: { token: 'ignored' } }]
  const { body } = await client.call('POST', childrenOf(productReview), { index: 0, children })
  const [picture, view] = body.data?.['children'] as readonly WireBlock[]
  expect(picture).toMatchObject({ parent_id: productReview, image: { token: '', width: 100, height: 100 } })
  expect(view).toMatchObject({ block_type: 33, view: { view_type: 1 } })
  const inside = await client.call('GET', `${blocksOf(productReview)}/${view?.children?.[0] ?? ''}`)
  expect(inside.body.data?.['block']).toMatchObject({ block_type: 23, parent_id: view?.block_id, file: { token: '' } })
  expect(body.data).toMatchObject({ document_revision_id: 2, client_token: expect.any(String) as string })
})

test('where file blocks are refused, a batch with one makes nothing, and one of pictures goes', async () => {
  const client = await startForTest({ fileBlocks: 'refused' })
  const before = await items(client, childrenOf(productReview))
  const create = (children: readonly unknown[]) => client.call('POST', childrenOf(productReview), { children })
  expect((await create([image, { block_type: 23, file: { token: '' } }])).body.code).toBe(1770029)
  expect(await items(client, childrenOf(productReview))).toHaveLength(before.length)
  expect((await create([image])).body.code).toBe(0)
})

test('blocks are inserted at an index, counted among the children as they are now', async () => {
  const client = await startForTest()
  const before = await items(client, childrenOf(productReview))
  const { body } = await client.call('POST', childrenOf(productReview), { index: 1, children: [image, text('x')] })
  const made = (body.data?.['children'] as readonly WireBlock[]).map((block) => block.block_id)
  const [first, ...rest] = before.map((block) => block.block_id)
  const after = (await items(client, childrenOf(productReview))).map((block) => block.block_id)
  expect(after).toEqual([first, ...made, ...rest])
})

test.each([
  ['51 children', { children: Array.from({ length: 51 }, () => text('x')) }, 1770001],
  ['no children', { children: [] }, 1770001],
  ['21 images', { children: Array.from({ length: 21 }, () => image) }, 1770035],
  ['an index behind the end', { children: [image], index: 99 }, 1770001],
  ['a page block', { children: [{ block_type: 1, page: {} }] }, 1770029],
  ['a view block', { children: [{ block_type: 33, view: {} }] }, 1770029],
])('creating %s is refused', async (_what, body, code) => {
  const client = await startForTest()
  expect((await client.call('POST', childrenOf(productReview), body)).body.code).toBe(code)
})

test.each([
  ['a document nobody made', 'NoSuchDocument0000000000000', 1770002, 404],
  ['a deleted document', deletedDocument, 1770003, 400],
  ['a document that may only be read', readOnlyDocument, 1770032, 403],
])('editing %s is refused', async (_what, documentId, code, status) => {
  const client = await startForTest()
  const reply = await client.call('POST', childrenOf(documentId), { children: [image] })
  expect([reply.status, reply.body.code]).toEqual([status, code])
})

test('an image block takes no children', async () => {
  const client = await startForTest()
  const [blockId = ''] = await placeBlocks(client, productReview, ['image'])
  const path = `${blocksOf(productReview)}/${blockId}/children`
  expect((await client.call('POST', path, { children: [image] })).body.code).toBe(1770028)
})

test('a repeat with the same client_token inserts nothing and answers the same', async () => {
  const client = await startForTest()
  const path = `${childrenOf(productReview)}?client_token=${randomUUID()}`
  const first = await client.call('POST', path, { children: [image] })
  const again = await client.call('POST', path, { children: [image] })
  expect(again.body.data).toEqual(first.body.data)
  expect(await imagesIn(client)).toHaveLength(1)
})

test('an answer lost on the way leaves its effect, and the repeat finds it', async () => {
  const client = await startForTest()
  await client.call('POST', '/_simulator/faults', { route: 'createBlocks', fault: { kind: 'cut', when: 'after' } })
  const path = `${childrenOf(productReview)}?client_token=${randomUUID()}`
  await expect(client.call('POST', path, { children: [image] })).rejects.toThrow()
  const standing = await imagesIn(client)
  expect(standing).toHaveLength(1)
  const again = await client.call('POST', path, { children: [image] })
  expect(again.body.data?.['children']).toMatchObject([{ block_id: standing[0]?.block_id }])
  expect(await imagesIn(client)).toHaveLength(1)
})

test('a cut before the effect leaves nothing', async () => {
  const client = await startForTest()
  await client.call('POST', '/_simulator/faults', { route: 'createBlocks', fault: { kind: 'cut', when: 'before' } })
  await expect(client.call('POST', childrenOf(productReview), { children: [image] })).rejects.toThrow()
  expect(await imagesIn(client)).toEqual([])
})

test('a batch binds images and files, each to the media uploaded into it', async () => {
  const client = await startForTest()
  const picture = await bindable(client, 'image')
  const file = await bindable(client, 'file')
  const { body } = await bind(client, [
    { block_id: picture.blockId, replace_image: { token: picture.token, width: 640, height: 480 } },
    { block_id: file.blockId, replace_file: { token: file.token } },
  ])
  expect(body.data?.['blocks']).toMatchObject([
    { image: { token: picture.token, width: 640, height: 480 } },
    { file: { token: file.token, name: 'picture.png' } },
  ])
})

test('one foreign token refuses a whole batch and changes nothing', async () => {
  const client = await startForTest()
  const good = await bindable(client, 'image')
  const other = await bindable(client, 'image')
  const { body } = await bind(client, [
    { block_id: good.blockId, replace_image: { token: good.token } },
    { block_id: other.blockId, replace_image: { token: good.token } },
  ])
  expect(body.code).toBe(1770013)
  const block = await client.call('GET', `${blocksOf(productReview)}/${good.blockId}`)
  expect(block.body.data?.['block']).toMatchObject({ image: { token: '' } })
})

test('a media uploaded into the document itself cannot be bound', async () => {
  const client = await startForTest()
  const [blockId = ''] = await placeBlocks(client, productReview, ['image'])
  const token = await uploadInto(client, { documentId: productReview, blockId: productReview, bytes: Buffer.from('x') })
  expect((await bind(client, [{ block_id: blockId, replace_image: { token } }])).body.code).toBe(1770013)
})

test('a batch is refused for a repeated block, a wrong operation, an unknown media, and beyond its limits', async () => {
  const client = await startForTest()
  const { blockId, token } = await bindable(client, 'image')
  const replace = { block_id: blockId, replace_image: { token } }
  const codeOf = async (requests: readonly unknown[]) => (await bind(client, requests)).body.code
  const many = (count: number, operation: object) =>
    Array.from({ length: count }, (_, n) => ({ block_id: `b${n}`, ...operation }))
  expect(await codeOf([replace, replace])).toBe(1770001)
  expect(await codeOf([{ block_id: blockId, replace_file: { token } }])).toBe(1770025)
  expect(await codeOf([{ block_id: blockId, replace_image: { token: 'boxcnNoSuchMedia' } }])).toBe(1770038)
  expect(await codeOf([{ block_id: 'doxcnNoSuchBlock', replace_image: { token } }])).toBe(1770002)
  expect(await codeOf(many(21, { replace_image: { token } }))).toBe(1770035)
  expect(await codeOf(many(201, { replace_file: { token } }))).toBe(1770001)
})

test('one block is patched: its picture, its words', async () => {
  const client = await startForTest()
  const { blockId, token } = await bindable(client, 'image')
  const patched = await client.call('PATCH', `${blocksOf(productReview)}/${blockId}`, { replace_image: { token } })
  expect(patched.body.data?.['block']).toMatchObject({ image: { token } })
  const words = { update_text_elements: { elements: [{ text_run: { content: '新标题' } }] } }
  await client.call('PATCH', `${blocksOf(productReview)}/${productReview}`, words)
  const { body } = await client.call('GET', `${documents}/${productReview}`)
  expect(body.data?.['document']).toMatchObject({ document_id: productReview, revision_id: 4, title: '新标题' })
})

test('deleting takes a half-open range of children', async () => {
  const client = await startForTest()
  const [first, second, third] = await items(client, childrenOf(productReview))
  const remove = (start: number, end: number) =>
    client.call('DELETE', `${childrenOf(productReview)}/batch_delete`, { start_index: start, end_index: end })
  expect((await remove(1, 1)).body.code).toBe(1770001)
  expect((await remove(0, 4)).body.code).toBe(1770001)
  expect((await remove(1, 2)).body.data).toMatchObject({ document_revision_id: 2 })
  expect(await items(client, childrenOf(productReview))).toEqual([first, third])
  const gone = await client.call('GET', `${blocksOf(productReview)}/${second?.block_id ?? ''}`)
  expect(gone.body.code).toBe(1770003)
})

test('lists come in pages', async () => {
  const client = await startForTest()
  await placeBlocks(client, productReview, ['image', 'file'])
  const page = async (token: string) =>
    (await client.call('GET', `${blocksOf(productReview)}?page_size=4&page_token=${token}`)).body.data ?? {}
  const first = await page('')
  const second = await page(String(first['page_token']))
  expect([first['has_more'], second['has_more']]).toEqual([true, false])
  const all = await items(client, blocksOf(productReview))
  expect([...(first['items'] as unknown[]), ...(second['items'] as unknown[])]).toEqual(all)
  expect(all.map((block) => block.block_type)).toEqual([1, 4, 2, 4, 27, 33, 23])
  expect((await client.call('GET', `${blocksOf(productReview)}?page_token=nonsense`)).body.code).toBe(1770022)
  expect((await client.call('GET', `${blocksOf(productReview)}?page_size=501`)).body.code).toBe(99992402)
})

test('the app edits what is shared with it, and nothing else', async () => {
  const client = await startForTest()
  await client.becomeApp()
  expect((await client.call('POST', childrenOf(productReview), { children: [image] })).body.code).toBe(0)
  const empty = childrenOf('SimDocxEmpty000000000000002')
  expect((await client.call('POST', empty, { children: [image] })).body.code).toBe(1770032)
})
