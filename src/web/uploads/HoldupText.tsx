import { useEffect, useState } from 'react'
import type { Holdup } from '../../engine/job.ts'
import { useProblemWords, useSpeech } from '../words/speech.ts'
import { holdupText } from './row-status.ts'

/** Counts down to the next attempt. */
export function HoldupText({ holdup }: { readonly holdup: Holdup }) {
  const speech = useSpeech()
  const { title } = useProblemWords()[holdup.problem]
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return <>{holdupText(holdup, title, nowMs, speech)}</>
}
