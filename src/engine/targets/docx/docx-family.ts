import { blockUrl } from '../../../contract/feishu/docx/block.ts'
import type { DocumentId } from '../../../contract/feishu/ids.ts'
import { blockOf } from '../../job/spot.ts'
import { admitted } from '../admission.ts'
import type { TargetFamily } from '../family.ts'
import type { DocumentTarget } from '../target.ts'
import { DocumentLane } from './document-lane.ts'

/** A docx: pictures and files become blocks. These are created empty, in order, before the files are uploaded. */
export const docxFamily: TargetFamily<DocumentTarget> = {
  targetKeyOf: ({ documentId }) => documentId,
  orderKeyOf: () => null,
  takesBytes: () => false,
  isSerial: () => false,
  countsBinds: () => false,
  replaceableAt: ({ spot }) => ({ spot }),
  showsPictures: true,
  admit: () => admitted,
  uploadPointOf: ({ kind }, { documentId }, spot) => {
    const block = blockOf(spot)
    if (!block) throw new TypeError('A file of a document is sent into its block')
    const parentType = kind === 'image' ? 'docx_image' : 'docx_file'
    return { parentType, parentNode: block.mediaBlockId, documentId }
  },
  shownAt: ({ url }, spot) => {
    const block = blockOf(spot)
    return block ? blockUrl(url, block.topBlockId) : url
  },
  openLane: (context, hold, { documentId }) => new DocumentLane(context, hold, documentId),
  restoredKeyOf: (left) => ('documentId' in left ? left.documentId : null),
  reopenLane: (context, hold, targetKey) => new DocumentLane(context, hold, targetKey as DocumentId),
}
