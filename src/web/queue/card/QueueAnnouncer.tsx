import { useEffect, useRef, useState } from 'react'
import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { announcementOf, isEnded } from './announcement.ts'

/** Minimum pause between two announcements of progress; the end is announced at once. */
const pauseMs = 5_000

/** Announces progress to screen readers, at most one sentence every few seconds. */
export function QueueAnnouncer({ snapshot }: { readonly snapshot: QueueSnapshot }) {
  const i18n = useI18n()
  const [text, setText] = useState('')
  const spoken = useRef<QueueSnapshot>({ ...snapshot, ids: [], counts: noCounts })
  const lastMs = useRef(0)

  useEffect(() => {
    const waitMs = isEnded(snapshot) ? 0 : Math.max(0, lastMs.current + pauseMs - Date.now())
    const timer = setTimeout(() => {
      const sentence = announcementOf(spoken.current, snapshot, i18n)
      spoken.current = snapshot
      if (sentence === null) return
      lastMs.current = Date.now()
      setText(sentence)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [snapshot, i18n])

  return (
    <p role="status" className="visually-hidden">
      {text}
    </p>
  )
}

const noCounts = { waiting: 0, active: 0, paused: 0, 'needs-file': 0, done: 0, failed: 0, cancelled: 0 } as const
