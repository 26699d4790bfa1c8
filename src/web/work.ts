import type { OpenQueue } from './journal/open-queue.ts'
import { RestoredNotice } from './journal/RestoredNotice.tsx'
import { Standstill } from './Standstill.tsx'
import type { ResolveTarget } from './target/resolved-target.ts'
import { TargetGuidance } from './TargetGuidance.tsx'
import { UploadQueue } from './uploads/UploadQueue.tsx'

/**
 * What a person needs only once there is a document or a file: the queue with its engine, and the faces of the page that tell
 * of them. It comes behind the first paint, in one piece.
 */
export interface Work {
  readonly queue: OpenQueue
  readonly resolveTarget: ResolveTarget
  readonly faces: typeof faces
}

export const faces = { TargetGuidance, Standstill, RestoredNotice, UploadQueue }
