import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { wireFloat } from './create-float-image.ts'
import { openSpreadsheet, v3Codes } from './open-sheet.ts'
import type { Sheet, Spreadsheet } from './spreadsheet.ts'

/** GET sheets/v3/…/float_images/query: all floating pictures of a sheet. UNCONFIRMED (docs/feishu.md, U41). */
export function queryFloatImages(call: Call): Answer {
  const sheet = sheetOf(call, openSpreadsheet(call, 'read', v3Codes))
  return { kind: 'data', data: { items: [...sheet.floats.values()].map((float) => wireFloat(sheet, float)) } }
}

/** DELETE sheets/v3/…/float_images/:float_image_id. UNCONFIRMED (docs/feishu.md, U41): an unknown id is answered 1310243. */
export function deleteFloatImage(call: Call): Answer {
  const { world, caller, parameters } = call
  const spreadsheet = openSpreadsheet(call, 'edit', v3Codes)
  const sheet = sheetOf(call, spreadsheet)
  if (!sheet.floats.delete(parameters['float_image_id'] ?? '')) refuse(1310243)
  spreadsheet.noteEdit(caller, world.clock.nowMs())
  return { kind: 'data', data: {} }
}

function sheetOf({ parameters }: Call, spreadsheet: Spreadsheet): Sheet {
  const sheet = spreadsheet.find(parameters['sheet_id'] ?? '') ?? refuse(1310215)
  return sheet.isGrid ? sheet : refuse(1310211)
}
