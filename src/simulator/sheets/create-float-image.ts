import * as v from 'valibot'
import { cellName } from '../../contract/feishu/sheet/cell.ts'
import { floatImageMinPixels, sheetImageMaxBytes } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import type { Media } from '../media/media-store.ts'
import { makeLetters } from '../world/name-maker.ts'
import { openSpreadsheet, readCellRange, v3Codes } from './open-sheet.ts'
import type { FloatImage, Sheet, Spreadsheet } from './spreadsheet.ts'

const CreateInput = v.object({
  float_image_id: v.optional(v.string()),
  float_image_token: v.string(),
  range: v.string(),
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  offset_x: v.optional(v.number(), 0),
  offset_y: v.optional(v.number(), 0),
})
type CreateInput = v.InferOutput<typeof CreateInput>

/** POST sheets/v3/…/float_images. The id may be the caller's own: the same one again is 1310244 and changes nothing. */
export function createFloatImage(call: Call): Answer {
  const spreadsheet = openSpreadsheet(call, 'edit', v3Codes)
  const sheet = spreadsheet.find(call.parameters['sheet_id'] ?? '') ?? refuse(1310215)
  if (!sheet.isGrid) refuse(1310211)
  const input = readInput(CreateInput, call.body, 1310251)
  const id = input.float_image_id ?? makeLetters(10)
  if (!/^[0-9A-Za-z]{10}$/.test(id)) refuse(1310243)
  if (sheet.floats.has(id)) refuse(1310244)
  const float = {
    id,
    token: input.float_image_token,
    ...placeOf(sheet, input),
    ...sizeOf(mediaFor(call, spreadsheet, input), input),
  }
  if (!spreadsheet.hasRoomFor(float.token)) refuse(1310247)
  sheet.floats.set(id, float)
  spreadsheet.noteEdit(call.caller, call.world.clock.nowMs())
  return { kind: 'data', data: { float_image: wireFloat(sheet, float) } }
}

/** The picture, which must be uploaded into this spreadsheet as `sheet_image`. */
function mediaFor({ world }: Call, spreadsheet: Spreadsheet, { float_image_token: token }: CreateInput): Media {
  const media = world.medias.find(token)
  if (media?.documentToken !== spreadsheet.token || media.parentType !== 'sheet_image') return refuse(1310245)
  return media.sizeBytes > sheetImageMaxBytes ? refuse(1310246) : media
}

/** Width and height of a cell, in pixels; Feishu's default is not documented. */
const cellPixels = { width: 105, height: 27 } as const

function placeOf(sheet: Sheet, { range, offset_x: offsetX, offset_y: offsetY }: CreateInput) {
  const found = readCellRange(range)
  if (found?.sheetId !== sheet.id || !sheet.holds(found.cell)) return refuse(1310202)
  const isInside = offsetX >= 0 && offsetX < cellPixels.width && offsetY >= 0 && offsetY < cellPixels.height
  return isInside ? { cell: found.cell, offsetX, offsetY } : refuse(1310246)
}

/** Width and height of a picture that this simulator cannot measure. */
const unmeasuredPixels = 100

/** The requested size, or the picture's own. */
function sizeOf({ pixels }: Media, input: CreateInput): { readonly width: number; readonly height: number } {
  const isTooSmall = [input.width, input.height].some((size) => size !== undefined && size < floatImageMinPixels)
  if (isTooSmall) refuse(1310246)
  return {
    width: input.width ?? pixels?.width ?? unmeasuredPixels,
    height: input.height ?? pixels?.height ?? unmeasuredPixels,
  }
}

/** A floating picture as Feishu returns it. */
export function wireFloat(sheet: Sheet, { id, token, cell, width, height, offsetX, offsetY }: FloatImage) {
  const range = `${sheet.id}!${cellName(cell)}:${cellName(cell)}`
  return { float_image_id: id, float_image_token: token, range, width, height, offset_x: offsetX, offset_y: offsetY }
}
