import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { cellRange, readCellName, type Cell } from './cell.ts'
import { FileToken, FloatImageId, SheetId, type SpreadsheetToken } from '../ids.ts'

/** GET sheets/v3/…/sheets/query: every sheet of a spreadsheet, in tab order. */
export function querySheetsRequest(spreadsheetToken: SpreadsheetToken): ApiRequest {
  return {
    route: 'querySheets',
    parameters: { spreadsheet_token: spreadsheetToken },
    query: {},
    body: { kind: 'none' },
  }
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const WireSheet = v.object({
  sheet_id: SheetId,
  title: v.optional(v.string(), ''),
  hidden: v.optional(v.boolean(), false),
  resource_type: v.optional(v.string(), 'sheet'),
  grid_properties: v.optional(v.object({ row_count: count, column_count: count })),
})

/** A tab of a spreadsheet. `rows` and `columns` are 0 where Feishu names none. */
export interface Sheet {
  readonly sheetId: SheetId
  readonly title: string
  /** Hidden by somebody in the spreadsheet. */
  readonly hidden: boolean
  /** False for a tab that shows a base or something else, which takes no pictures. */
  readonly isGrid: boolean
  /** How many rows the tab has, empty ones too. */
  readonly rows: number
  /** How many columns, empty ones too. */
  readonly columns: number
}

/** Reads the tabs, in tab order. */
export function readSheets(answer: ApiAnswer): Reading<readonly Sheet[]> {
  const reading = readAnswer(answer, v.object({ sheets: v.optional(v.array(WireSheet), []) }))
  if (!reading.ok) return reading
  return {
    ok: true,
    data: reading.data.sheets.map(
      ({ sheet_id: sheetId, title, hidden, resource_type: type, grid_properties: grid }) => ({
        sheetId,
        title,
        hidden,
        isGrid: type === 'sheet',
        rows: grid?.row_count ?? 0,
        columns: grid?.column_count ?? 0,
      }),
    ),
  }
}

/** A range of cells to read, both corners included. */
export interface ReadCellsInput {
  readonly spreadsheetToken: SpreadsheetToken
  readonly sheetId: SheetId
  /** The upper left corner. */
  readonly first: Cell
  /** Below or to the right of the first one, or both. */
  readonly last: Cell
}

/**
 * GET sheets/v2/…/values: the contents of a range, at most 10 MB. Formulas come as text, not calculated. Official, "read a single
 * range", updated 2024-10-23.
 */
export function readCellsRequest({ spreadsheetToken, sheetId, first, last }: ReadCellsInput): ApiRequest {
  return {
    route: 'readCells',
    parameters: { spreadsheet_token: spreadsheetToken, range: cellRange(sheetId, first, last) },
    query: {},
    body: { kind: 'none' },
  }
}

/** Rows without content may be short or missing; the official page does not say. */
const StandingValues = v.object({
  valueRange: v.object({
    range: v.optional(v.string(), ''),
    values: v.optional(v.nullable(v.array(v.nullable(v.array(v.unknown())))), []),
  }),
})

/** A cell that is not empty. */
export interface StandingCell {
  readonly cell: Cell
  /** Holds text, a number or the like. Otherwise it may hold a picture, whose form is not documented (docs/feishu.md, U29). */
  readonly isPlain: boolean
  /** By which the cell shows its picture; null for anything else, and where Feishu does not return it. */
  readonly fileToken: FileToken | null
}

const CellPicture = v.looseObject({ fileToken: FileToken })

function pictureIn(value: unknown): FileToken | null {
  const reading = v.safeParse(CellPicture, value)
  return reading.success ? reading.output.fileToken : null
}

/**
 * Reads the cells that are not empty, row by row.
 *
 * @param asked First cell of the requested range; used where the answer names no range.
 */
export function readStandingCells(answer: ApiAnswer, asked: Cell): Reading<readonly StandingCell[]> {
  const reading = readAnswer(answer, StandingValues)
  if (!reading.ok) return reading
  const { range, values } = reading.data.valueRange
  const first = readCellName(/!(\w+)/.exec(range)?.[1] ?? '') ?? asked
  const standing = (values ?? []).flatMap((cells, down) =>
    (cells ?? []).flatMap((value, across) => {
      if (value === null || value === '') return []
      const cell = { row: first.row + down, column: first.column + across }
      return { cell, isPlain: typeof value !== 'object', fileToken: pictureIn(value) }
    }),
  )
  return { ok: true, data: standing }
}

/** As `readStandingCells`, places only. */
export function readOccupiedCells(answer: ApiAnswer, asked: Cell): Reading<readonly Cell[]> {
  const reading = readStandingCells(answer, asked)
  return reading.ok ? { ok: true, data: reading.data.map(({ cell }) => cell) } : reading
}

/** Suffixes that values_image takes, without WEBP, which only the Lark page lists (docs/feishu.md, U16). */
const cellImageSuffixes = /\.(png|jpeg|jpg|gif|bmp|jfif|exif|tiff|bpg|heic)$/i

/** The formats behind these suffixes, each with one of them. */
const suffixOfFormat: ReadonlyMap<string, string> = new Map([
  ['png', 'png'],
  ['jpeg', 'jpg'],
  ['gif', 'gif'],
  ['bmp', 'bmp'],
  ['tiff', 'tiff'],
  ['bpg', 'bpg'],
  ['heic', 'heic'],
])

/** The suffix that gives values_image the format of a picture; null for formats that it does not take. */
export function cellImageSuffixOf(format: string | null): string | null {
  return format === null ? null : (suffixOfFormat.get(format) ?? null)
}

/** The name under which a picture goes into a cell: its own, with a suffix behind it only where values_image demands one. */
export function cellImageName(name: string, format: string | null): string {
  const suffix = cellImageSuffixOf(format)
  return suffix === null || isCellImageName(name) ? name : `${name}.${suffix}`
}

/** Whether values_image takes a picture of this name. Official, "write an image", updated 2025-03-05. */
export function isCellImageName(name: string): boolean {
  return cellImageSuffixes.test(name)
}

/** A picture to write into one cell. */
export interface WriteCellImageInput {
  readonly spreadsheetToken: SpreadsheetToken
  readonly sheetId: SheetId
  readonly cell: Cell
  /** With its suffix (`isCellImageName`). */
  readonly name: string
  /** The picture, at most `sheetImageMaxBytes`, in base64 text: a third larger than its bytes. */
  readonly imageBase64: Blob
}

/** POST sheets/v2/…/values_image: writes a picture into one cell, without an upload. A repeat writes the same cell again. */
export function writeCellImageRequest(input: WriteCellImageInput): ApiRequest {
  const { spreadsheetToken, sheetId, cell, name, imageBase64 } = input
  return {
    route: 'writeCellImage',
    parameters: { spreadsheet_token: spreadsheetToken },
    query: {},
    body: {
      kind: 'large-json',
      value: { range: cellRange(sheetId, cell), name },
      large: { name: 'image', text: imageBase64 },
    },
  }
}

/** The official table says `updatedRange`, its example `updateRange` (docs/feishu.md, U16). */
const WrittenCell = v.object({
  updatedRange: v.optional(v.string()),
  updateRange: v.optional(v.string()),
  revision: v.optional(v.number(), 0),
})

/** Reads the range that was written. */
export function readCellImage(answer: ApiAnswer): Reading<{ readonly range: string; readonly revision: number }> {
  const reading = readAnswer(answer, WrittenCell)
  if (!reading.ok) return reading
  const { updatedRange, updateRange, revision } = reading.data
  return { ok: true, data: { range: updatedRange ?? updateRange ?? '', revision } }
}

const floatImageIdCharacters = 10

/** An id for a new floating picture, made from a UUID: 10 letters and digits. Official, float_image/create. */
export function floatImageIdOf(uuid: string): FloatImageId {
  return v.parse(FloatImageId, uuid.replaceAll('-', '').slice(0, floatImageIdCharacters))
}

/** An uploaded picture to place over the cells. */
export interface CreateFloatImageInput {
  readonly spreadsheetToken: SpreadsheetToken
  readonly sheetId: SheetId
  /** One per intended picture (`floatImageIdOf`), so that a repeat finds the first one. */
  readonly floatImageId: FloatImageId
  /** Uploaded as `sheet_image` into this spreadsheet. */
  readonly fileToken: FileToken
  /** Cell at the picture's upper left corner. */
  readonly cell: Cell
  /** Size on the sheet, each at least `floatImageMinPixels`; Feishu chooses when absent. */
  readonly pixels?: { readonly width: number; readonly height: number }
}

/** POST sheets/v3/…/float_images: places an uploaded picture over the cells. */
export function createFloatImageRequest(input: CreateFloatImageInput): ApiRequest {
  const { spreadsheetToken, sheetId, floatImageId, fileToken, cell, pixels } = input
  return {
    route: 'createFloatImage',
    parameters: { spreadsheet_token: spreadsheetToken, sheet_id: sheetId },
    query: {},
    body: {
      kind: 'json',
      value: {
        float_image_id: floatImageId,
        float_image_token: fileToken,
        range: cellRange(sheetId, cell),
        ...pixels,
      },
    },
  }
}

/** "Exist Float Image Id": an earlier call with this id took effect. */
const floatImageStands = 1310244

/** Reads the id of the floating picture. One that exists already counts as created, since we choose the ids. */
export function readFloatImage(answer: ApiAnswer, floatImageId: FloatImageId): Reading<FloatImageId> {
  const reading = readAnswer(answer, v.object({ float_image: v.object({ float_image_id: FloatImageId }) }))
  if (reading.ok) return { ok: true, data: reading.data.float_image.float_image_id }
  return reading.refusal.code === floatImageStands ? { ok: true, data: floatImageId } : reading
}

/**
 * PUT sheets/v2/…/values: empties one cell. UNCONFIRMED (docs/feishu.md, U40): that an empty text takes a picture out; the cell is
 * read afterwards.
 */
export function emptyCellRequest(spreadsheetToken: SpreadsheetToken, sheetId: SheetId, cell: Cell): ApiRequest {
  return {
    route: 'writeCells',
    parameters: { spreadsheet_token: spreadsheetToken },
    query: {},
    body: { kind: 'json', value: { valueRange: { range: cellRange(sheetId, cell), values: [['']] } } },
  }
}

/** Reads that an edit was carried out, whatever else its answer says. */
export function readSheetEdit(answer: ApiAnswer): Reading<null> {
  const reading = readAnswer(answer, v.unknown())
  return reading.ok ? { ok: true, data: null } : reading
}

/** GET sheets/v3/…/float_images/query: the floating pictures of a sheet. */
export function queryFloatImagesRequest(spreadsheetToken: SpreadsheetToken, sheetId: SheetId): ApiRequest {
  return {
    route: 'queryFloatImages',
    parameters: { spreadsheet_token: spreadsheetToken, sheet_id: sheetId },
    query: {},
    body: { kind: 'none' },
  }
}

const FloatImages = v.object({
  items: v.optional(
    v.nullable(v.array(v.looseObject({ float_image_id: v.string(), float_image_token: v.optional(v.string(), '') }))),
  ),
})

/** Reads the tokens of the floating pictures, by id; empty where Feishu does not return a token. */
export function readFloatImages(answer: ApiAnswer): Reading<ReadonlyMap<string, string>> {
  const reading = readAnswer(answer, FloatImages)
  if (!reading.ok) return reading
  const items = reading.data.items ?? []
  return { ok: true, data: new Map(items.map((each) => [each.float_image_id, each.float_image_token])) }
}

/** DELETE sheets/v3/…/float_images/:float_image_id. A repeat finds the picture gone. */
export function deleteFloatImageRequest(
  spreadsheetToken: SpreadsheetToken,
  sheetId: SheetId,
  floatImageId: FloatImageId,
): ApiRequest {
  return {
    route: 'deleteFloatImage',
    parameters: { spreadsheet_token: spreadsheetToken, sheet_id: sheetId, float_image_id: floatImageId },
    query: {},
    body: { kind: 'none' },
  }
}
