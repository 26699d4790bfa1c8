import { useQueueWords } from '../../i18n/speech.ts'
import type { QueueView } from '../state/queue-view.ts'
import styles from '../card/QueueCard.module.css'

interface NothingToShowProps {
  readonly view: QueueView
  readonly onShowAll: () => void
}

export function NothingToShow({ view: { filter, text }, onShowAll }: NothingToShowProps) {
  const { filters } = useQueueWords()
  return (
    <div className={styles['nothing']}>
      <p>{text.trim() === '' ? filters.empty[filter] : filters.noMatch(text.trim())}</p>
      <button type="button" className="button button-small" onClick={onShowAll}>
        {filters.showAll}
      </button>
    </div>
  )
}
