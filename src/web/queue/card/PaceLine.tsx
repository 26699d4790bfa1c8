import { useEffect, useState } from 'react'
import type { QueueSnapshot, Uploads } from '../../../engine/queue/uploads.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { paceText } from './pace-text.ts'
import styles from './OverallProgress.module.css'

const refreshEveryMs = 1000

interface PaceLineProps {
  readonly uploads: Uploads
  readonly snapshot: QueueSnapshot
}

/** Speed, time left, and what limits them. */
export function PaceLine({ uploads, snapshot }: PaceLineProps) {
  const isActive = snapshot.counts.active > 0 && snapshot.hold === null
  // Rendered empty too, so that the buttons beside it do not move.
  return <p className={styles['pace']}>{isActive && <PaceNow uploads={uploads} snapshot={snapshot} />}</p>
}

/** The first files say little about the rest. */
const earlyMs = 8000
const earlyFiles = 3

function PaceNow({ uploads, snapshot }: PaceLineProps) {
  const i18n = useI18n()
  const [sinceMs] = useState(() => performance.now())
  const [now, setNow] = useState(() => ({ pace: uploads.getPace(), atMs: sinceMs }))
  useEffect(() => {
    const timer = setInterval(() => setNow({ pace: uploads.getPace(), atMs: performance.now() }), refreshEveryMs)
    return () => clearInterval(timer)
  }, [uploads])
  const isEarly = now.atMs - sinceMs < earlyMs && snapshot.counts.done < earlyFiles
  return <span>{paceText(isEarly ? { ...now.pace, timeLeftMs: null } : now.pace, snapshot, i18n)}</span>
}
