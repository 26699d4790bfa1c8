import { useCallback, useMemo, useState } from 'react'
import type { Failure, JobId } from '../../../engine/job/job.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'

/** A row whose guidance is open. */
export interface OpenWhy {
  /** The failure it was opened for: guidance does not reopen for the next failure of the same file. */
  readonly failure: Failure
  /** Files to go on with after this one; null unless somebody goes through the files of a cause one by one. */
  readonly rest: readonly JobId[] | null
}

export type OpenWhys = ReadonlyMap<JobId, OpenWhy>

/** Opens and closes the guidance of rows. The same object for the same queue. */
export interface Whys {
  readonly turn: (id: JobId) => void
  /** Opens the first of these rows that still failed, and leads on to the others. */
  readonly walk: (ids: readonly JobId[]) => void
}

/** Which rows show why their file failed. Kept outside the rows, since those out of view are not rendered. */
export function useWhys(uploads: Uploads): { readonly open: OpenWhys; readonly whys: Whys } {
  const [open, setOpen] = useState<OpenWhys>(new Map())
  const turn = useCallback(
    (id: JobId) => {
      const failure = failureOf(uploads, id)
      setOpen((before) => {
        const after = new Map(before)
        if (before.get(id)?.failure === failure) after.delete(id)
        else if (failure) after.set(id, { failure, rest: null })
        return after
      })
    },
    [uploads],
  )
  const walk = useCallback(
    (ids: readonly JobId[]) => {
      const at = ids.findIndex((id) => failureOf(uploads, id) !== null)
      const id = ids[at]
      const failure = id === undefined ? null : failureOf(uploads, id)
      if (id !== undefined && failure)
        setOpen((before) => new Map(before).set(id, { failure, rest: ids.slice(at + 1) }))
    },
    [uploads],
  )
  return { open, whys: useMemo(() => ({ turn, walk }), [turn, walk]) }
}

function failureOf(uploads: Uploads, id: JobId): Failure | null {
  const stage = uploads.getJob(id)?.stage
  return stage?.at === 'failed' ? stage.failure : null
}
