import { Suspense, useEffect, useState } from 'react'
import { CircleCheck, CircleX } from 'lucide-react'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import type { Job, Repeat } from '../../../engine/job/job.ts'
import type { Hold } from '../../../engine/queue/uploads.ts'
import { useI18n, useProblemMessages, useQueueMessages } from '../../i18n/i18n.ts'
import { repeatOf, repeatText, takenOutText, type RowStatus } from './row-status.ts'
import styles from './UploadRow.module.css'

interface StatusTextProps {
  readonly job: Job
  readonly status: RowStatus
  readonly standing: Hold | null
}

/** Status of a file; if it failed, the cause in a few words. */
export function StatusText({ job, status, standing }: StatusTextProps) {
  const { takeOut } = useQueueMessages()
  const repeat = repeatOf(job, standing)
  return (
    <span className={styles['status']} data-tone={status.tone}>
      {status.tone === 'good' && <CircleCheck aria-hidden size={15} />}
      {status.tone === 'bad' && <CircleX aria-hidden size={15} />}
      {repeat ? (
        <Suspense>
          <RepeatText repeat={repeat} />
        </Suspense>
      ) : job.stage.at === 'failed' ? (
        <Suspense fallback={<span>{status.text}</span>}>
          <CauseText problem={job.stage.failure.problem} />
        </Suspense>
      ) : (
        <span>{takenOutText(job, takeOut) ?? status.text}</span>
      )}
      {!repeat && status.detail !== null && (
        // Over the words, so that whoever presses them presses it; on a phone over all of the row's text.
        <button type="button" className={styles['detail']} data-tip={status.detail} data-tip-on-tap="">
          <span className="visually-hidden">{status.detail}</span>
        </button>
      )}
    </span>
  )
}

function CauseText({ problem }: { readonly problem: ProblemKey }) {
  const { title: cause } = useProblemMessages()[problem]
  return <span data-tip={cause}>{cause}</span>
}

/** Counts down to the next attempt. */
function RepeatText({ repeat }: { readonly repeat: Repeat }) {
  const i18n = useI18n()
  const { title } = useProblemMessages()[repeat.problem]
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return <span>{repeatText(repeat, title, nowMs, i18n)}</span>
}
