import { sheetImageMaxBytes } from '../limits.ts'
import { docsRoot, rates, type Route } from '../route.ts'

const reference = `${docsRoot}/ukTMukTMukTM/uUDN04SN0QjL1QDN/sheets-v3`

/** The largest picture in base64, with room for its name and range. */
const cellImageBodyMaxBytes = Math.ceil(sheetImageMaxBytes / 3) * 4 + 4096

/** Calls of spreadsheets. */
export const sheetsRoutes = {
  querySheets: {
    method: 'GET',
    path: '/open-apis/sheets/v3/spreadsheets/:spreadsheet_token/sheets/query',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${reference}/spreadsheet-sheet/query`,
  },
  readCells: {
    method: 'GET',
    path: '/open-apis/sheets/v2/spreadsheets/:spreadsheet_token/values/:range',
    rate: rates.cellRead,
    body: 'none',
    caller: 'page',
    docs: `${docsRoot}/ukTMukTMukTM/ugTMzUjL4EzM14COxMTN`,
  },
  writeCellImage: {
    method: 'POST',
    path: '/open-apis/sheets/v2/spreadsheets/:spreadsheet_token/values_image',
    rate: rates.cellImage,
    body: 'json',
    bodyMaxBytes: cellImageBodyMaxBytes,
    caller: 'page',
    docs: `${docsRoot}/ukTMukTMukTM/uUDNxYjL1QTM24SN0EjN`,
  },
  createFloatImage: {
    method: 'POST',
    path: '/open-apis/sheets/v3/spreadsheets/:spreadsheet_token/sheets/:sheet_id/float_images',
    rate: rates.tier3,
    body: 'json',
    caller: 'page',
    docs: `${reference}/spreadsheet-sheet-float_image/create`,
  },
  /** Official, updated 2025-03-20: 100 a second. That an empty text empties a cell is UNCONFIRMED (docs/feishu.md, U40). */
  writeCells: {
    method: 'PUT',
    path: '/open-apis/sheets/v2/spreadsheets/:spreadsheet_token/values',
    rate: rates.cellImage,
    body: 'json',
    caller: 'page',
    docs: `${docsRoot}/ukTMukTMukTM/uAjMzUjLwIzM14CMyMTN`,
  },
  /** UNCONFIRMED, as `deleteFloatImage`: its page was not read (docs/feishu.md, U41). */
  queryFloatImages: {
    method: 'GET',
    path: '/open-apis/sheets/v3/spreadsheets/:spreadsheet_token/sheets/:sheet_id/float_images/query',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${reference}/spreadsheet-sheet-float_image/query`,
  },
  deleteFloatImage: {
    method: 'DELETE',
    path: '/open-apis/sheets/v3/spreadsheets/:spreadsheet_token/sheets/:sheet_id/float_images/:float_image_id',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${reference}/spreadsheet-sheet-float_image/delete`,
  },
} as const satisfies Record<string, Route>
