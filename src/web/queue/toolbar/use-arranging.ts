import { useCallback, useMemo, useState } from 'react'
import type { Job, JobId } from '../../../engine/job/job.ts'
import type { Move, SortDirection, SortKey, Uploads } from '../../../engine/queue/uploads.ts'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { isMovable } from '../state/jobs-with-status.ts'
import { useFollowedControl } from '../list/steady-rows.ts'

interface Sorting {
  readonly by: SortKey
  readonly direction: SortDirection
  /** The order after sorting; if it differs now, the queue is no longer sorted. */
  readonly ids: readonly JobId[]
}

/** `control`: the element that was pressed. */
export type MoveJob = (job: Job, to: Move, control: Element) => void

/** What a row offers while the order is changed. */
export interface RowArranging {
  readonly move: MoveJob
  readonly rename: (job: Job) => void
}

export type Arranging = ReturnType<typeof useArranging>

/** Mode for changing the queue's order, with an announcement of each change. */
export function useArranging(uploads: Uploads, ids: readonly JobId[]) {
  const { formats } = useI18n()
  const { arrange, rename: renameMessages } = useQueueMessages()
  const [isOn, setOn] = useState(false)
  const [said, setSaid] = useState('')
  const [sorting, setSorting] = useState<Sorting | null>(null)

  const follow = useFollowedControl(ids)

  const move: MoveJob = useCallback(
    ({ id, name }, to, control) => {
      const before = uploads.getSnapshot().ids
      uploads.move([id], to)
      const { ids: now } = uploads.getSnapshot()
      if (now === before) {
        setSaid(arrange.stuck(name))
        return
      }
      follow(control)
      setSaid(arrange.moved(name, formats.number(now.indexOf(id) + 1), formats.number(now.length)))
    },
    [uploads, arrange, formats, follow],
  )

  /** Jobs whose names are being changed in the dialog. */
  const [renaming, setRenaming] = useState<readonly Job[] | null>(null)
  const rename = (names: ReadonlyMap<JobId, string>) => {
    setRenaming(null)
    uploads.rename(names)
    // A file that began meanwhile keeps the name with which it began.
    const renamed = [...names].filter(([id, name]) => uploads.getJob(id)?.name === name).length
    setSaid(renameMessages.renamed(formats.number(renamed), formats.number(names.size - renamed)))
  }
  const row = useMemo<RowArranging>(() => ({ move, rename: (job) => setRenaming([job]) }), [move])

  const present = sorting?.ids === ids ? sorting : null
  const sort = (by: SortKey) => {
    const isReversal = present?.by === by && present.direction === 'ascending'
    const direction = isReversal ? 'descending' : 'ascending'
    uploads.sort(by, direction)
    setSorting({ by, direction, ids: uploads.getSnapshot().ids })
    setSaid(arrange.sorted[by][direction])
  }

  return {
    isOn,
    turn: () => {
      setOn(!isOn)
      setSaid('')
    },
    row: isOn ? row : null,
    renaming,
    renameAll: () => setRenaming(uploads.getSnapshot().ids.flatMap((id) => waitingJob(uploads.getJob(id)))),
    rename,
    endRenaming: () => setRenaming(null),
    sort,
    sorting: present,
    said,
  }
}

function waitingJob(job: Job | undefined): readonly Job[] {
  return job && isMovable(job) ? [job] : []
}
