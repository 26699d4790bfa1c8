import { sheetImageMaxBytes } from '../../../contract/feishu/limits.ts'
import { isCellImageName } from '../../../contract/feishu/sheet/sheets.ts'
import { mediaKindOf } from '../../files/media-kind.ts'
import { admitUpTo, refused } from '../admission.ts'
import type { TargetFamily } from '../family.ts'
import { LocalLane } from '../local-lane.ts'
import type { SheetTarget } from '../target.ts'
import { FloatEdits } from './float-edits.ts'
import { sendCell } from './send-cell.ts'

/** A sheet of a spreadsheet: pictures fill cells, one call each, or are uploaded and then float over them. */
export const sheetFamily: TargetFamily<SheetTarget> = {
  targetKeyOf: ({ spreadsheetToken }) => spreadsheetToken,
  orderKeyOf: () => null,
  takesBytes: ({ as }) => as === 'cells',
  isSerial: ({ as }) => as === 'cells',
  countsBinds: ({ as }) => as === 'floats',
  admit: (file, { as }) => {
    // A cell can show a HEIC picture (values_image names the format); whether such a picture can float is unknown.
    const isPicture = as === 'cells' ? isCellImageName(file.name) : mediaKindOf(file) === 'image'
    if (!isPicture) return refused(mediaKindOf(file) === 'image' ? 'sheet-picture-kind' : 'sheet-pictures-only')
    return admitUpTo(sheetImageMaxBytes, file.sizeBytes)
  },
  uploadPointOf: (_, { as, spreadsheetToken }) =>
    as === 'cells' ? null : { parentType: 'sheet_image', parentNode: spreadsheetToken },
  send: sendCell,
  openLane: (context, hold, { spreadsheetToken }) => {
    const { allot, taken } = context.cells
    return new LocalLane(context, hold, spreadsheetToken, { allot, taken, bind: new FloatEdits(context) })
  },
  restoredKeyOf: () => null,
}
