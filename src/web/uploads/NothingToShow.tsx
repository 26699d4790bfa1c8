import { useSpeech } from '../words/speech.ts'
import type { QueueView } from './queue-view.ts'
import styles from './QueueCard.module.css'

interface NothingToShowProps {
  readonly view: QueueView
  readonly onShowAll: () => void
}

export function NothingToShow({ view: { filter, text }, onShowAll }: NothingToShowProps) {
  const { words } = useSpeech()
  return (
    <div className={styles['nothing']}>
      <p>{text.trim() === '' ? words.filters.empty[filter] : words.filters.noMatch(text.trim())}</p>
      <button type="button" className="button button-small" onClick={onShowAll}>
        {words.filters.showAll}
      </button>
    </div>
  )
}
