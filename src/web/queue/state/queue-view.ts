import type { JobId } from '../../../engine/job/job.ts'
import { targetKeyOf } from '../../../engine/targets/families.ts'
import type { Cause, QueueSnapshot, Status, Uploads } from '../../../engine/queue/uploads.ts'
import type { Orderable } from '../order/orderable.ts'
import { jobsWithStatus } from './jobs-with-status.ts'

export type QueueFilter = Status | 'all'

/** Which jobs a person wants to see. */
export interface QueueView {
  readonly filter: QueueFilter
  /** Part of a file's name; empty for all. */
  readonly text: string
}

export const wholeQueue: QueueView = { filter: 'all', text: '' }

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
  filter: QueueFilter,
): readonly JobId[] {
  if (filter === 'all') return ids
  if (counts[filter] === 0) return []
  if (filter !== 'failed') return jobsWithStatus(uploads, [filter])
  return causes.flatMap((each) => each.ids)
}

/** Jobs whose name or path contains the text, ignoring case. */
export function jobsNamed(uploads: Pick<Orderable, 'getJob'>, ids: readonly JobId[], text: string): readonly JobId[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return ids
  return ids.filter((id) => {
    const job = uploads.getJob(id)
    return job !== undefined && `${job.name}\n${job.file.path}`.toLowerCase().includes(wanted)
  })
}

export function keyOfCause({ problem, target }: Pick<Cause, 'problem' | 'target'>): string {
  return `${problem} ${targetKeyOf(target)}`
}
