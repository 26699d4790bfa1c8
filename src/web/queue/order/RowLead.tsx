import { GripVertical } from 'lucide-react'
import { useQueueMessages } from '../../i18n/i18n.ts'
import { isMovable } from '../state/jobs-with-status.ts'
import type { RowArranging } from '../toolbar/use-arranging.ts'
import type { Movable } from './orderable.ts'
import styles from './RowLead.module.css'

/**
 * Drag handle and checkbox of a row while the order is being changed; `ArrangeArea` handles the events of both. Rows that cannot
 * move keep the space free, so that the names are aligned.
 */
export function RowLead({ job, arranging }: { readonly job: Movable; readonly arranging: RowArranging }) {
  const { arrange } = useQueueMessages()
  if (!isMovable(job)) return <span className={styles['lead']} />
  return (
    <span className={styles['lead']}>
      <span className={styles['handle']} data-handle data-tip={arrange.drag} aria-hidden>
        <GripVertical size={16} />
      </span>
      <label className={styles['tick']}>
        <input
          type="checkbox"
          checked={arranging.selected.has(job.id)}
          readOnly
          aria-label={arrange.selectFile(job.name)}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+Home Alt+End"
        />
      </label>
    </span>
  )
}
