import { useCallback, useState } from 'react'
import type { Job, JobId } from '../../../engine/job/job.ts'
import type { Move, SortDirection, SortKey, Uploads } from '../../../engine/queue/uploads.ts'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { useFollowedControl } from '../list/steady-rows.ts'

interface Sorting {
  readonly by: SortKey
  readonly direction: SortDirection
  /** The order after sorting; if it differs now, the queue is no longer sorted. */
  readonly ids: readonly JobId[]
}

/** `control`: the element that was pressed. */
export type MoveJob = (job: Job, to: Move, control: Element) => void

export type Arranging = ReturnType<typeof useArranging>

/** Mode for changing the queue's order, with an announcement of each change. */
export function useArranging(uploads: Uploads, ids: readonly JobId[]) {
  const { formats } = useI18n()
  const { arrange } = useQueueMessages()
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
    onMove: isOn ? move : null,
    sort,
    sorting: present,
    said,
  }
}
