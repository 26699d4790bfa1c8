import type { ArrivedFile } from '../../../engine/files/arrived-file.ts'
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
    ...(duplicate.arrived
      ? ofEarlier(duplicate, duplicate.arrived, duplicates.earlier)
      : ofQueue(duplicate, duplicates)),
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

type QueueWords = Record<'isDone' | 'isOnItsWay' | 'isInSameDrop' | 'differs', string>

function ofQueue({ of, isDone, canReplace }: Duplicate, say: QueueWords): readonly string[] {
  const done = isDone ? say.isDone : say.isOnItsWay
  return [of === null ? say.isInSameDrop : done, ...(canReplace ? [say.differs] : [])]
}

type EarlierWords = Record<'is' | 'same' | 'otherSize' | 'otherDate', string>

/** Nothing is known of its contents, nor whether it still stands there. */
function ofEarlier(duplicate: Duplicate, arrived: ArrivedFile, say: EarlierWords): readonly string[] {
  if (!duplicate.canReplace) return [say.is, say.same]
  return [say.is, duplicate.sizeBytes === arrived.sizeBytes ? say.otherDate : say.otherSize]
}
