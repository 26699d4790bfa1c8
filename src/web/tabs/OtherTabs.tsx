import { Suspense, useEffect, useState } from 'react'
import { AppWindow, Hourglass } from 'lucide-react'
import { useQueueMessages, useI18n } from '../i18n/i18n.ts'
import styles from '../journal/RestoredNotice.module.css'
import type { TabQueue } from './tab-queue.ts'
import type { OpeningWait, QueueElsewhere, TabQueueSnapshot } from './tab-queue-snapshot.ts'

type OtherTabsProps = Pick<TabQueueSnapshot, 'waitsFor' | 'elsewhere'> & Pick<TabQueue, 'beginNow' | 'bringHere'>

/** Shows where the person's queue is while it is not in this tab: still being opened, or in another tab. */
export function OtherTabs({ waitsFor, elsewhere, beginNow, bringHere }: OtherTabsProps) {
  // A queue that is waited for has its own notice.
  const shown = waitsFor === 'lock' ? elsewhere.filter(({ progress }) => progress !== null) : elsewhere
  return (
    <Suspense>
      {waitsFor && <Opening waitsFor={waitsFor} onBeginNow={beginNow} />}
      {shown.filter(isLeft).map((queue) => (
        <Elsewhere key={queue.queueId} queue={queue} onBringHere={() => bringHere(queue.queueId)} />
      ))}
    </Suspense>
  )
}

/** While the database opens, nobody knows whether it has a queue; most of the time it is open before anybody could read this. */
const databaseOpensMs = 1000

function Opening({ waitsFor, onBeginNow }: { readonly waitsFor: OpeningWait; readonly onBeginNow: () => void }) {
  const { opening } = useQueueMessages().tabs
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), databaseOpensMs)
    return () => clearTimeout(timer)
  }, [])
  if (waitsFor === 'database' && !isLong) return null
  return (
    <section className={styles['notice']} role="status" aria-labelledby="opening-title">
      <Hourglass aria-hidden size={20} />
      <div>
        <h2 id="opening-title">{opening.heading}</h2>
        <p>{opening.why[waitsFor]}</p>
        <p>{opening.meanwhile}</p>
        <button type="button" className="button button-small" onClick={onBeginNow}>
          {opening.beginNow}
        </button>
      </div>
    </section>
  )
}

function Elsewhere({ queue, onBringHere }: { readonly queue: QueueElsewhere; readonly onBringHere: () => void }) {
  const { formats } = useI18n()
  const { elsewhere: messages } = useQueueMessages().tabs
  const [isBringing, setBringing] = useState(false)
  const { queueId, progress } = queue
  const titleId = `elsewhere-${queueId}`
  return (
    <section className={styles['notice']} aria-labelledby={titleId}>
      <AppWindow aria-hidden size={20} />
      <div>
        <h2 id={titleId}>
          {progress === null
            ? messages.silent
            : messages[progress.isStopped ? 'stopped' : 'running'](
                formats.number(progress.done),
                formats.number(progress.files),
              )}
        </h2>
        {progress !== null && progress.failed > 0 && <p>{messages.failed(formats.number(progress.failed))}</p>}
        <p>{progress?.isMovable === false ? messages.notMovable : messages.freed}</p>
        {progress?.isMovable === true && (
          <button
            type="button"
            className="button button-small"
            disabled={isBringing}
            onClick={() => {
              setBringing(true)
              onBringHere()
            }}
          >
            {isBringing ? messages.bringing : messages.bringHere}
          </button>
        )}
      </div>
    </section>
  )
}

/** A queue without pending files needs no notice. */
function isLeft({ progress }: QueueElsewhere): boolean {
  return progress === null || progress.done < progress.files
}
