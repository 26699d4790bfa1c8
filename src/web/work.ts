import { lazy } from 'react'
import type { Wire } from '../engine/doors.ts'
import type { Intake } from './drop/intake.ts'
import type { OpenQueue } from './journal/open-queue.ts'
import { QueueArea } from './QueueArea.tsx'
import type { ResolveTarget } from './target/target-document.ts'
import { AwaitedDocuments } from './target/AwaitedDocuments.tsx'
import { MadeDocuments } from './target/MadeDocuments.tsx'
import type { EditRefusals } from './target/edit-refusals.ts'
import { TargetGuidance } from './TargetGuidance.tsx'
import { DuplicatesDialog } from './uploads/DuplicatesDialog.tsx'
import type { OpenCalls } from './wire/open-calls.ts'

/**
 * What a person needs only once there is a document or a file: the queue with its engine, and the faces of the page that tell
 * of them. It comes behind the first paint, in one piece.
 */
export interface Work {
  readonly queue: OpenQueue
  /** The way of files into the queue. */
  readonly intake: Intake
  readonly wire: Wire
  readonly openCalls: OpenCalls
  readonly resolveTarget: ResolveTarget
  readonly editRefusals: EditRefusals
  readonly faces: typeof faces
}

/** Who comes with a link, or goes on with the document of last time, does not look around. */
const Finding = lazy(async () => ({ default: (await import('./Finding.tsx')).Finding }))

/** Needed once a document is chosen, and for a docx only by those who want another place than its end. */
const TargetOptions = lazy(async () => ({
  default: (await import('./target/options/TargetOptions.tsx')).TargetOptions,
}))

export const faces = {
  AwaitedDocuments,
  MadeDocuments,
  TargetGuidance,
  Finding,
  TargetOptions,
  QueueArea,
  DuplicatesDialog,
}
