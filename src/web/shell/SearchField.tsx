import { Search } from 'lucide-react'
import { useQueueMessages } from '../../i18n/i18n.ts'
import styles from './SearchField.module.css'

interface SearchFieldProps {
  readonly text: string
  readonly onText: (text: string) => void
}

/** Searches the queue. Find-in-page misses rows of a long list that are not rendered. */
export function SearchField({ text, onText }: SearchFieldProps) {
  const { filters } = useQueueMessages()
  return (
    <label className={styles['search']}>
      <Search aria-hidden size={15} />
      <span className="visually-hidden">{filters.search}</span>
      <input
        type="search"
        value={text}
        placeholder={filters.search}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
      />
    </label>
  )
}
