import { expect, test } from 'vitest'
import { TargetCounts } from './target-counts.ts'
import { targetOf } from '../testing/world.ts'

const [first, second] = [targetOf('doc1'), targetOf('doc2')]

test('A target is listed once for all its files, and the list stays the same object until a target comes or goes', () => {
  const tally = new TargetCounts()
  tally.change(null, first)
  const alone = tally.list()
  tally.change(null, first)
  tally.change(first, first)
  expect(tally.list()).toBe(alone)
  tally.change(null, second)
  expect(tally.list()).toEqual([first, second])
})

test('A target leaves the list with its last file, whether that went to another target or was removed', () => {
  const tally = new TargetCounts()
  tally.change(null, first)
  tally.change(null, first)
  tally.change(first, second)
  expect(tally.list()).toEqual([first, second])
  tally.change(first, null)
  expect(tally.list()).toEqual([second])
  tally.change(second, null)
  expect(tally.list()).toEqual([])
})
