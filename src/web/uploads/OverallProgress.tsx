import { CircleAlert, CircleCheck } from 'lucide-react'
import type { QueueSnapshot } from '../../engine/uploads.ts'
import { useSpeech } from '../words/speech.ts'
import styles from './OverallProgress.module.css'

export function OverallProgress({ snapshot }: { readonly snapshot: QueueSnapshot }) {
  const { words, formats } = useSpeech()
  const { counts, ids, totalBytes, sentBytes } = snapshot
  const { done, failed } = counts
  const isPending = counts.waiting + counts.active > 0
  return (
    <div className={styles['overall']}>
      <p className={styles['headline']}>
        {!isPending && failed === 0 && done > 0 && <CircleCheck aria-hidden size={20} className={styles['good']} />}
        {!isPending && failed > 0 && <CircleAlert aria-hidden size={20} className={styles['bad']} />}
        <strong>
          {isPending ? words.uploads.counts(formats.number(done), formats.number(ids.length)) : endedText()}
        </strong>
        {isPending && failed > 0 && (
          <span className={styles['failed']}>{words.uploads.failedSoFar(formats.number(failed))}</span>
        )}
        {isPending && (
          <span className={styles['bytes']}>
            {words.uploads.bytes(formats.size(Math.min(sentBytes, totalBytes)), formats.size(totalBytes))}
          </span>
        )}
      </p>
      {isPending && (
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
