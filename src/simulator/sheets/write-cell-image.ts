import * as v from 'valibot'
import { cellName } from '../../contract/feishu/sheet/cell.ts'
import { sheetImageMaxBytes } from '../../contract/feishu/limits.ts'
import { isCellImageName } from '../../contract/feishu/sheet/sheets.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { makeToken } from '../world/name-maker.ts'
import { openSpreadsheet, readCellRange, v2Codes } from './open-sheet.ts'

/** Largest body: each byte of a picture takes up to three digits and a comma. */
export const cellImageJsonMaxBytes = 4 * sheetImageMaxBytes + 64 * 1024

const isBytes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255)

const WriteInput = v.object({
  range: v.string(),
  /** Bytes, as documented; or base64, as the official sample in Python sends it. */
  image: v.union([v.string(), v.custom<readonly number[]>(isBytes, 'no bytes')]),
  /** The suffix decides the kind; the bytes are not checked. */
  name: v.pipe(v.string(), v.check(isCellImageName, 'no suffix of a picture that cells take')),
})

/** POST sheets/v2/spreadsheets/:spreadsheet_token/values_image: replaces the content of a cell with a picture. */
export function writeCellImage(call: Call): Answer {
  const { world, caller } = call
  const spreadsheet = openSpreadsheet(call, 'edit', v2Codes)
  const input = readInput(WriteInput, call.body, 90204)
  const range = readCellRange(input.range) ?? refuse(90202)
  const sheet = spreadsheet.find(range.sheetId) ?? refuse(90215)
  if (!sheet.isGrid) refuse(90211)
  if (!sheet.holds(range.cell)) refuse(90212)
  const bytes = bytesOf(input.image)
  if (bytes.length === 0) refuse(90204)
  if (bytes.length > sheetImageMaxBytes) refuse(90227)
  const token = makeToken('boxcn')
  if (!spreadsheet.hasRoomFor(token)) refuse(90226)
  world.medias.addBytes(bytes, {
    token,
    name: input.name,
    parentType: 'sheet_image',
    parentNode: spreadsheet.token,
    documentToken: spreadsheet.token,
    uploadedBy: caller.id,
    uploadedAtMs: world.clock.nowMs(),
  })
  sheet.cells.set(cellName(range.cell), { kind: 'image', token })
  spreadsheet.noteEdit(caller, world.clock.nowMs())
  // The official table calls the range updatedRange, its example updateRange (docs/feishu.md, U16): as in the example.
  return {
    kind: 'data',
    data: { spreadsheetToken: spreadsheet.token, updateRange: input.range, revision: spreadsheet.revision },
  }
}

function bytesOf(image: string | readonly number[]): Buffer {
  if (typeof image !== 'string') return Buffer.from(image)
  const bytes = Buffer.from(image, 'base64')
  // Node skips characters that are not base64; the result is then too short.
  return bytes.length === Buffer.byteLength(image, 'base64') ? bytes : refuse(90204)
}
