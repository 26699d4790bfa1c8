import { useQueueMessages, useI18n } from '../i18n/i18n.ts'
import type { Kept } from './journal-status.ts'
import styles from './ReloadNote.module.css'

interface ReloadNoteProps {
  readonly kept: Kept
  /** A reload would lose nothing. */
  readonly isOver: boolean
}

/** What a reload would lose. Stays rendered when everything has arrived, so that nothing below it moves. */
export function ReloadNote({ kept, isOver }: ReloadNoteProps) {
  const { messages } = useI18n()
  const { tabs } = useQueueMessages()
  return (
    <p role="status" className={styles['note']} data-kept={kept === 'kept' || isOver}>
      {isOver ? messages.reload.over : kept === 'kept' ? messages.reload.kept : tabs.notKept[kept]}
    </p>
  )
}
