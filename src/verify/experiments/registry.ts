import type { AnyExperiment } from '../experiment.ts'
import { clientTokenLater, clientTokenOtherBody, clientTokenRepeat } from './edits/client-token.ts'
import { consentInFrame, redirectMatch } from './platform/consent-page.ts'
import { dayLimit } from './files/day-limit.ts'
import { deleteAtOlderRevision } from './edits/delete-at-older-revision.ts'
import { deletionById, placingById, rateById, severalById } from './edits/docs-ai.ts'
import { download } from './files/download.ts'
import { editAtOlderRevision } from './edits/edit-at-older-revision.ts'
import { emptyMedia } from './files/empty-media.ts'
import { emptySearch } from './platform/empty-search.ts'
import { fileBlock } from './files/file-block.ts'
import { floatingGone, floatingRepeated } from './tables/floating-pictures.ts'
import { folderMembers } from './platform/folder-members.ts'
import { goneBlock } from './edits/gone-block.ts'
import { largestMedia } from './files/largest-media.ts'
import { notByAProgram } from './not-by-a-program.ts'
import { otherReads } from './platform/other-reads.ts'
import { partChecksum, partSize, partsRepeated, partsSideBySide, smallByParts } from './files/parts.ts'
import { pictureBlock } from './files/picture-block.ts'
import { answerHeaders, cors, hosts, pkceAtV3, statusOfPlatformCodes, tokenLife } from './platform/platform.ts'
import { editRate, readRate } from './edits/rates.ts'
import {
  attachmentFromElsewhere,
  goneRecord,
  recordRepeated,
  recordRepeatedAfterRemoval,
  recordsPerBatch,
  updateTellsCell,
} from './tables/records.ts'
import { replaceInBlock } from './files/replace-in-block.ts'
import { cellEmptied, cellReads, webpIntoCell, writtenRange } from './tables/sheet-cells.ts'
import { tokenOfDocument, tokenOfOtherBlock, uploadWithoutExtra } from './files/token-of-other-block.ts'
import { uploadsAtOnce } from './files/uploads-at-once.ts'
import { whichPicturesShow } from './files/which-pictures-show.ts'

/** All experiments, in the order in which they run: what matters most first, what asks for a person last. */
export const experiments: readonly AnyExperiment[] = [
  // Files into a document.
  fileBlock,
  pictureBlock,
  replaceInBlock,
  tokenOfOtherBlock,
  tokenOfDocument,
  uploadWithoutExtra,
  emptyMedia,
  largestMedia,
  uploadsAtOnce,
  smallByParts,
  partSize,
  partChecksum,
  partsRepeated,
  partsSideBySide,
  dayLimit,
  download,
  // Edits beside others.
  editAtOlderRevision,
  deleteAtOlderRevision,
  deletionById,
  severalById,
  goneBlock,
  placingById,
  clientTokenRepeat,
  clientTokenOtherBody,
  // Sheets and bases.
  writtenRange,
  webpIntoCell,
  cellReads,
  cellEmptied,
  floatingRepeated,
  floatingGone,
  recordRepeated,
  recordRepeatedAfterRemoval,
  updateTellsCell,
  attachmentFromElsewhere,
  goneRecord,
  recordsPerBatch,
  // Finding, and the platform.
  emptySearch,
  folderMembers,
  otherReads,
  hosts,
  cors,
  statusOfPlatformCodes,
  answerHeaders,
  tokenLife,
  consentInFrame,
  redirectMatch,
  // What waits or bursts, after all that could be disturbed by it.
  readRate,
  editRate,
  rateById,
  clientTokenLater,
  whichPicturesShow,
  ...notByAProgram,
  pkceAtV3,
]
