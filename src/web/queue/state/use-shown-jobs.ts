import { useMemo } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import type { QueueSnapshot, Uploads } from '../../../engine/queue/uploads.ts'
import { jobsNamed, jobsOfView, type QueueView } from './queue-view.ts'

/**
 * The jobs that a view shows. Looked through anew when a status or the order changes, never for mere progress: the snapshot
 * keeps the identity of `ids`, `counts` and `causes` as long as they say the same.
 */
export function useShownJobs(uploads: Uploads, snapshot: QueueSnapshot, view: QueueView): readonly JobId[] {
  const { ids, counts, causes } = snapshot
  const { filter, cause, text } = view
  const listed = useMemo(
    () => jobsOfView(uploads, { ids, counts, causes }, { filter, cause }),
    [uploads, ids, counts, causes, filter, cause],
  )
  return useMemo(() => jobsNamed(uploads, listed, text), [uploads, listed, text])
}
