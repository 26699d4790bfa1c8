import type { PlacedBlock } from '../../contract/feishu/docx/block.ts'
import type { BlockId, FileToken, UploadId } from '../../contract/feishu/ids.ts'
import { ownFailure } from '../job/failure.ts'
import type { Job, Stage } from '../job/job.ts'
import { newJob } from '../queue/make-job.ts'
import { fileOf } from './hand-held-doors.ts'
import { targetOf } from './world.ts'

export const spot: PlacedBlock = { topBlockId: 'top' as BlockId, mediaBlockId: 'media' as BlockId }
export const fileToken = 'token' as FileToken
export const failure = ownFailure('unknown-code')
export const holdup = { is: 'repeat', problem: 'connection-lost', attempt: 2, untilMs: 5 } as const
export const parts = { uploadId: 'u' as UploadId, partBytes: 4, accepted: new Set<number>(), expiresAtMs: 9 }

export const stages = {
  waiting: { at: 'waiting' },
  placing: { at: 'placing', holdup: null },
  placed: { at: 'placed', spot, parts: null },
  sending: { at: 'sending', spot, sentBytes: 3, acceptedBytes: 0, parts: null, holdup: null },
  sendingParts: { at: 'sending', spot, sentBytes: 3, acceptedBytes: 0, parts, holdup: null },
  sent: { at: 'sent', spot, fileToken },
  binding: { at: 'binding', spot, fileToken, holdup: null },
  done: { at: 'done', spot, fileToken },
  clearingUnseen: { at: 'clearing', spot: null, ending: { as: 'cancelled' } },
  clearing: { at: 'clearing', spot, ending: { as: 'failed', failure } },
  clearingAgain: { at: 'clearing', spot, ending: { as: 'again', failure } },
  clearingSent: { at: 'clearing', spot, ending: { as: 'failed', failure }, fileToken },
  clearingUnwanted: { at: 'clearing', spot, ending: { as: 'cancelled' }, fileToken },
  failed: { at: 'failed', failure, leftover: null, kept: null },
  failedKept: { at: 'failed', failure, leftover: null, kept: { spot, parts } },
  failedPerhaps: { at: 'failed', failure, leftover: 'perhaps', kept: null },
  failedLeftover: { at: 'failed', failure, leftover: spot, kept: null },
  cancelled: { at: 'cancelled', leftover: null },
  cancelledUndoably: { at: 'cancelled', leftover: null, before: { at: 'sent', spot, fileToken } },
  clearingTakenOut: {
    at: 'clearing',
    spot,
    ending: { as: 'takenOut', from: { at: 'done', spot, fileToken } },
    fileToken,
  },
  takenOut: { at: 'cancelled', leftover: null, takenOut: { spot } },
  doneUnseen: { at: 'done', spot, fileToken: null },
  clearingUndoably: { at: 'clearing', spot: null, ending: { as: 'cancelled', undoable: true } },
} as const satisfies Record<string, Stage>
export type StageName = keyof typeof stages

export function jobAt(stage: Stage): Job {
  return { ...newJob('j', fileOf('a.png', 10), targetOf('doc1')), stage }
}
