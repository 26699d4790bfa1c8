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
  const i18n = useI18n()
  const [pace, setPace] = useState(() => uploads.getPace())
  const isActive = snapshot.counts.active > 0 && snapshot.hold === null
  useEffect(() => {
    if (!isActive) return
    const timer = setInterval(() => setPace(uploads.getPace()), refreshEveryMs)
    return () => clearInterval(timer)
  }, [uploads, isActive])
  const text = isActive ? paceText(pace, snapshot, i18n) : ''
  // Rendered empty too, so that the buttons beside it do not move.
  return <p className={styles['pace']}>{text}</p>
}
