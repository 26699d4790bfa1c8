import { LoaderCircle } from 'lucide-react'
import { useI18n } from '../i18n/i18n.ts'
import type { Reading } from './read-drop.ts'
import { OutsideText } from '../names/OutsideText.tsx'
import styles from './DropPanel.module.css'

/** Number of names to list. */
const namesShown = 20

export function ReadingNotice({ reading, onDismiss }: { readonly reading: Reading; readonly onDismiss: () => void }) {
  const { messages, formats } = useI18n()
  if (reading.is === 'idle') return null
  return (
    <div className={styles['reading']} role="status">
      {/* Not announced: the count changes several times a second. */}
      {reading.is === 'reading' && (
        <p aria-live="off">
          <LoaderCircle aria-hidden className="spin" size={16} />{' '}
          <span>{messages.drop.reading(formats.number(reading.files))}</span>
        </p>
      )}
      {reading.is === 'empty' && <p>{messages.drop.empty}</p>}
      {reading.is === 'incomplete' && (
        <>
          <p>{messages.drop.unreadable(formats.number(reading.unreadable.length))}</p>
          <ul>
            {reading.unreadable.slice(0, namesShown).map((path) => (
              <li key={path}>
                <OutsideText text={path} />
              </li>
            ))}
            {reading.unreadable.length > namesShown && <li>…</li>}
          </ul>
        </>
      )}
      {reading.is !== 'reading' && (
        <button type="button" className="button button-small" onClick={onDismiss}>
          {messages.drop.dismiss}
        </button>
      )}
    </div>
  )
}
