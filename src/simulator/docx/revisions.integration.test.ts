import * as fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  placeBlocks,
  productReview,
  startForTest,
  type SimulatedClient,
  type WireBlock,
} from '../testing/simulated-client.ts'

const document = `/open-apis/docx/v1/documents/${productReview}`
const children = `${document}/blocks/${productReview}/children`
const image = { block_type: 27, image: {} }

/** The page's children at a revision, from the list of all blocks, which also contains the files inside their view blocks. */
async function childrenAt(client: SimulatedClient, revision = -1): Promise<readonly WireBlock[]> {
  const { body } = await client.call('GET', `${children}?document_revision_id=${revision}`)
  return body.data?.['items'] as readonly WireBlock[]
}

const idsAt = async (client: SimulatedClient, revision = -1) =>
  (await childrenAt(client, revision)).map((block) => block.block_id)

async function insertAt(client: SimulatedClient, index: number, revision: number, clientToken = randomUUID()) {
  const query = `document_revision_id=${revision}&client_token=${clientToken}`
  const { body } = await client.call('POST', `${children}?${query}`, { index, children: [image] })
  const [block] = (body.data?.['children'] ?? []) as readonly WireBlock[]
  return { body, blockId: block?.block_id ?? '' }
}

async function deleteRange(client: SimulatedClient, range: readonly [start: number, end: number], revision: number) {
  const path = `${children}/batch_delete?document_revision_id=${revision}`
  return (await client.call('DELETE', path, { start_index: range[0], end_index: range[1] })).body
}

const edit = (client: SimulatedClient, edits: unknown) =>
  client.call('POST', `/_simulator/documents/${productReview}/edits`, edits)

const paragraph = (index: number) => ({ kind: 'insert-paragraph', index })

/** A document whose placeholder was third when it was read; two paragraphs were inserted at the top since. */
async function overtaken(options: Record<string, unknown> = {}) {
  const client = await startForTest(options)
  const before = await idsAt(client)
  const { blockId: placeholder, body } = await insertAt(client, 2, 1)
  const revision = Number(body.data?.['document_revision_id'])
  await edit(client, [paragraph(0), paragraph(0)])
  return { client, before, placeholder, revision }
}

test('a deletion at an older revision takes what was there then, wherever it is now', async () => {
  const { client, before, placeholder, revision } = await overtaken()
  expect((await deleteRange(client, [2, 3], revision)).code).toBe(0)
  const after = await idsAt(client)
  expect(after).not.toContain(placeholder)
  expect(after.slice(2)).toEqual(before)
})

test('in a world that ignores the revision it takes what is there now', async () => {
  const { client, before, placeholder, revision } = await overtaken({ editsAtOldRevision: 'ignored' })
  expect((await deleteRange(client, [2, 3], revision)).code).toBe(0)
  const after = await idsAt(client)
  expect(after).toContain(placeholder)
  expect(after).not.toContain(before[0])
})

test('an insertion at an older revision goes where its gap is now, or by the newest count where that is ignored', async () => {
  const carried = await overtaken()
  const { blockId } = await insertAt(carried.client, 1, carried.revision)
  expect((await idsAt(carried.client)).indexOf(blockId)).toBe(3)
  const ignored = await overtaken({ editsAtOldRevision: 'ignored' })
  const other = await insertAt(ignored.client, 1, ignored.revision)
  expect((await idsAt(ignored.client)).indexOf(other.blockId)).toBe(1)
})

test('what moved meanwhile is deleted where it went, and what is gone is not deleted a second time', async () => {
  const { client, before, placeholder, revision } = await overtaken()
  await edit(client, { kind: 'move-block', block: placeholder, index: 0 })
  await edit(client, { kind: 'remove-block', block: before[1] })
  const others = await idsAt(client)
  const { code, data } = await deleteRange(client, [1, 3], revision)
  expect([code, data?.['document_revision_id']]).toEqual([0, revision + 5])
  expect(await idsAt(client)).toEqual(others.filter((id) => id !== placeholder))
  const again = await deleteRange(client, [1, 3], revision)
  expect([again.code, again.data?.['document_revision_id']]).toEqual([0, revision + 5])
})

test('an index counts at the revision it is named with: one behind the end of that is refused', async () => {
  const { client, revision } = await overtaken()
  expect((await insertAt(client, 5, revision)).body.code).toBe(1770001)
  expect((await deleteRange(client, [4, 5], revision)).code).toBe(1770001)
  expect((await insertAt(client, 5, -1)).body.code).toBe(0)
})

