import type { AnyExperiment } from '../experiment.ts'
import { clientTokenLater, clientTokenOtherBody, clientTokenRepeat } from './client-token.ts'
import { consentInFrame, redirectMatch } from './consent-page.ts'
import { dayLimit } from './day-limit.ts'
import { deleteAtOlderRevision } from './delete-at-older-revision.ts'
import { deletionById, placingById, rateById, severalById } from './docs-ai.ts'
import { download } from './download.ts'
import { editAtOlderRevision } from './edit-at-older-revision.ts'
import { emptyMedia } from './empty-media.ts'
import { emptySearch } from './empty-search.ts'
import { fileBlock } from './file-block.ts'
import { floatingGone, floatingRepeated } from './floating-pictures.ts'
import { folderMembers } from './folder-members.ts'
import { goneBlock } from './gone-block.ts'
import { largestMedia } from './largest-media.ts'
import { notByAProgram } from './not-by-a-program.ts'
import { otherReads } from './other-reads.ts'
import { partChecksum, partSize, partsRepeated, partsSideBySide, smallByParts } from './parts.ts'
import { pictureBlock } from './picture-block.ts'
import { answerHeaders, cors, hosts, pkceAtV3, statusOfPlatformCodes, tokenLife } from './platform.ts'
import { editRate, readRate } from './rates.ts'
import {
  attachmentFromElsewhere,
  goneRecord,
  recordRepeated,
  recordRepeatedAfterRemoval,
  recordsPerBatch,
  updateTellsCell,
} from './records.ts'
import { replaceInBlock } from './replace-in-block.ts'
import { cellEmptied, cellReads, webpIntoCell, writtenRange } from './sheet-cells.ts'
import { tokenOfDocument, tokenOfOtherBlock } from './token-of-other-block.ts'
import { uploadsAtOnce } from './uploads-at-once.ts'
import { whichPicturesShow } from './which-pictures-show.ts'

/** All experiments, in the order in which they run: what matters most first, what asks for a person last. */
export const experiments: readonly AnyExperiment[] = [
  // Files into a document.
  fileBlock,
  pictureBlock,
  replaceInBlock,
  tokenOfOtherBlock,
  tokenOfDocument,
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
