import { expect, it } from 'vitest'
import { blockTypeOf, creatableTypes, mayHold, neverEmptyTypes, parentTypes } from './block-types.ts'

it('finds the type of a block by the field of its content', () => {
  expect([blockTypeOf('page'), blockTypeOf('heading9'), blockTypeOf('table_cell')]).toEqual([1, 11, 32])
  expect(() => blockTypeOf('constructor')).toThrow(RangeError)
})

it.each([
  ['callout', 'text', true],
  ['callout', 'image', false],
  ['callout', 'table', false],
  ['table_cell', 'image', true],
  ['table_cell', 'table', false],
  ['grid_column', 'table', true],
  ['grid_column', 'grid', false],
  ['page', 'grid', true],
])('whether a %s takes a %s: %s', (parent, child, taken) => {
  expect(mayHold(blockTypeOf(parent), blockTypeOf(child))).toBe(taken)
})

it('what may never be empty takes children, and cells are made by their table alone', () => {
  for (const type of neverEmptyTypes) expect(parentTypes.has(type)).toBe(true)
  expect(creatableTypes.has(blockTypeOf('table_cell'))).toBe(false)
})
