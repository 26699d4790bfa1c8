import { useSpeech } from '../words/speech.ts'
import styles from './ReloadNote.module.css'

interface ReloadNoteProps {
  readonly isKept: boolean
  /** Nothing is left to lose. */
  readonly isOver: boolean
}

/** What a reload would cost. It stays when everything has arrived, so that nothing below it moves under a hand. */
export function ReloadNote({ isKept, isOver }: ReloadNoteProps) {
  const { words } = useSpeech()
  return (
    <p role="status" className={styles['note']} data-kept={isKept || isOver}>
      {isOver ? words.reload.over : isKept ? words.reload.kept : words.reload.notKept}
    </p>
  )
}
