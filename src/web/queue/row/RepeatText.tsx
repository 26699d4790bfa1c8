import { useEffect, useState } from 'react'
import type { Repeat } from '../../../engine/job/job.ts'
import { useProblemWords, useSpeech } from '../../i18n/speech.ts'
import { repeatText } from './row-status.ts'

/** Counts down to the next attempt. */
export function RepeatText({ repeat }: { readonly repeat: Repeat }) {
  const speech = useSpeech()
  const { title } = useProblemWords()[repeat.problem]
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return <span>{repeatText(repeat, title, nowMs, speech)}</span>
}
