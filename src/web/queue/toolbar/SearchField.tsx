import { Search } from 'lucide-react'
import { useQueueMessages } from '../../i18n/i18n.ts'
import styles from './SearchField.module.css'

interface SearchFieldProps {
  readonly text: string
  readonly onText: (text: string) => void
}

/** Does what the browser's own search cannot in a long list, whose rows are on the page only while they are in view. */
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
