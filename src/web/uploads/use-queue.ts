import { useCallback, useSyncExternalStore } from 'react'
import type { Job, JobId } from '../../engine/job.ts'
import type { QueueSnapshot, Uploads } from '../../engine/uploads.ts'
import { createPaintScheduler, requestBrowserPaint } from './paint-scheduler.ts'

const paints = createPaintScheduler(requestBrowserPaint)

function onPaint(listener: () => void, subscribe: (listener: () => void) => () => void): () => void {
  const unsubscribe = subscribe(() => paints.schedule(listener))
  return () => {
    unsubscribe()
    paints.forget(listener)
  }
}

/** The queue as a whole, anew at most once a frame. */
export function useQueue(uploads: Uploads): QueueSnapshot {
  const subscribe = useCallback(
    (listener: () => void) => onPaint(listener, (each) => uploads.subscribe(each)),
    [uploads],
  )
  return useSyncExternalStore(subscribe, () => uploads.getSnapshot())
}

/** One job; a row that is not on the page subscribes to nothing. */
export function useJob(uploads: Uploads, id: JobId): Job | undefined {
  const subscribe = useCallback(
    (listener: () => void) => onPaint(listener, (each) => uploads.subscribeJob(id, each)),
    [uploads, id],
  )
  return useSyncExternalStore(subscribe, () => uploads.getJob(id))
}
