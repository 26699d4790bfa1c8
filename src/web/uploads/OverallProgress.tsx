import { CircleAlert, CircleCheck } from 'lucide-react'
import type { QueueSnapshot } from '../../engine/uploads.ts'
import { useSpeech } from '../words/speech.ts'
import { isPending } from './is-pending.ts'
import { queueWordsFor } from './queue-words-for.ts'
import styles from './OverallProgress.module.css'

export function OverallProgress({ snapshot }: { readonly snapshot: QueueSnapshot }) {
  const { words, formats } = useSpeech()
  const { counts, ids, totalBytes, confirmedBytes, unseenFiles, places } = snapshot
  const { done, failed } = counts
  const pending = isPending(snapshot)
  const bytes = unseenFiles > 0 ? words.uploads.bytesAtLeast : words.uploads.bytes
  return (
    <div className={styles['overall']}>
      <p className={styles['headline']}>
        {!pending && failed === 0 && done > 0 && <CircleCheck aria-hidden size={20} className={styles['good']} />}
        {!pending && failed > 0 && <CircleAlert aria-hidden size={20} className={styles['bad']} />}
        <strong>
          {pending ? words.uploads.counts(formats.number(done), formats.number(ids.length)) : endedText()}
        </strong>
        {pending && failed > 0 && (
          <span className={styles['failed']}>{words.uploads.failedSoFar(formats.number(failed))}</span>
        )}
        <span className={styles['bytes']}>
          {pending ? bytes(formats.size(confirmedBytes), formats.size(totalBytes)) : formats.size(confirmedBytes)}
        </span>
      </p>
      <OverallBar snapshot={snapshot} />
    </div>
  )

  function endedText(): string {
    const ended = queueWordsFor(places, words)
    if (failed === 0) return done === 0 ? words.uploads.ended : ended.allDone(formats.number(done))
    if (done === 0) return words.uploads.nothingDone(formats.number(failed))
    return ended.doneWithFailures(formats.number(done), formats.number(failed))
  }
}

/** What Feishu has confirmed; what left the browser and may still be lost shows paler ahead of it. */
function OverallBar({ snapshot }: { readonly snapshot: QueueSnapshot }) {
  const { words } = useSpeech()
  const { totalBytes, sentBytes, confirmedBytes } = snapshot
  const sent = totalBytes === 0 ? 0 : Math.min(1, sentBytes / totalBytes)
  return (
    <span className={styles['bar']}>
      <span className={styles['sent']} style={{ inlineSize: `${sent * 100}%` }} />
      <progress aria-label={words.uploads.overall} max={Math.max(1, totalBytes)} value={confirmedBytes} />
    </span>
  )
}
