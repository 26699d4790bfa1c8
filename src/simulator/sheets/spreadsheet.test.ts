import { expect, test } from 'vitest'
import { Sheet, Spreadsheet } from './spreadsheet.ts'

function spreadsheetWith(count: number) {
  const spreadsheet = new Spreadsheet({ key: 's', token: 's', title: 'S', ownerId: 'ou_1', createdAtMs: 0 })
  const sheet = new Sheet({ id: 'a', title: 'A', rows: count + 1, columns: 2 })
  spreadsheet.sheets.push(sheet)
  for (let row = 1; row <= count; row += 1) sheet.cells.set(`A${row}`, { kind: 'image', token: `box${row}` })
  return { spreadsheet, sheet }
}

test('a spreadsheet takes 4000 different pictures, in cells and floating together', () => {
  const { spreadsheet, sheet } = spreadsheetWith(3999)
  expect(spreadsheet.hasRoomFor('one more')).toBe(true)
  const place = { cell: { row: 0, column: 0 }, width: 20, height: 20, offsetX: 0, offsetY: 0 }
  sheet.floats.set('abcdefghij', { id: 'abcdefghij', token: 'box4000', ...place })
  expect(spreadsheet.hasRoomFor('one more')).toBe(false)
  expect(spreadsheet.hasRoomFor('box1')).toBe(true)
})

test('a search reads the text of cells', () => {
  const { spreadsheet, sheet } = spreadsheetWith(1)
  sheet.write([['', 'total'], ['42']])
  expect(spreadsheet.searchedText()).toContain('total')
})

test('a cell is in the grid or not', () => {
  const { sheet } = spreadsheetWith(1)
  expect([sheet.holds({ row: 1, column: 1 }), sheet.holds({ row: 2, column: 0 })]).toEqual([true, false])
  expect(sheet.holds({ row: 0, column: 2 })).toBe(false)
})
