import { expect, test } from 'vitest'
import { placeAt, scrollBeside } from './drag-place.ts'

const rows = ['a', 'b', 'c'].map((id, at) => ({ id, top: 100 + at * 40, bottom: 140 + at * 40 }))

test('the gap is the one nearest to the pointer, above all rows the first and below all rows the last', () => {
  const gapAt = (y: number) => placeAt(y, rows.toReversed())
  expect(gapAt(0)).toEqual({ beside: 'a', is: 'before', top: 100 })
  expect(gapAt(119)).toEqual({ beside: 'a', is: 'before', top: 100 })
  expect(gapAt(121)).toEqual({ beside: 'b', is: 'before', top: 140 })
  expect(gapAt(900)).toEqual({ beside: 'c', is: 'behind', top: 220 })
})

test('where no row can move there is no gap', () => {
  expect(placeAt(100, [])).toBeNull()
})

test('the page scrolls near the edges of what is in view, faster further out, but not without end', () => {
  const speedAt = (y: number) => scrollBeside(y, [200, 800])
  expect(speedAt(500)).toBe(0)
  expect(speedAt(240)).toBeLessThan(0)
  expect(speedAt(790)).toBeGreaterThan(0)
  expect(speedAt(210)).toBeLessThan(speedAt(240))
  expect(speedAt(5000)).toBe(speedAt(9000))
})
