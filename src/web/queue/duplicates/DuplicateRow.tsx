import type { Duplicate } from '../../../engine/queue/uploads.ts'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { OutsideText } from '../../names/OutsideText.tsx'
import styles from './DuplicateList.module.css'

interface DuplicateRowProps {
  readonly duplicate: Duplicate
  readonly isKept: boolean
  readonly onKept: ((isKept: boolean) => void) | null
}

export function DuplicateRow({ duplicate, isKept, onKept }: DuplicateRowProps) {
  const { messages, formats } = useI18n()
  const { duplicates } = useQueueMessages()
  const { file, sizeBytes } = duplicate
  const folder = file.path.slice(0, -file.name.length - 1)
  const facts = [
    formats.size(sizeBytes),
    whereabouts(duplicate, duplicates),
    ...(duplicate.canReplace ? [duplicates.differs] : []),
    ...(folder === '' ? [] : [messages.uploads.folder(folder)]),
  ]
  return (
    <label className={styles['row']}>
      {onKept && <input type="checkbox" checked={isKept} onChange={(event) => onKept(event.target.checked)} />}
      <span>
        <span translate="no">
          <OutsideText text={file.name} />
        </span>
        <small>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </small>
      </span>
    </label>
  )
}

type Whereabouts = Record<'isDone' | 'isOnItsWay' | 'isInSameDrop', string>

function whereabouts({ of, isDone }: Duplicate, { isDone: done, isOnItsWay, isInSameDrop }: Whereabouts): string {
  if (of === null) return isInSameDrop
  return isDone ? done : isOnItsWay
}
