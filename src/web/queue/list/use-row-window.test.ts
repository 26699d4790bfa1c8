import { expect, test } from 'vitest'
import { headingOf } from './use-row-window.ts'

test('each row belongs to the nearest heading above it', () => {
  const headings = [0, 3, 4]
  expect([0, 1, 2, 3, 4, 5, 99].map((index) => headingOf(headings, index))).toEqual([0, 0, 0, 1, 2, 2, 2])
  expect(headingOf([], 5)).toBe(-1)
})
