import { useCallback, useMemo, useState } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import type { Move, SortDirection, SortKey } from '../../../engine/queue/uploads.ts'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { isMovable } from '../state/jobs-with-status.ts'
import { useFollowedControl } from '../list/steady-rows.ts'
import type { Movable, Orderable, OrderSnapshot } from '../order/orderable.ts'
import { useSelection } from '../order/use-selection.ts'

interface Sorting {
  readonly by: SortKey
  readonly direction: SortDirection
  /** The order after sorting; if it differs now, the queue is no longer sorted. */
  readonly ids: readonly JobId[]
}

/**
 * @param control The element that was pressed inside the rows: it keeps its position in the window.
 * @returns Whether anything moved.
 */
export type MoveJobs = (ids: readonly JobId[], to: Move, control?: Element) => boolean

/** What a row needs while the order is being changed. */
export interface RowArranging {
  readonly move: MoveJobs
  readonly rename: (job: Movable) => void
  readonly selected: ReadonlySet<JobId>
  /** Rows that are being dragged. */
  readonly dragged: ReadonlySet<JobId>
}

export type Arranging = ReturnType<typeof useArranging>

/** Mode for changing the queue's order, with an announcement of each change. */
export function useArranging(
  uploads: Orderable,
  snapshot: OrderSnapshot,
  remove: ((ids: readonly JobId[]) => void) | null = null,
) {
  const { ids } = snapshot
  const { formats } = useI18n()
  const { arrange } = useQueueMessages()
  const [isOn, setOn] = useState(false)
  const [said, setSaid] = useState('')
  const [sorting, setSorting] = useState<Sorting | null>(null)

  const follow = useFollowedControl(ids)

  const selection = useSelection(uploads, snapshot)
  const { selected } = selection
  const [dragged, setDragged] = useState<ReadonlySet<JobId>>(nothing)

  const move: MoveJobs = useCallback(
    (moving, to, control) => {
      const before = uploads.getSnapshot().ids
      uploads.move(moving, to)
      const { ids: now } = uploads.getSnapshot()
      const [first = ''] = moving
      const name = moving.length === 1 ? (uploads.getJob(first)?.name ?? '') : null
      if (now === before) {
        setSaid(name === null ? arrange.stuckSeveral : arrange.stuck(name))
        return false
      }
      if (control) follow(control)
      const moved = new Set(moving)
      const position = formats.number(now.findIndex((id) => moved.has(id)) + 1)
      const total = formats.number(now.length)
      setSaid(
        name === null
          ? arrange.movedSeveral(formats.number(moving.length), position, total)
          : arrange.moved(name, position, total),
      )
      return true
    },
    [uploads, arrange, formats, follow],
  )

  const names = useRenaming(uploads, selected, setSaid)
  const { askNames } = names
  const row = useMemo<RowArranging>(
    () => ({ move, rename: (job) => askNames([job]), selected, dragged }),
    [move, askNames, selected, dragged],
  )

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
      selection.clear()
    },
    selection,
    move,
    drag: setDragged,
    /** Rows that were dropped where they were picked up are not moved. */
    drop: (dropped: readonly JobId[], to: Move) => {
      if (!move(dropped, to)) setSaid('')
    },
    row: isOn ? row : null,
    ...names,
    /** Takes files off the list; null where that is done elsewhere. */
    remove,
    sort,
    sorting: present,
    said,
  }
}

/** Asking for new names, of one file or of several. */
function useRenaming(uploads: Orderable, selected: ReadonlySet<JobId>, say: (text: string) => void) {
  const { formats } = useI18n()
  const { rename: renameMessages } = useQueueMessages()
  const [renaming, setRenaming] = useState<readonly Movable[] | null>(null)
  return {
    /** Files whose names are being changed in the dialog. */
    renaming,
    endRenaming: () => setRenaming(null),
    /** Asks for new names of these files. */
    askNames: setRenaming,
    /** Asks for new names of all ticked files, or of all where none is ticked. */
    renameSeveral: () => {
      const isMeant = (id: JobId) => selected.size === 0 || selected.has(id)
      setRenaming(uploads.getSnapshot().ids.flatMap((id) => (isMeant(id) ? waitingJob(uploads.getJob(id)) : [])))
    },
    rename: (names: ReadonlyMap<JobId, string>) => {
      setRenaming(null)
      uploads.rename(names)
      // A file that started meanwhile keeps the name with which it started.
      const renamed = [...names].filter(([id, name]) => uploads.getJob(id)?.name === name).length
      say(renameMessages.renamed(formats.number(renamed), formats.number(names.size - renamed)))
    },
  }
}

const nothing: ReadonlySet<JobId> = new Set()

function waitingJob(job: Movable | undefined): readonly Movable[] {
  return job && isMovable(job) ? [job] : []
}
