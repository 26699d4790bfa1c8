import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { Job, JobId } from '../../../engine/job/job.ts'
import { targetKeyOf } from '../../../engine/targets/families.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Cause, QueueSnapshot, Status, Uploads } from '../../../engine/queue/uploads.ts'
import { jobsWithStatus } from './jobs-with-status.ts'

export type QueueFilter = Status | 'all'

/** Which jobs a person wants to see. */
export interface QueueView {
  readonly filter: QueueFilter
  /** Only failed jobs of this cause (`keyOfCause`); null for all. */
  readonly cause: string | null
  /** Part of a file's name; empty for all. */
  readonly text: string
}

export const wholeQueue: QueueView = { filter: 'all', cause: null, text: '' }

/** Drops a cause from the view that is no longer shared by several files. */
export function presentView(view: QueueView, groups: readonly Cause[]): QueueView {
  return view.cause === null || groups.some((cause) => keyOfCause(cause) === view.cause)
    ? view
    : { ...view, cause: null }
}

/** The rare ones last, so that the others keep their positions when one of these appears. */
const statusFilters: readonly Status[] = ['active', 'waiting', 'failed', 'done', 'paused', 'needs-file', 'cancelled']

/** Filters to offer: those that match a job, and the chosen one. */
export function offeredFilters(counts: QueueSnapshot['counts'], chosen: QueueFilter): readonly QueueFilter[] {
  return ['all', ...statusFilters.filter((status) => counts[status] > 0 || status === chosen)]
}

export function countOf({ ids, counts }: Pick<QueueSnapshot, 'ids' | 'counts'>, filter: QueueFilter): number {
  return filter === 'all' ? ids.length : counts[filter]
}

/** Jobs of a filter in the queue's order; failed ones grouped by cause. */
export function jobsOfView(
  uploads: Uploads,
  { ids, counts, causes }: Pick<QueueSnapshot, 'ids' | 'counts' | 'causes'>,
  { filter, cause }: Pick<QueueView, 'filter' | 'cause'>,
): readonly JobId[] {
  if (filter === 'all') return ids
  if (counts[filter] === 0) return []
  if (filter !== 'failed') return jobsWithStatus(uploads, [filter])
  const only = causes.filter((each) => keyOfCause(each) === cause)
  return (only.length > 0 ? only : causes).flatMap((each) => each.ids)
}

/** Jobs whose name or path contains the text, ignoring case. */
export function jobsNamed(uploads: Uploads, ids: readonly JobId[], text: string): readonly JobId[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return ids
  return ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && `${job.name}\n${job.file.path}`.toLowerCase().includes(wanted)
  })
}

export function keyOfCause({ problem, target }: Pick<Cause, 'problem' | 'target'>): string {
  return causeKey(problem, target)
}

/** Key of a failed job's cause; null if the job has not failed. */
export function causeKeyOf({ stage, target }: Job): string | null {
  return stage.at === 'failed' ? causeKey(stage.failure.problem, target) : null
}

function causeKey(problem: ProblemKey, target: Target): string {
  return `${problem} ${targetKeyOf(target)}`
}
