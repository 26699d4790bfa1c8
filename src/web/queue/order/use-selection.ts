import { useCallback, useMemo, useState } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import { isMovable } from '../state/jobs-with-status.ts'
import type { Orderable, OrderSnapshot } from './orderable.ts'

/** The ticked rows that can still be moved. */
export function useSelection(uploads: Orderable, { ids, counts }: OrderSnapshot) {
  const [ticked, setTicked] = useState<ReadonlySet<JobId>>(nothing)
  const [last, setLast] = useState<JobId | null>(null)

  const selected = useMemo(() => {
    const left = [...ticked].filter((id) => canMove(uploads, id))
    return left.length === ticked.size ? ticked : new Set(left)
    // A job stops being movable with a change of its status, and of the order.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [uploads, ticked, ids, counts])

  /** @param through All rows as they are shown, where those between the last one and this are meant as well; null for this one. */
  const toggle = useCallback(
    (id: JobId, through: readonly JobId[] | null) => {
      if (!canMove(uploads, id)) return
      setTicked((before) => {
        const next = new Set(before)
        const range = through && last !== null ? between(through, last, id) : []
        if (range.length > 0) for (const each of range) next.add(each)
        else if (!next.delete(id)) next.add(id)
        return next
      })
      setLast(id)
    },
    [uploads, last],
  )
  const clear = useCallback(() => setTicked(nothing), [])

  return {
    selected,
    toggle,
    clear,
    /** The jobs that move with this row: all ticked ones if the row is ticked, else only its own. */
    with: (id: JobId): readonly JobId[] => (selected.has(id) ? [...selected] : [id]),
  }
}

function canMove(uploads: Orderable, id: JobId): boolean {
  const job = uploads.getJob(id)
  return job !== undefined && isMovable(job)
}

function between(rows: readonly JobId[], one: JobId, other: JobId): readonly JobId[] {
  const [from, to] = [rows.indexOf(one), rows.indexOf(other)]
  return from < 0 || to < 0 ? [] : rows.slice(Math.min(from, to), Math.max(from, to) + 1)
}

const nothing: ReadonlySet<JobId> = new Set()
