import { deleteFileRequest } from '../../contract/feishu/drive/folders.ts'
import { readUploaded, uploadAllRequest } from '../../contract/feishu/drive/media.ts'
import { SpreadsheetToken, type FolderToken } from '../../contract/feishu/ids.ts'
import {
  createImportTaskRequest,
  getImportTaskRequest,
  importFormats,
  readImportTask,
  readTicket,
} from '../../contract/feishu/import/import.ts'
import type { Cell } from '../../contract/feishu/sheet/cell.ts'
import {
  querySheetsRequest,
  readCellsRequest,
  readSheets,
  readStandingCells,
} from '../../contract/feishu/sheet/sheets.ts'
import * as v from 'valibot'
import { must, type Doors, type Made, type SheetPlace } from '../doors.ts'

/** Rows that experiments may write into, and columns of them that they look at. */
const rowsNeeded = 20
const columnsNeeded = 4

/** The cells of a sheet that experiments look at, from the given row on. */
export function cellsFrom(firstRow: number): { readonly first: Cell; readonly last: Cell } {
  const last = { row: firstRow + rowsNeeded - 1, column: columnsNeeded - 1 }
  return { first: { row: firstRow, column: 0 }, last }
}

/** The first tab that is a grid, at its lowest rows; null where these are taken. */
export async function findCells(
  call: Doors['call'],
  spreadsheetToken: SpreadsheetToken,
  isOurs = false,
): Promise<SheetPlace | null> {
  const sheets = must(readSheets(await call(querySheetsRequest(spreadsheetToken))))
  const sheet = sheets.find(({ isGrid, hidden, rows }) => isGrid && !hidden && rows >= rowsNeeded)
  if (!sheet) return null
  const { sheetId, rows } = sheet
  const { first, last } = cellsFrom(rows - rowsNeeded)
  const range = { spreadsheetToken, sheetId, first, last }
  const taken = must(readStandingCells(await call(readCellsRequest(range)), first))
  return taken.length > 0 ? null : { spreadsheetToken, sheetId, firstRow: first.row, isOurs }
}

export interface NewSheet {
  readonly doors: Pick<Doors, 'call' | 'wait'>
  readonly made: (thing: Made) => void
  readonly title: string
  readonly folderToken: FolderToken
  /** Takes its token. */
  readonly ours: Set<string>
}

/** Imports a table of one line as a sheet: of the calls that the product makes, the only one that makes a sheet. */
export async function makeSheet({ doors, made, title, folderToken, ours }: NewSheet): Promise<SheetPlace | null> {
  const { call, wait } = doors
  const format = importFormats.find(({ extension, type }) => extension === 'csv' && type === 'sheet')
  if (!format) return null
  const bytes = new Blob([`verify,1,2,3\n${'-,-,-,-\n'.repeat(3)}`])
  const point = { parentType: 'ccm_import_open', format } as const
  const fileToken = must(readUploaded(await call(uploadAllRequest({ fileName: 'verify.csv', point, bytes }))))
  const ticket = must(readTicket(await call(createImportTaskRequest({ fileToken, format, title, folderToken }))))
  for (let look = 0; look < longestImport; look += 1) {
    const task = must(readImportTask(await call(getImportTaskRequest(ticket))))
    if (task.state === 'failed') return null
    if (task.state === 'done') {
      const spreadsheetToken = v.parse(SpreadsheetToken, task.token)
      ours.add(spreadsheetToken)
      made({
        what: 'sheet',
        remove: async (later) => (await later(deleteFileRequest(spreadsheetToken, 'sheet'))).code === 0,
      })
      return findCells(call, spreadsheetToken, true)
    }
    await wait(1500)
  }
  return null
}

/** How often a running import is asked for. */
const longestImport = 20
