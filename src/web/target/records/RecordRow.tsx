import { ArrowRight } from 'lucide-react'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { AimedFile } from '../../../engine/targets/base/aim-files.ts'
import { useQueueMessages } from '../../i18n/i18n.ts'
import { OutsideText } from '../../names/OutsideText.tsx'
import styles from './RecordsDialog.module.css'

interface RecordRowProps {
  readonly aimed: AimedFile<SourceFile>
  readonly rest: 'new' | 'left-out'
  /** Id of the list of records' names. */
  readonly suggestionsId: string
  /** What a person has typed; undefined when nothing. */
  readonly picked: string | undefined
  readonly onPick: (text: string) => void
}

/** A file and where it goes; without a record of its name, with a field to name one. */
export function RecordRow({ aimed, rest, suggestionsId, picked, onPick }: RecordRowProps) {
  const { records: say } = useQueueMessages()
  const { file, record, by } = aimed
  return (
    <li className={styles['row']}>
      <span translate="no">
        <OutsideText text={file.path} />
      </span>
      <span className={styles['record']}>
        <ArrowRight aria-hidden size={15} />
        <span>{record ? <OutsideText text={record.text} /> : say.rests[rest]}</span>
      </span>
      {(by === null || by === 'hand') && (
        <input
          type="text"
          list={suggestionsId}
          autoComplete="off"
          aria-label={say.pick(file.name)}
          placeholder={say.pickShort}
          value={picked ?? ''}
          onChange={(event) => onPick(event.target.value)}
        />
      )}
    </li>
  )
}
