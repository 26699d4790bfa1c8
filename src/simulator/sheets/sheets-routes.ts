import { rates } from '../../contract/feishu/route.ts'
import type { Endpoint } from '../http/endpoint.ts'

const reference = 'https://open.feishu.cn/document/ukTMukTMukTM'
const spreadsheet = '/open-apis/sheets/v2/spreadsheets/:spreadsheet_token'

/** Calls of spreadsheets that only other programs make. */
export const otherSheetRoutes = {
  createSpreadsheet: {
    method: 'POST',
    path: '/open-apis/sheets/v3/spreadsheets',
    rate: { calls: 20, perMs: 60_000 },
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/uUDN04SN0QjL1QDN/sheets-v3/spreadsheet/create`,
  },
  writeRanges: {
    method: 'POST',
    path: `${spreadsheet}/values_batch_update`,
    rate: rates.cellImage,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/uEjMzUjLxIzM14SMyMTN`,
  },
  appendCells: {
    method: 'POST',
    path: `${spreadsheet}/values_append`,
    rate: rates.cellImage,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/uMjMzUjLzIzM14yMyMTN`,
  },
  readRanges: {
    method: 'GET',
    path: `${spreadsheet}/values_batch_get`,
    rate: rates.cellRead,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/ukTMzUjL5EzM14SOxMTN`,
  },
} as const satisfies Record<string, Endpoint>
