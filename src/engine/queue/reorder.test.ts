import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved } from './reorder.ts'
import type { Move } from './uploads.ts'

const ids = Array.from({ length: 12 }, (_, at) => `job ${at}`)
const anyId = fc.constantFrom(...ids)
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom<Move>('top', 'up', 'down', 'bottom'),
  anyId.map((before) => ({ before })),
)
const anyMoves = fc.array(fc.tuple(fc.uniqueArray(anyId), anyMove), { maxLength: 8 })

const amongThemselves = (order: readonly string[], chosen: ReadonlySet<string>, are: boolean) =>
  order.filter((id) => chosen.has(id) === are)

test('Whatever is moved, no job is lost or doubled, and those moved keep their order among themselves, as do the others', () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      let order: readonly string[] = ids
      for (const [chosen, to] of moves) {
        const wanted = new Set(chosen)
        const next = moved(order, wanted, to)
        expect(next.toSorted()).toEqual(ids.toSorted())
        expect(amongThemselves(next, wanted, true)).toEqual(amongThemselves(order, wanted, true))
        expect(amongThemselves(next, wanted, false)).toEqual(amongThemselves(order, wanted, false))
        order = next
      }
    }),
  )
})

test('Jobs moved before another stand together right before it, wherever they came from', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyId, { minLength: 1 }), anyId, (chosen, before) => {
      const wanted = new Set(chosen.filter((id) => id !== before))
      const next = moved(ids, wanted, { before })
      const at = next.indexOf(before)
      expect(new Set(next.slice(at - wanted.size, at))).toEqual(wanted)
    }),
  )
})

test('Jobs moved before one of themselves gather at its place', () => {
  expect(moved(['a', 'b', 'c', 'd', 'e'], new Set(['a', 'c', 'e']), { before: 'c' })).toEqual(['b', 'a', 'c', 'e', 'd'])
})

test('Before a job that cannot be moved itself, or is gone, nothing moves', () => {
  expect(moved(['a', 'b', 'c'], new Set(['c']), { before: 'x' })).toEqual(['a', 'b', 'c'])
})
