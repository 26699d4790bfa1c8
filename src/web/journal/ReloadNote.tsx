import { useQueueWords, useSpeech } from '../i18n/speech.ts'
import type { Kept } from './keeping.ts'
import styles from './ReloadNote.module.css'

interface ReloadNoteProps {
  readonly kept: Kept
  /** Nothing is left to lose. */
  readonly isOver: boolean
}

/** What a reload would cost. It stays when everything has arrived, so that nothing below it moves under a hand. */
export function ReloadNote({ kept, isOver }: ReloadNoteProps) {
  const { words } = useSpeech()
  const { tabs } = useQueueWords()
  return (
    <p role="status" className={styles['note']} data-kept={kept === 'kept' || isOver}>
      {isOver ? words.reload.over : kept === 'kept' ? words.reload.kept : tabs.notKept[kept]}
    </p>
  )
}
