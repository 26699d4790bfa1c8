import type { Wire } from '../../engine/doors.ts'
import type { Uploads } from '../../engine/queue/uploads.ts'
import type { Intake } from '../drop/intake.ts'
import { OtherTabs } from '../tabs/OtherTabs.tsx'
import type { TabQueue } from '../tabs/tab-queue.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { QueueArea } from './QueueArea.tsx'
import type { ResolveTarget } from '../target/target-document.ts'
import { AwaitedDocuments } from '../target/AwaitedDocuments.tsx'
import { MadeDocuments } from '../target/MadeDocuments.tsx'
import type { EditRefusals } from '../target/edit-refusals.ts'
import { TargetGuidance } from '../target/TargetGuidance.tsx'
import { DuplicatesDialog } from '../queue/duplicates/DuplicatesDialog.tsx'
import type { OpenCalls } from '../platform/open-calls.ts'

/**
 * What a person needs only once there is a document or a file: the queue with its engine, and the faces of the page that tell
 * of them. It comes behind the first paint, in one piece.
 */
export interface QueueBundle {
  readonly tab: Pick<TabQueue, 'getSnapshot' | 'subscribe' | 'beginNow' | 'bringHere' | 'own'>
  /** The way of files into the queue; the same one when another queue takes the place of the first. */
  readonly intakeInto: (uploads: Uploads) => Intake
  readonly wire: Wire
  readonly openCalls: OpenCalls
  readonly resolveTarget: ResolveTarget
  readonly editRefusals: EditRefusals
  readonly components: typeof components
}

/** Who comes with a link, or goes on with the document of last time, does not look around. */
const Finding = new LazyModule(async () => (await import('../finding/Finding.tsx')).Finding)

/** Needed once a document is chosen, and for a docx only by those who want another place than its end. */
const TargetOptions = new LazyModule(async () => (await import('../target/options/TargetOptions.tsx')).TargetOptions)

export const components = {
  AwaitedDocuments,
  MadeDocuments,
  TargetGuidance,
  Finding,
  TargetOptions,
  QueueArea,
  OtherTabs,
  DuplicatesDialog,
}
