import { useQueueMessages, useI18n } from '../i18n/i18n.ts'
import type { Kept } from './journal-status.ts'
import styles from './ReloadNote.module.css'

interface ReloadNoteProps {
  readonly kept: Kept
  /** Nothing is left to lose. */
  readonly isOver: boolean
}

/** What a reload would cost. It stays when everything has arrived, so that nothing below it moves under a hand. */
export function ReloadNote({ kept, isOver }: ReloadNoteProps) {
  const { messages } = useI18n()
  const { tabs } = useQueueMessages()
  return (
    <p role="status" className={styles['note']} data-kept={kept === 'kept' || isOver}>
      {isOver ? messages.reload.over : kept === 'kept' ? messages.reload.kept : tabs.notKept[kept]}
    </p>
  )
}
