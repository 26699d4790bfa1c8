import { sheetImageMaxBytes } from '../../../contract/feishu/limits.ts'
import { insideUrl } from '../../../contract/feishu/links/inside-links.ts'
import { cellImageSuffixOf } from '../../../contract/feishu/sheet/sheets.ts'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import { isBroken, type Contents } from '../../files/contents.ts'
import { admitUpTo, refused } from '../admission.ts'
import type { TargetFamily } from '../family.ts'
import { LocalLane } from '../local-lane.ts'
import type { SheetTarget } from '../target.ts'
import { FloatEdits } from './float-edits.ts'
import { sendCell } from './send-cell.ts'
import { SheetTakeOut } from './sheet-take-out.ts'

/** A sheet of a spreadsheet: pictures fill cells, one call each, or are uploaded and then float over them. */
export const sheetFamily: TargetFamily<SheetTarget> = {
  targetKeyOf: ({ spreadsheetToken }) => spreadsheetToken,
  orderKeyOf: () => null,
  takesBytes: ({ as }) => as === 'cells',
  isSerial: ({ as }) => as === 'cells',
  countsBinds: ({ as }) => as === 'floats',
  replaceableAt: () => null,
  showsPictures: false,
  admit: ({ contents, sizeBytes }, { as }) => {
    if (contents && !fits(contents, as)) return refused(refusalOf(contents))
    return admitUpTo(sheetImageMaxBytes, sizeBytes)
  },
  uploadPointOf: (_, { as, spreadsheetToken }) =>
    as === 'cells' ? null : { parentType: 'sheet_image', parentNode: spreadsheetToken },
  send: sendCell,
  // U39: how a link names a cell is not documented.
  shownAt: ({ url, sheetId }) => insideUrl(url, { sheet: sheetId }),
  openLane: (context, hold, { spreadsheetToken }) => {
    const { allot, register } = context.cells
    const edits = { bind: new FloatEdits(context), takeOut: new SheetTakeOut(context) }
    return new LocalLane(context, hold, spreadsheetToken, { allot, register, ...edits })
  },
  restoredKeyOf: () => null,
}

/** A cell can show a HEIC picture (values_image names the format); whether such a picture can float is unknown. */
function fits(contents: Contents, as: SheetTarget['as']): boolean {
  if (as === 'floats') return contents.kind === 'image'
  return !isBroken(contents) && cellImageSuffixOf(contents.format) !== null
}

function refusalOf(contents: Contents): ProblemKey {
  return contents.format === null || isBroken(contents) ? 'sheet-pictures-only' : 'sheet-picture-kind'
}
