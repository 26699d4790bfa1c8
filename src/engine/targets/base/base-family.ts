import { attachmentMaxBytes } from '../../../contract/feishu/limits.ts'
import { insideUrl } from '../../../contract/feishu/links/inside-links.ts'
import { admitUpTo } from '../admission.ts'
import type { TargetFamily } from '../family.ts'
import { anySpot, LocalLane } from '../local-lane.ts'
import type { BaseTarget } from '../target.ts'
import { BaseBind } from './base-bind.ts'
import { placeInRecord } from './place-in-record.ts'
import { keyOfTable, orderKeyInTable } from './table-keys.ts'
import { TakeOutOfRecords } from './take-out-of-records.ts'

/** An attachment column of a table: files become new records, or attachments of records that exist. */
export const baseFamily: TargetFamily<BaseTarget> = {
  targetKeyOf: keyOfTable,
  orderKeyOf: orderKeyInTable,
  takesBytes: () => false,
  isSerial: () => false,
  countsBinds: () => false,
  replaceableAt: placeInRecord,
  showsPictures: false,
  admit: ({ sizeBytes }) => admitUpTo(attachmentMaxBytes, sizeBytes),
  uploadPointOf: ({ kind }, { appToken }) => ({
    parentType: kind === 'image' ? 'bitable_image' : 'bitable_file',
    parentNode: appToken,
  }),
  // U39: how a link names a record is not documented.
  shownAt: ({ url, tableId }) => insideUrl(url, { table: tableId }),
  openLane: (context, hold, target) =>
    new LocalLane(context, hold, keyOfTable(target), {
      ...anySpot,
      bind: new BaseBind(context, target),
      takeOut: new TakeOutOfRecords(context, target),
    }),
  restoredKeyOf: (left) => ('rows' in left ? keyOfTable(left) : null),
}
