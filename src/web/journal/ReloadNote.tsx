import { useSpeech } from '../words/speech.ts'
import styles from './ReloadNote.module.css'

/** What a reload would cost, said while there is something to lose. */
export function ReloadNote({ isKept }: { readonly isKept: boolean }) {
  const { words } = useSpeech()
  return (
    <p role="status" className={styles['note']} data-kept={isKept}>
      {isKept ? words.reload.kept : words.reload.notKept}
    </p>
  )
}
