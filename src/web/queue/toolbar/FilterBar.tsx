import { useId } from 'react'
import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { countOf, offeredFilters, type QueueFilter } from '../state/queue-view.ts'
import styles from './FilterBar.module.css'

interface FilterBarProps {
  readonly snapshot: QueueSnapshot
  readonly filter: QueueFilter
  readonly onFilter: (filter: QueueFilter) => void
}

/** Native radio buttons, for arrow keys and the screen reader's own wording. */
export function FilterBar({ snapshot, filter, onFilter }: FilterBarProps) {
  const { formats } = useI18n()
  const { filters } = useQueueMessages()
  const group = useId()
  return (
    <fieldset className={styles['filters']}>
      <legend className="visually-hidden">{filters.label}</legend>
      {offeredFilters(snapshot.counts, filter).map((each) => (
        <label key={each} className={styles['filter']} data-alarming={each === 'failed' && snapshot.counts.failed > 0}>
          <input type="radio" name={group} checked={each === filter} onChange={() => onFilter(each)} />
          <span>{filters.names[each]}</span> <span>{formats.number(countOf(snapshot, each))}</span>
        </label>
      ))}
    </fieldset>
  )
}
