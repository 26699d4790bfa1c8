import { useQueueMessages } from '../../i18n/i18n.ts'
import type { QueueView } from '../state/queue-view.ts'
import styles from '../card/QueueCard.module.css'

interface NothingToShowProps {
  readonly view: QueueView
  readonly onShowAll: () => void
}

export function NothingToShow({ view: { filter, text }, onShowAll }: NothingToShowProps) {
  const { filters } = useQueueMessages()
  return (
    <div className={styles['nothing']}>
      <p>{text.trim() === '' ? filters.empty[filter] : filters.noMatch(text.trim())}</p>
      <button type="button" className="button button-small" onClick={onShowAll}>
        {filters.showAll}
      </button>
    </div>
  )
}
