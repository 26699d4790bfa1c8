import { expect, it } from 'vitest'
import * as v from 'valibot'
import { FileToken, FloatImageId, SheetId, SpreadsheetToken } from '../ids.ts'
import {
  createFloatImageRequest,
  isCellImageName,
  querySheetsRequest,
  readCellImage,
  readCellsRequest,
  readFloatImage,
  readSheets,
  readOccupiedCells,
  writeCellImageRequest,
} from './sheets.ts'
import { answerOf } from '../../testing/answer-of.ts'

const spreadsheetToken = v.parse(SpreadsheetToken, 'shtcn1')
const sheetId = v.parse(SheetId, 'Q7PlXT')
const floatImageId = v.parse(FloatImageId, 'ye06SS14ph')
const cell = { row: 6, column: 7 }

it('lists the tabs of a spreadsheet and says which of them are grids', () => {
  expect(querySheetsRequest(spreadsheetToken)).toMatchObject({ route: 'querySheets' })
  const sheets = [
    { sheet_id: 'a1', title: '一月', grid_properties: { row_count: 200, column_count: 20 } },
    { sheet_id: 'b2', title: 'base', hidden: true, resource_type: 'bitable' },
  ]
  expect(readSheets(answerOf({ sheets }))).toEqual({
    ok: true,
    data: [
      { sheetId: 'a1', title: '一月', hidden: false, isGrid: true, rows: 200, columns: 20 },
      { sheetId: 'b2', title: 'base', hidden: true, isGrid: false, rows: 0, columns: 0 },
    ],
  })
})

it('asks what is in a range of cells', () => {
  expect(readCellsRequest({ spreadsheetToken, sheetId, first: cell, last: { row: 9, column: 7 } })).toMatchObject({
    route: 'readCells',
    parameters: { spreadsheet_token: 'shtcn1', range: 'Q7PlXT!H7:H10' },
  })
})

const occupiedIn = (valueRange: unknown) => readOccupiedCells(answerOf({ valueRange }), { row: 1, column: 1 })

it('a cell is occupied by anything but an empty text', () => {
  const values = [
    [null, 'text', 0],
    ['', false, { fileToken: 'boxcn1' }],
    [[{ text: 'rich' }], null, '=A1'],
  ]
  expect(occupiedIn({ range: 'Q7PlXT!B2:D4', values })).toEqual({
    ok: true,
    data: [
      { row: 1, column: 2 },
      { row: 1, column: 3 },
      { row: 2, column: 2 },
      { row: 2, column: 3 },
      { row: 3, column: 1 },
      { row: 3, column: 3 },
    ],
  })
})

it('cells that an answer leaves out are free', () => {
  expect(occupiedIn({ range: '', values: [] })).toEqual({ ok: true, data: [] })
  expect(occupiedIn({ range: '' })).toEqual({ ok: true, data: [] })
  expect(occupiedIn({ values: null })).toEqual({ ok: true, data: [] })
  expect(occupiedIn({ values: [[], null, ['x']] })).toEqual({ ok: true, data: [{ row: 3, column: 1 }] })
})

it('an answer that begins at another cell than was asked for is read from there', () => {
  expect(occupiedIn({ range: 'Q7PlXT!C5:C5', values: [['x']] })).toEqual({ ok: true, data: [{ row: 4, column: 2 }] })
})

it('puts a picture into one cell', () => {
  const text = new Blob(['iVBO'])
  const request = writeCellImageRequest({ spreadsheetToken, sheetId, cell, name: 'a.png', imageBase64: text })
  const value = { range: 'Q7PlXT!H7:H7', name: 'a.png' }
  expect(request.body).toEqual({ kind: 'large-json', value, large: { name: 'image', text } })
})

it.each(['updatedRange', 'updateRange'])('reads what was written under the name %s', (key) => {
  expect(readCellImage(answerOf({ [key]: 'Q7PlXT!H7:H7', revision: 80 }))).toEqual({
    ok: true,
    data: { range: 'Q7PlXT!H7:H7', revision: 80 },
  })
})

it('knows the suffixes a cell takes', () => {
  expect(['a.PNG', 'b.heic', 'c.jfif'].every(isCellImageName)).toBe(true)
  expect(['a.webp', 'b.svg', 'png', 'c.png.txt'].some(isCellImageName)).toBe(false)
})

it('lets a picture float, under an id of our own, and counts one that exists already as done', () => {
  const fileToken = v.parse(FileToken, 'boxcn1')
  expect(createFloatImageRequest({ spreadsheetToken, sheetId, floatImageId, fileToken, cell })).toMatchObject({
    parameters: { spreadsheet_token: 'shtcn1', sheet_id: 'Q7PlXT' },
    body: { value: { float_image_id: 'ye06SS14ph', float_image_token: 'boxcn1', range: 'Q7PlXT!H7:H7' } },
  })
  const made = answerOf({ float_image: { float_image_id: 'ye06SS14ph' } })
  expect(readFloatImage(made, floatImageId)).toEqual({ ok: true, data: floatImageId })
  expect(readFloatImage(answerOf({}, 1310244), floatImageId)).toEqual({ ok: true, data: floatImageId })
  expect(readFloatImage(answerOf({}, 1310245), floatImageId).ok).toBe(false)
})
