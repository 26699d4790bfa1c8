import fc from 'fast-check'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { cellName, cellRange, readCellName } from './cell.ts'
import { SheetId } from '../ids.ts'

it.each([
  [0, 0, 'A1'],
  [2, 1, 'B3'],
  [9, 25, 'Z10'],
  [0, 26, 'AA1'],
  [0, 701, 'ZZ1'],
  [0, 702, 'AAA1'],
])('row %i and column %i are %s', (row, column, name) => {
  expect(cellName({ row, column })).toBe(name)
})

it('reads back every name it gives', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(18_000), (row, column) => {
      expect(readCellName(cellName({ row, column }))).toEqual({ row, column })
    }),
  )
})

it('reads a cell as people type it, and nothing else', () => {
  expect(readCellName(' b3 ')).toEqual({ row: 2, column: 1 })
  expect(readCellName('$B$3')).toEqual({ row: 2, column: 1 })
  for (const text of ['', 'B', '3', 'B0', 'B3:C4', '3B', 'ABCD1']) expect(readCellName(text)).toBeUndefined()
})

it('makes a range of one cell, or of several', () => {
  const sheetId = v.parse(SheetId, 'Q7PlXT')
  expect(cellRange(sheetId, { row: 6, column: 7 })).toBe('Q7PlXT!H7:H7')
  expect(cellRange(sheetId, { row: 6, column: 7 }, { row: 9, column: 7 })).toBe('Q7PlXT!H7:H10')
})
