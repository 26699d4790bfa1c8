import type { SourceFile } from '../../engine/doors.ts'
import type { JobId } from '../../engine/job.ts'
import type { Target } from '../../engine/target.ts'
import type { Uploads } from '../../engine/uploads.ts'

export interface Awaiting {
  /** Files dropped before a document was chosen. */
  readonly files: readonly SourceFile[]
  /** Failed files that go to another document. */
  readonly jobIds: readonly JobId[]
}

const nothing: Awaiting = { files: [], jobIds: [] }

/** What waits for a document to be chosen, so that nothing dropped too early is lost. */
export function createAwaitingDocument() {
  let awaiting = nothing
  const listeners = new Set<() => void>()
  const become = (next: Awaiting) => {
    awaiting = next
    for (const listener of listeners) listener()
  }
  return {
    getSnapshot: () => awaiting,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    keepFiles: (files: readonly SourceFile[]) => become({ ...awaiting, files: [...awaiting.files, ...files] }),
    keepJobs: (jobIds: readonly JobId[]) => become({ ...awaiting, jobIds }),
    /** The document is there: everything that waited goes into it. */
    release: (uploads: Uploads, target: Target) => {
      const { files, jobIds } = awaiting
      if (files.length === 0 && jobIds.length === 0) return
      become(nothing)
      if (jobIds.length > 0) uploads.retarget(jobIds, target)
      if (files.length > 0) uploads.add(files, target)
    },
  }
}
