import { useEffect, useState } from 'react'
import type { Repeat } from '../../../engine/job/job.ts'
import { useProblemMessages, useI18n } from '../../i18n/i18n.ts'
import { repeatText } from './row-status.ts'

/** Counts down to the next attempt. */
export function RepeatText({ repeat }: { readonly repeat: Repeat }) {
  const i18n = useI18n()
  const { title } = useProblemMessages()[repeat.problem]
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return <span>{repeatText(repeat, title, nowMs, i18n)}</span>
}
