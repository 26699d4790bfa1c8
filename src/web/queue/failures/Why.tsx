import { useEffect, useMemo, useRef, useState } from 'react'
import type { Job } from '../../../engine/job/job.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import { useWorkspace } from '../../app/workspace-context.ts'
import { Details } from '../../guidance/Details.tsx'
import { detailsOf, detailsText, firstSeenMs, hasDetails, type Occurrence } from '../../guidance/details-text.ts'
import { useActorText } from '../../guidance/use-actor-text.ts'
import { useI18n, useProblemMessages } from '../../i18n/i18n.ts'
import { actOnJobs, importableOf, renameAndRetry } from '../state/act-on-jobs.ts'
import { leftUrlOf } from '../row/row-status.ts'
import { RenameField } from './RenameField.tsx'
import { StepBar } from './StepBar.tsx'
import { stepsFor } from './steps.ts'
import type { OpenWhy, Whys } from './use-whys.ts'
import styles from './Why.module.css'

interface WhyProps {
  readonly job: Job
  readonly uploads: Uploads
  readonly why: OpenWhy
  readonly whys: Whys
}

/** Why one file failed: what to do, who can, and what support asks for. */
export function Why({ job, uploads, why: { failure, rest }, whys }: WhyProps) {
  const i18n = useI18n()
  const said = useProblemMessages()[failure.problem]
  const { title: cause } = said
  const { guidance } = i18n.messages
  const { actions } = useWorkspace()
  const actor = useActorText(failure.problem)
  const occurrence: Occurrence = { failure, fileName: job.name, documentTitle: job.target.title }
  const atMs = useMemo(() => firstSeenMs(failure), [failure])
  const details = detailsOf(occurrence, atMs, i18n)
  const importable = importableOf(uploads, [job.id]).length
  const steps = stepsFor({ problem: failure.problem, files: 1, hasDetails: hasDetails(failure), importable })
  const isWalk = rest !== null
  const [isRenaming, setRenaming] = useState(isWalk && steps[0] === 'rename')
  const stepsArea = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isWalk) stepsArea.current?.querySelector<HTMLElement>('input, button, a')?.focus()
  }, [isWalk])
  return (
    <div role="group" aria-label={cause} className={styles['why']}>
      <div className={styles['text']}>
        <p>{said.what}</p>
        <p>{said.remedy}</p>
        <p className={styles['who']}>
          <span>{guidance.who}</span> <span>{actor}</span>
        </p>
        <div ref={stepsArea}>
          {isRenaming ? (
            <RenameField
              name={job.name}
              onCancel={() => setRenaming(false)}
              onRename={(name) => {
                renameAndRetry(uploads, job.id, name)
                if (rest) whys.walk(rest)
              }}
            />
          ) : (
            <StepBar
              steps={steps}
              files={1}
              importable={importable}
              occurrence={occurrence}
              documentUrl={leftUrlOf(job)}
              detailsText={detailsText(cause, details)}
              onStep={(step) => {
                if (step === 'rename') setRenaming(true)
                else if (step !== 'one-by-one') actOnJobs(uploads, [job.id], step, actions)
              }}
            />
          )}
        </div>
      </div>
      <Details details={details} />
    </div>
  )
}
