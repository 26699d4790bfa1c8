import { useEffect, useState } from 'react'
import type { Uploads } from '../../engine/uploads.ts'
import { useSpeech } from '../words/speech.ts'
import styles from './OverallProgress.module.css'

const refreshEveryMs = 1000

/** How fast it goes, how long it will take, and what that depends on. */
export function PaceLine({ uploads }: { readonly uploads: Uploads }) {
  const { words, formats } = useSpeech()
  const [pace, setPace] = useState(() => uploads.getPace())
  useEffect(() => {
    const timer = setInterval(() => setPace(uploads.getPace()), refreshEveryMs)
    return () => clearInterval(timer)
  }, [uploads])

  const { timeLeftMs, boundBy, confirmedBytesPerSecond } = pace
  if (timeLeftMs === null || boundBy === null) return null
  const facts = [
    words.pace.timeLeft(formats.duration(timeLeftMs)),
    ...(confirmedBytesPerSecond === null ? [] : [words.pace.speed(formats.size(Math.round(confirmedBytesPerSecond)))]),
    boundBy === 'quota' ? words.pace.boundByQuota : words.pace.boundByBandwidth,
  ]
  return <p className={styles['pace']}>{facts.join(' · ')}</p>
}
