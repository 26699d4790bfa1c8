import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { Block } from '../../../contract/feishu/docx/block.ts'
import { BlockId } from '../../../contract/feishu/ids.ts'
import { firstIndexOf } from './insertion.ts'

const id = (name: string) => v.parse(BlockId, name)
const text: Block = { block_id: id('text'), block_type: 2, parent_id: '', children: [] }
const heading = (name: string, level: number): Block => ({ ...text, block_id: id(name), block_type: level + 2 })
const under = (name: string) => ({ is: 'under', headingId: id(name), heading: '' }) as const

const page = [text, heading('a', 1), text, heading('a1', 2), text, heading('b', 1), text]

test.each([
  [{ is: 'end' }, -1],
  [{ is: 'top' }, 0],
  [under('a'), 5],
  [under('a1'), 5],
  [under('b'), -1],
  [under('gone'), -1],
] as const)('%j goes to index %i', (at, index) => {
  expect(firstIndexOf(at, page)).toBe(index)
})

test('a heading with nothing under it yet takes files right behind itself', () => {
  expect(firstIndexOf(under('a'), [heading('a', 1), heading('b', 1)])).toBe(1)
})
