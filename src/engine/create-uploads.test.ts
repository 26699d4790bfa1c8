import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DocumentId } from '../contract/ids.ts'
import { createUploads } from './create-uploads.ts'
import { fileOf, handHeldDoors, settled } from './testing/hand-held-doors.ts'
import { HandHeldWire } from './testing/hand-held-wire.ts'
import type { Uploads } from './uploads.ts'

const target = { documentId: v.parse(DocumentId, 'doc1'), title: 'Plan', url: 'https://x.feishu.cn/docx/doc1' }
let wire: HandHeldWire
let uploads: Uploads

beforeEach(() => {
  wire = new HandHeldWire()
  uploads = createUploads(handHeldDoors(wire))
})

afterEach(async () => {
  await settled()
  expect(wire.open).toEqual([])
})

test('A picture and a file are placed, sent and bound, and then stand in the document', async () => {
  uploads.add([fileOf('a.png'), fileOf('b.pdf')], target)
  const create = await wire.next('createBlocks')
  expect(create.json).toEqual({
    index: -1,
    children: [
      { block_type: 27, image: {} },
      { block_type: 23, file: { token: '', view_type: 1 } },
    ],
  })
  create.answer({
    children: [
      { block_id: 'img1', block_type: 27 },
      { block_id: 'view2', block_type: 33, children: ['file2'] },
    ],
  })
  const first = await wire.next('uploadAll')
  expect(first.field('parent_node')).toBe('img1')
  first.answer({ file_token: 'tok1' })
  const bind1 = await wire.next('batchUpdateBlocks')
  bind1.answer({ blocks: [{ block_id: 'img1', block_type: 27, image: { token: 'tok1' } }] })
  const second = await wire.next('uploadAll')
  expect(second.field('parent_node')).toBe('file2')
  second.answer({ file_token: 'tok2' })
  const bind2 = await wire.next('batchUpdateBlocks')
  bind2.answer({ blocks: [{ block_id: 'file2', block_type: 23, file: { token: 'tok2' } }] })
  await settled()
  expect(uploads.getSnapshot().counts).toEqual({ waiting: 0, active: 0, done: 2, failed: 0, cancelled: 0 })
})
