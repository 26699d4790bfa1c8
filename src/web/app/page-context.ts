import { createContext, use } from 'react'
import type { QueueSnapshot } from '../../engine/queue/uploads.ts'
import type { Target } from '../../engine/targets/target.ts'
import type { useIntake } from '../drop/intake/use-intake.ts'
import type { Kept } from '../journal/journal-status.ts'
import type { TabQueueSnapshot } from '../tabs/tab-queue-snapshot.ts'
import type { KnownRight } from '../target/right/use-edit-right.ts'
import type { Choice } from '../target/use-chosen-target.ts'
import type { ChosenTarget, Seeker } from '../target/use-target.ts'
import type { Person } from './workspace-context.ts'

/** What the areas of the page show and share. */
export interface PageState {
  readonly tab: TabQueueSnapshot
  readonly snapshot: QueueSnapshot
  readonly kept: Kept
  /** Files that are not in the queue yet, and what a person decides about them. */
  readonly intake: ReturnType<typeof useIntake>
  readonly seeker: Seeker
  readonly chosen: ChosenTarget
  readonly right: KnownRight
  /** Input for the target options; null without a document. */
  readonly choice: Choice | null
  /** Current target; null while files wait for a document, or for a choice of where in it. */
  readonly target: Target | null
  /** Hands the queue to another person. */
  readonly become: (person: Person) => void
}

/** Changes with every snapshot of the queue: rows read `WorkspaceContext` instead. */
export const PageContext = createContext<PageState | null>(null)

/** @throws Outside `PageContext`. */
export function usePage(): PageState {
  const page = use(PageContext)
  if (!page) throw new Error('usePage must be used inside <PageContext>')
  return page
}
