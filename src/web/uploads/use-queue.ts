import { useCallback, useSyncExternalStore } from 'react'
import type { Job, JobId } from '../../engine/job.ts'
import type { QueueSnapshot, Uploads } from '../../engine/uploads.ts'
import { onPaint } from '../on-paint.ts'

/** The queue as a whole, anew at most once a frame; an empty one until it has been opened. */
export function useQueue(uploads: Uploads | null): QueueSnapshot {
  const subscribe = useCallback(
    (listener: () => void) => (uploads ? onPaint(listener, (each) => uploads.subscribe(each)) : () => undefined),
    [uploads],
  )
  return useSyncExternalStore(subscribe, () => uploads?.getSnapshot() ?? noJobs)
}

const noJobs: QueueSnapshot = {
  ids: [],
  counts: { waiting: 0, active: 0, paused: 0, 'needs-file': 0, done: 0, failed: 0, cancelled: 0 },
  totalBytes: 0,
  unseenFiles: 0,
  sentBytes: 0,
  confirmedBytes: 0,
  causes: [],
  places: [],
  standstill: null,
}

/** One job; a row that is not on the page subscribes to nothing. */
export function useJob(uploads: Uploads, id: JobId): Job | undefined {
  const subscribe = useCallback(
    (listener: () => void) => onPaint(listener, (each) => uploads.subscribeJob(id, each)),
    [uploads, id],
  )
  return useSyncExternalStore(subscribe, () => uploads.getJob(id))
}
