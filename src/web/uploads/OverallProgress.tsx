import { CircleAlert, CircleCheck } from 'lucide-react'
import type { QueueSnapshot } from '../../engine/uploads.ts'
import { useSpeech } from '../words/speech.ts'
import { isPending } from './is-pending.ts'
import styles from './OverallProgress.module.css'

export function OverallProgress({ snapshot }: { readonly snapshot: QueueSnapshot }) {
  const { words, formats } = useSpeech()
  const { counts, ids, totalBytes, sentBytes } = snapshot
  const { done, failed } = counts
  const pending = isPending(snapshot)
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
        {pending && (
          <span className={styles['bytes']}>
            {words.uploads.bytes(formats.size(Math.min(sentBytes, totalBytes)), formats.size(totalBytes))}
          </span>
        )}
      </p>
      {pending && (
        <progress
          aria-label={words.uploads.overall}
          className={styles['bar']}
          max={Math.max(1, totalBytes)}
          value={Math.min(sentBytes, totalBytes)}
        />
      )}
    </div>
  )

  function endedText(): string {
    if (failed === 0) return done === 0 ? words.uploads.ended : words.uploads.allDone(formats.number(done))
    if (done === 0) return words.uploads.nothingDone(formats.number(failed))
    return words.uploads.doneWithFailures(formats.number(done), formats.number(failed))
  }
}
