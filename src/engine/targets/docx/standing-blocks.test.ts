import { expect, test } from 'vitest'
import type { BlockId } from '../../../contract/feishu/ids.ts'
import { StandingBlocks } from './standing-blocks.ts'

function standing(...ranks: readonly number[]): StandingBlocks {
  const blocks = new StandingBlocks()
  for (const rank of ranks) blocks.add(rank, `b${rank}` as BlockId)
  return blocks
}

function children(...ids: readonly string[]): readonly BlockId[] {
  return ids as readonly BlockId[]
}

test('A block goes before its nearest later neighbour that is still there', () => {
  expect(standing(5, 1, 9).indexFor(3, children('x', 'b1', 'b5', 'b9'))).toBe(2)
  expect(standing(1, 5, 9).indexFor(3, children('x', 'b1', 'b9'))).toBe(2)
})

test('Otherwise after the nearest earlier one, otherwise without an index', () => {
  expect(standing(1, 5).indexFor(3, children('b1', 'x'))).toBe(1)
  expect(standing(1, 5).indexFor(3, children('x'))).toBeNull()
})

test('Appending is right as long as no later block exists', () => {
  const blocks = standing(1, 5)
  expect(blocks.nextRank(7)).toBe(Number.POSITIVE_INFINITY)
  expect(blocks.nextRank(3)).toBe(5)
  blocks.remove('b5' as BlockId)
  expect(blocks.nextRank(3)).toBe(Number.POSITIVE_INFINITY)
})
