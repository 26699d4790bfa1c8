import { expect, test } from 'vitest'
import { firstWidth, widthAfter, type Width } from './width.ts'

function after(ends: number, start: Width, inFlight: number): Width {
  let width = start
  for (let n = 0; n < ends; n += 1) width = widthAfter(width, 'accepted', inFlight)
  return width
}

test('a round of accepted calls lets one more beside each other, up to what the rate could need', () => {
  expect(after(7, firstWidth, 8).width).toBe(8)
  expect(after(8, firstWidth, 8).width).toBe(9)
  expect(after(10_000, firstWidth, 8).width).toBe(128)
})

test('a refusal halves what was in flight', () => {
  expect(widthAfter(firstWidth, 'crowded', 6).width).toBe(3)
  expect(widthAfter(firstWidth, 'crowded', 2).width).toBe(1)
})

test('a refusal that comes alone, and other failures, say nothing', () => {
  expect(widthAfter(firstWidth, 'crowded', 1)).toBe(firstWidth)
  expect(widthAfter(firstWidth, 'other', 8)).toBe(firstWidth)
})

test('a width once refused is tried again rarely, and more rarely each time', () => {
  const refused = widthAfter({ ...firstWidth, width: 2 }, 'crowded', 2)
  expect(after(119, refused, 1).width).toBe(1)
  const tried = after(120, refused, 1)
  expect(tried.width).toBe(2)
  const again = widthAfter(tried, 'crowded', 2)
  expect(after(239, again, 1).width).toBe(1)
  expect(after(240, again, 1).width).toBe(2)
})
