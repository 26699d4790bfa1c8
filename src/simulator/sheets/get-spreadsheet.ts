import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { userIdsOf } from '../contact/user-id.ts'
import { openSpreadsheet, v2Codes, v3Codes } from './open-sheet.ts'
import type { Sheet } from './spreadsheet.ts'

/** GET sheets/v3/spreadsheets/:spreadsheet_token. */
export function getSpreadsheet(call: Call): Answer {
  const { token, title, ownerId, path } = openSpreadsheet(call, 'read', v3Codes)
  const owner_id = userIdsOf(call)(ownerId)
  return { kind: 'data', data: { spreadsheet: { token, title, owner_id, url: call.world.urlOf(path) } } }
}

/**
 * GET sheets/v2/spreadsheets/:spreadsheetToken/metainfo: spreadsheet and tabs in one. The owner's number, or with `user_id_type` the id
 * of that form (historic-version, updated 2024-07-31).
 */
export function getSpreadsheetMeta(call: Call): Answer {
  const { token, title, ownerId, revision, sheets } = openSpreadsheet(call, 'read', v2Codes)
  const owner =
    call.query['user_id_type'] === undefined
      ? { ownerUser: Number(ownerId.replace(/\D/g, '').slice(-15)) }
      : { ownerUserID: userIdsOf(call)(ownerId) }
  const properties = { title, ...owner, sheetCount: sheets.length, revision }
  return { kind: 'data', data: { spreadsheetToken: token, properties, sheets: sheets.map(wireTab) } }
}

function wireTab({ id, title, isGrid, rows, columns }: Sheet, index: number): Readonly<Record<string, unknown>> {
  return {
    sheetId: id,
    title,
    index,
    rowCount: isGrid ? rows : 0,
    columnCount: isGrid ? columns : 0,
    frozenRowCount: 0,
    frozenColCount: 0,
    ...(!isGrid && { blockInfo: { blockToken: id, blockType: 'BITABLE_BLOCK' } }),
  }
}
