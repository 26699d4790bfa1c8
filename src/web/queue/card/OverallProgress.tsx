import { CircleAlert, CircleCheck, CirclePause } from 'lucide-react'
import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { headlineOf } from './headline.ts'
import { queueStateOf } from '../state/queue-state.ts'
import styles from './OverallProgress.module.css'

export function OverallProgress({ snapshot }: { readonly snapshot: QueueSnapshot }) {
  const i18n = useI18n()
  const { messages, formats } = i18n
  const { counts, totalBytes, confirmedBytes, unseenFiles } = snapshot
  const { failed } = counts
  const hasEnded = queueStateOf(snapshot) === 'ended'
  const bytes = unseenFiles > 0 ? messages.uploads.bytesAtLeast : messages.uploads.bytes
  return (
    <div className={styles['overall']}>
      <p className={styles['headline']}>
        <StateSign snapshot={snapshot} />
        <strong>{headlineOf(snapshot, i18n)}</strong>
        {!hasEnded && failed > 0 && (
          <span className={styles['failed']}>{messages.uploads.failedSoFar(formats.number(failed))}</span>
        )}
        <span className={styles['bytes']}>
          {hasEnded ? formats.size(confirmedBytes) : bytes(formats.size(confirmedBytes), formats.size(totalBytes))}
        </span>
      </p>
      <OverallBar snapshot={snapshot} />
    </div>
  )
}

/** The tick means that everything arrived. */
function StateSign({ snapshot }: { readonly snapshot: QueueSnapshot }) {
  const { done, failed, cancelled } = snapshot.counts
  const state = queueStateOf(snapshot)
  if (state === 'on-hold') return <CirclePause aria-hidden size={20} className={styles['onHold']} />
  if (state !== 'ended') return null
  if (failed > 0) return <CircleAlert aria-hidden size={20} className={styles['bad']} />
  return done > 0 && cancelled === 0 ? <CircleCheck aria-hidden size={20} className={styles['good']} /> : null
}

/**
 * The bar shows what is in place, what Feishu has confirmed, what has left the browser unconfirmed, and from the other end
 * what failed. Cancelled files stay empty, so that a full bar means that everything arrived.
 */
function OverallBar({ snapshot }: { readonly snapshot: QueueSnapshot }) {
  const { messages } = useI18n()
  const { totalBytes, sentBytes, confirmedBytes, doneBytes, failedBytes, cancelledBytes, counts } = snapshot
  const allBytes = totalBytes + failedBytes + cancelledBytes
  const share = (bytes: number) => ({ inlineSize: `${allBytes === 0 ? 0 : (bytes / allBytes) * 100}%` })
  return (
    <span
      className={styles['bar']}
      data-state={queueStateOf(snapshot)}
      data-is-whole={counts.failed + counts.cancelled === 0}
    >
      <span className={styles['done']} style={share(doneBytes)} />
      <span className={styles['confirmed']} style={share(confirmedBytes - doneBytes)} />
      <span className={styles['sent']} style={share(Math.max(0, Math.min(sentBytes, totalBytes) - confirmedBytes))} />
      <span className={styles['rest']} />
      {counts.failed > 0 && <span className={styles['lost']} style={share(failedBytes)} />}
      <progress aria-label={messages.uploads.overall} max={Math.max(1, allBytes)} value={confirmedBytes} />
    </span>
  )
}
