import type { Wire } from '../../engine/doors.ts'
import type { Uploads } from '../../engine/queue/uploads.ts'
import type { DropReader } from '../drop/drop-reader.ts'
import { DropReports } from '../drop/DropReports.tsx'
import type { Intake } from '../drop/intake/intake.ts'
import { HistoryButton } from '../history/HistoryButton.tsx'
import type { HistoryKeeper } from '../history/history-keeper.ts'
import { ClientSignInProblem } from '../session/client/ClientSignInProblem.tsx'
import { AvatarMenu } from '../shortcuts/AvatarMenu.tsx'
import { SimulatedSign } from '../session/SimulatedSign.tsx'
import { TooltipArea } from '../shell/overlays/TooltipArea.tsx'
import { OtherTabs } from '../tabs/OtherTabs.tsx'
import type { TabQueue } from '../tabs/tab-queue.ts'
import { QueueArea } from './QueueArea.tsx'
import { DocumentOptions, FileQuestions, OpenedOffline, TargetFinder, TargetNotices } from './bundled-parts.tsx'
import type { ResolveTarget } from '../target/target-document.ts'
import type { EditRefusals } from '../target/right/edit-refusals.ts'
import { TargetGuidance } from '../target/TargetGuidance.tsx'
import type { OpenCalls } from '../gateway/open-calls.ts'

/**
 * Code that is needed only once there is a document or a file: the engine, the queue, and the components that show them.
 * Loaded in one piece after the first paint.
 */
export interface QueueBundle {
  readonly tab: Pick<TabQueue, 'getSnapshot' | 'subscribe' | 'beginNow' | 'bringHere' | 'own' | 'end'>
  readonly history: Pick<HistoryKeeper, 'read' | 'clear' | 'own' | 'end'>
  /** Connects the intake to a queue. Returns the same intake when another queue replaces the first. */
  readonly intakeInto: (uploads: Uploads) => Intake
  /** Returns the same reader for the same intake. */
  readonly readerInto: (intake: Intake) => DropReader
  readonly wire: Wire
  readonly openCalls: OpenCalls
  readonly resolveTarget: ResolveTarget
  readonly editRefusals: EditRefusals
  readonly components: typeof components
}

export const components = {
  TargetNotices,
  TargetGuidance,
  TargetFinder,
  DocumentOptions,
  FileQuestions,
  QueueArea,
  OtherTabs,
  DropReports,
  HistoryButton,
  OpenedOffline,
  ClientSignInProblem,
  TooltipArea,
  AvatarMenu,
  SimulatedSign,
}
