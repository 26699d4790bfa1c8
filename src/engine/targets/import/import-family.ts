import type { FolderToken } from '../../../contract/feishu/ids.ts'
import { admitUpTo, refused } from '../admission.ts'
import type { TargetFamily } from '../family.ts'
import { anySpot, LocalLane } from '../local-lane.ts'
import { neverTakingOut } from '../local-clear.ts'
import type { ImportTarget } from '../target.ts'
import { ImportEdits } from './import-edits.ts'
import { importFormatFor } from './import-format.ts'

/** Most files placed and not yet imported: a source must be imported within five minutes of its upload (`importSourceLifeMs`). */
const importsAtOnce = 4

/** A folder of Drive: each file is uploaded as the source of an import and becomes an online document. */
export const importFamily: TargetFamily<ImportTarget> = {
  targetKeyOf: ({ folderToken }) => keyOfFolder(folderToken),
  orderKeyOf: () => null,
  takesBytes: () => false,
  isSerial: () => true,
  countsBinds: () => false,
  replaceableAt: () => null,
  showsPictures: false,
  admit: ({ name, sizeBytes, contents }, { tablesAs }) => {
    const format = importFormatFor(name, tablesAs)
    // It would be sent, and refused after minutes.
    if (format && contents?.flaw === 'locked') return refused('import-100')
    return format ? admitUpTo(format.maxBytes, sizeBytes) : refused('import-kind')
  },
  uploadPointOf: ({ name }, { tablesAs }) => {
    const format = importFormatFor(name, tablesAs)
    if (!format) throw new TypeError('No import takes this file')
    return { parentType: 'ccm_import_open', format }
  },
  shownAt: () => null,
  openLane: (context, hold, { folderToken }) => {
    const targetKey = keyOfFolder(folderToken)
    const bind = new ImportEdits(context, targetKey)
    // What an import made may hold other people's work by now.
    const takeOut = neverTakingOut(context, 'made-document-stays')
    return new LocalLane(context, hold, targetKey, { ...anySpot, bind, takeOut, atOnce: importsAtOnce })
  },
  restoredKeyOf: (left) => ('format' in left ? keyOfFolder(left.folderToken) : null),
}

/** @param folderToken Null for the person's root folder. */
function keyOfFolder(folderToken: FolderToken | null): string {
  return `import ${folderToken ?? ''}`
}