test('a repeat by its client_token is answered as before, however much came since', async () => {
  const { client, revision } = await overtaken()
  const clientToken = randomUUID()
  const first = await insertAt(client, 1, revision, clientToken)
  await edit(client, [paragraph(0), paragraph(3)])
  const again = await insertAt(client, 1, revision, clientToken)
  expect(again.body.data).toEqual(first.body.data)
})

test('an older revision reads as it was: what was there, where, and with which words and media', async () => {
  const client = await startForTest()
  const [blockId = ''] = await placeBlocks(client, productReview, ['file'])
  const list = async (revision: number) =>
    (await client.call('GET', `${document}/blocks?document_revision_id=${revision}`)).body.data?.['items']
  const [first, second] = [await list(1), await list(2)]
  await edit(client, [{ kind: 'move-block', block: 0, index: 2 }, paragraph(1), { kind: 'remove-block', block: 4 }])
  const words = { update_text_elements: { elements: [{ text_run: { content: '改名' } }] } }
  await client.call('PATCH', `${document}/blocks/${productReview}`, words)
  expect([await list(1), await list(2)]).toEqual([first, second])
  const block = (revision: number) =>
    client.call('GET', `${document}/blocks/${blockId}?document_revision_id=${revision}`)
  expect((await block(2)).body.data?.['block']).toMatchObject({ block_type: 23 })
  expect([(await block(1)).body.code, (await block(-1)).body.code]).toEqual([1770003, 1770003])
})

test('a caller who may only read gets the newest revision, and no older one', async () => {
  const client = await startForTest()
  await edit(client, paragraph(0))
  await client.signIn('li-si')
  const codeAt = async (revision: number) =>
    (await client.call('GET', `${children}?document_revision_id=${revision}`)).body.code
  expect([await codeAt(-1), await codeAt(2), await codeAt(1)]).toEqual([0, 0, 1770032])
})

test('edits and reads more than a thousand revisions behind are refused, and those less far behind are right', async () => {
  const client = await startForTest()
  const before = await idsAt(client)
  await edit(client, Array<unknown>(1000).fill(paragraph(0)))
  expect(await idsAt(client, 1)).toEqual(before)
  await edit(client, paragraph(0))
  const { body } = await client.call('GET', `${children}?document_revision_id=1`)
  expect(body.code).toBe(1770021)
  expect((await deleteRange(client, [1, 2], 1)).code).toBe(1770021)
  expect((await deleteRange(client, [2, 3], 2)).code).toBe(0)
  expect((await client.call('GET', `${children}?document_revision_id=9999`)).body.code).toBe(1770001)
  const blocks = (await client.call('GET', `${document}/blocks/${before[1] ?? ''}`)).body
  expect(blocks.code).toBe(1770003)
})

/** One of two editors, each of which reads periodically and edits by its last read. */
const anyStep = fc.record({
  editor: fc.constantFrom(0, 1),
  what: fc.constantFrom('read', 'insert', 'insert', 'remove'),
  at: fc.nat(),
})

test('two editors who edit by an earlier read never delete what the other inserted, nor lose the order of their own', async () => {
  const client = await startForTest()
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 40, size: 'max' }), async (steps) => {
      await client.freshWorld()
      await client.signIn()
      const start = await idsAt(client)
      const editors = [0, 1].map(() => ({ seen: start, revision: 1, own: [] as string[] }))
      for (const { editor, what, at } of steps) {
        const me = editors[editor]!
        if (what === 'read') {
          const { body } = await client.call('GET', document)
          me.revision = (body.data?.['document'] as { revision_id: number }).revision_id
          me.seen = await idsAt(client, me.revision)
        } else if (what === 'insert') {
          me.own.push((await insertAt(client, at % (me.seen.length + 1), me.revision)).blockId)
        } else {
          const mine = me.own.filter((id) => me.seen.includes(id))
          const block = mine[at % Math.max(1, mine.length)]
          if (block === undefined) continue
          const index = me.seen.indexOf(block)
          expect((await deleteRange(client, [index, index + 1], me.revision)).code).toBe(0)
          me.own = me.own.filter((id) => id !== block)
        }
      }
      const standing = await idsAt(client)
      const expected = new Set([...start, ...editors.flatMap(({ own }) => own)])
      expect(new Set(standing)).toEqual(expected)
      expect(standing).toHaveLength(expected.size)
      expect(standing.filter((id) => start.includes(id))).toEqual(start)
      for (const { seen } of editors) {
        const left = seen.filter((id) => expected.has(id))
        expect(standing.filter((id) => left.includes(id))).toEqual(left)
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)
