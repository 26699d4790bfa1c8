import { Search } from 'lucide-react'
import styles from './SearchField.module.css'

interface SearchFieldProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
}

export function SearchField({ label, text, onText }: SearchFieldProps) {
  return (
    <label className={styles['search']}>
      <Search aria-hidden size={15} />
      <span className="visually-hidden">{label}</span>
      <input
        type="search"
        value={text}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
      />
    </label>
  )
}
