import { expect, test } from 'vitest'
import { startWidth, widthAfter, type ConcurrencyWidth } from './concurrency-width.ts'

const start = startWidth(8)
const widest = 128

function after(ends: number, from: ConcurrencyWidth, inFlight: number): ConcurrencyWidth {
  let width = from
  for (let n = 0; n < ends; n += 1) width = widthAfter(width, 'accepted', inFlight, widest)
  return width
}

test('a round of accepted calls lets one more beside each other, up to the widest', () => {
  expect(after(7, start, 8).width).toBe(8)
  expect(after(8, start, 8).width).toBe(9)
  expect(after(10_000, start, 8).width).toBe(128)
})

test('a refusal halves what was in flight', () => {
  expect(widthAfter(start, 'crowded', 6, widest).width).toBe(3)
  expect(widthAfter(start, 'crowded', 2, widest).width).toBe(1)
})

test('a refusal that comes alone, and other failures, say nothing', () => {
  expect(widthAfter(start, 'crowded', 1, widest)).toBe(start)
  expect(widthAfter(start, 'other', 8, widest)).toBe(start)
})

test('a width once refused is tried again rarely, and more rarely each time', () => {
  const refused = widthAfter(startWidth(2), 'crowded', 2, widest)
  expect(after(119, refused, 1).width).toBe(1)
  const tried = after(120, refused, 1)
  expect(tried.width).toBe(2)
  const again = widthAfter(tried, 'crowded', 2, widest)
  expect(after(239, again, 1).width).toBe(1)
  expect(after(240, again, 1).width).toBe(2)
})

test('a refusal of more than was refused before halves, and does not make probing rarer', () => {
  const refused = widthAfter(startWidth(4), 'crowded', 2, widest)
  const late = widthAfter(refused, 'crowded', 4, widest)
  expect(late).toEqual({ width: 2, accepted: 0, refusedWidth: 2, probeAfter: 120 })
})
