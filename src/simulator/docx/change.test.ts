import { expect, test } from 'vitest'
import { carryGap, type Change } from './change.ts'

function splice(at: number, removed: readonly string[], inserted: readonly string[], parentId = 'page'): Change {
  return { kind: 'children', parentId, at, removed, inserted }
}

test.each([
  ['nothing', [], 2],
  ['an insertion before it', [splice(1, [], ['x', 'y'])], 4],
  ['an insertion into the very gap', [splice(2, [], ['x'])], 2],
  ['an insertion behind it', [splice(3, [], ['x'])], 2],
  ['a removal before it', [splice(0, ['a'], [])], 1],
  ['a removal on both sides', [splice(1, ['b', 'c'], [])], 1],
  ['a removal behind it', [splice(2, ['c'], [])], 2],
  ['a block moved from before it to behind it', [splice(0, ['a'], []), splice(2, [], ['a'])], 1],
  ['changes in another block', [splice(0, [], ['x'], 'other')], 2],
])('a gap behind two children is carried over %s', (_what, changes, expected) => {
  expect(carryGap(2, 'page', changes)).toBe(expected)
})
