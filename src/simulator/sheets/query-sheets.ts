import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { openSpreadsheet, v3Codes } from './open-sheet.ts'

/** GET sheets/v3/spreadsheets/:spreadsheet_token/sheets/query: the tabs in order. */
export function querySheets(call: Call): Answer {
  const { sheets } = openSpreadsheet(call, 'read', v3Codes)
  return {
    kind: 'data',
    data: {
      sheets: sheets.map(({ id, title, hidden, isGrid, rows, columns }, index) => ({
        sheet_id: id,
        title,
        index,
        hidden,
        ...(isGrid && {
          grid_properties: { frozen_row_count: 0, frozen_column_count: 0, row_count: rows, column_count: columns },
        }),
        resource_type: isGrid ? 'sheet' : 'bitable',
      })),
    },
  }
}
