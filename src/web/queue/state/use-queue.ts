import { useCallback, useSyncExternalStore } from 'react'
import type { Job, JobId } from '../../../engine/job/job.ts'
import type { QueueSnapshot, Uploads } from '../../../engine/queue/uploads.ts'
import { onPaint } from '../../platform/on-paint.ts'

/** Minimum time between updates of mere progress: faster numbers cannot be read. */
const readableMs = 250

/**
 * Snapshot of the queue; an empty one before it is open. Changes a person waits for (an arrival, a pause, a failure) show
 * in the next frame; mere progress four times a second, because much of the page renders again on it.
 */
export function useQueue(uploads: Uploads | null): QueueSnapshot {
  const subscribe = useCallback(
    (listener: () => void) => (uploads ? subscribeReadably(uploads, listener) : () => undefined),
    [uploads],
  )
  return useSyncExternalStore(subscribe, () => uploads?.getSnapshot() ?? noJobs)
}

function subscribeReadably(uploads: Uploads, listener: () => void): () => void {
  let notified = uploads.getSnapshot()
  let timer: ReturnType<typeof setTimeout> | undefined
  const notify = () => {
    clearTimeout(timer)
    timer = undefined
    notified = uploads.getSnapshot()
    listener()
  }
  const look = () => {
    if (!isMereProgress(notified, uploads.getSnapshot())) notify()
    else timer ??= setTimeout(notify, readableMs)
  }
  const unsubscribe = onPaint(look, (each) => uploads.subscribe(each))
  return () => {
    unsubscribe()
    clearTimeout(timer)
  }
}

/** The snapshot keeps the identity of parts that are equal. */
function isMereProgress(before: QueueSnapshot, now: QueueSnapshot): boolean {
  const facts = ['ids', 'counts', 'causes', 'hold', 'undoable', 'unseenFiles'] as const
  return facts.every((key) => before[key] === now[key])
}

const noJobs: QueueSnapshot = {
  ids: [],
  counts: { waiting: 0, active: 0, paused: 0, 'needs-file': 0, done: 0, failed: 0, cancelled: 0 },
  totalBytes: 0,
  unseenFiles: 0,
  sentBytes: 0,
  confirmedBytes: 0,
  doneBytes: 0,
  failedBytes: 0,
  cancelledBytes: 0,
  takenOut: 0,
  causes: [],
  targets: [],
  hold: null,
  undoable: null,
}

/** One job, subscribed to only while its row is rendered. */
export function useJob(uploads: Uploads, id: JobId): Job | undefined {
  const subscribe = useCallback(
    (listener: () => void) => onPaint(listener, (each) => uploads.subscribeJob(id, each)),
    [uploads, id],
  )
  return useSyncExternalStore(subscribe, () => uploads.getJob(id))
}
