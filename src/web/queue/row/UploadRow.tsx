import { memo, Suspense, useMemo, useEffect, useState } from 'react'
import { CircleCheck, CircleX } from 'lucide-react'
import { cellName } from '../../../contract/feishu/sheet/cell.ts'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import { cellOf } from '../../../engine/job/spot.ts'
import { spotOf } from '../../../engine/job/spot-of.ts'
import { targetKeyOf } from '../../../engine/targets/families.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Job, JobId, MadeDocument, OthersRemoved, Stage, Repeat } from '../../../engine/job/job.ts'
import { isOnHold, statusOf } from '../../../engine/queue/status.ts'
import type { Hold, Uploads } from '../../../engine/queue/uploads.ts'
import { Boundary } from '../../boundary/Boundary.tsx'
import { Guidance } from '../../guidance/Guidance.tsx'
import { cleanNameOf, visible } from '../../names/hidden-characters.ts'
import { CutName } from '../../names/CutName.tsx'
import { useProblemMessages, useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { useWorkspace } from '../../app/workspace-context.ts'
import { actOnJobs } from '../state/act-on-jobs.ts'
import { ArrivedActions } from './ArrivedActions.tsx'
import { AsAttachment } from './AsAttachment.tsx'
import { BrokenRow } from './BrokenRow.tsx'
import { NeedsFile } from '../card/NeedsFile.tsx'
import { leftUrlOf, repeatOf, rowStatus, repeatText, takenOutText } from './row-status.ts'
import { causeKeyOf } from '../state/queue-view.ts'
import { RowButtons } from './RowButtons.tsx'
import { isMovable, RowMoves } from './RowMoves.tsx'
import { RowProgress } from './RowProgress.tsx'
import { TakenOutNote } from './TakenOutNote.tsx'
import { Thumbnail } from './Thumbnail.tsx'
import type { MoveJob } from '../toolbar/use-arranging.ts'
import { useJob } from '../state/use-queue.ts'
import styles from './UploadRow.module.css'
import { isSeen } from '../../../engine/files/source-file.ts'

export interface RowSurroundings {
  readonly uploads: Uploads
  /** Keys (`keyOfCause`) of causes that are shown once above the list. */
  readonly shownAbove: ReadonlySet<string>
  /** Key of the current target; a row names its own document if it differs. */
  readonly currentTargetKey: string | null
  /** Why the queue stands still, which is shown above it; null while it runs. */
  readonly hold: Hold | null
  /** Moves a job while the order is being changed; null otherwise. */
  readonly onMove: MoveJob | null
}

/** Id of the element that names a row, for `aria-labelledby`. */
export function nameElementId(id: JobId): string {
  return `file-${id}`
}

interface UploadRowProps {
  readonly id: JobId
  readonly surroundings: RowSurroundings
}

/** Renders again only when its own job changes. A row that fails to render does not affect others. */
export const UploadRow = memo(function UploadRow(props: UploadRowProps) {
  const { id, surroundings } = props
  return (
    <Boundary
      fallback={(breakage) => (
        <BrokenRow {...breakage} uploads={surroundings.uploads} id={id} nameId={nameElementId(id)} />
      )}
    >
      <Row {...props} />
    </Boundary>
  )
})

function Row({ id, surroundings }: UploadRowProps) {
  const { uploads, shownAbove, currentTargetKey, hold } = surroundings
  const { actions } = useWorkspace()
  const job = useJob(uploads, id)
  if (!job) return null
  const { stage } = job
  const cause = causeKeyOf(job)
  const isShownAbove = cause !== null && shownAbove.has(cause)
  return (
    <div className={styles['row']} data-at={stage.at}>
      <Thumbnail file={job.file} contents={job.contents} />
      <RowText job={job} standing={hold} isElsewhere={currentTargetKey !== targetKeyOf(job.target)} />
      <RowControls job={job} surroundings={surroundings} hasGuidance={!isShownAbove} />
      <CleanName job={job} uploads={uploads} />
      {stage.at === 'failed' && (
        <div className={styles['below']}>
          {isShownAbove ? (
            <Suspense>
              <SeeAbove job={job} />
            </Suspense>
          ) : (
            <Guidance
              key={stage.failure.problem}
              surface="file"
              occurrence={{ failure: stage.failure, fileName: job.name, documentTitle: job.target.title }}
              documentUrl={leftUrlOf(job)}
              onAction={(action) => actOnJobs(uploads, [id], action, actions)}
              onRename={(name) => renameAndRetry(uploads, id, name)}
            />
          )}
        </div>
      )}
      {isLeftoverUnmentioned(stage) && <Leftover job={job} />}
      {job.othersTaken && <OthersTakenNotice how={job.othersTaken} target={job.target} />}
    </div>
  )
}

/** Offers a name without hidden characters while the job can still be renamed. */
function CleanName({ job: { id, name, stage }, uploads }: { readonly job: Job; readonly uploads: Uploads }) {
  const { messages } = useI18n()
  const clean = useMemo(() => cleanNameOf(name), [name])
  if (clean === null || (stage.at !== 'waiting' && stage.at !== 'failed' && stage.at !== 'cancelled')) return null
  return (
    <div className={styles['clean']}>
      <p>{messages.uploads.hiddenInName}</p>
      <button type="button" className="button button-small" onClick={() => renameAndRetry(uploads, id, clean)}>
        {messages.uploads.renameTo(clean)}
      </button>
    </div>
  )
}

function renameAndRetry(uploads: Uploads, id: JobId, name: string): void {
  uploads.rename(id, name)
  if (uploads.getJob(id)?.stage.at === 'failed') uploads.retry([id])
}

/** Whether something was left in the document that the failure itself does not mention. */
function isLeftoverUnmentioned(stage: Stage): boolean {
  if (stage.at !== 'failed' && stage.at !== 'cancelled') return false
  return stage.leftover !== null && (stage.at === 'cancelled' || stage.failure.problem !== 'placeholder-left')
}

interface RowControlsProps {
  readonly job: Job
  readonly surroundings: RowSurroundings
  readonly hasGuidance: boolean
}

function RowControls({ job, surroundings, hasGuidance }: RowControlsProps) {
  const { uploads, onMove, hold } = surroundings
  if (onMove && isMovable(job)) return <RowMoves job={job} onMove={onMove} />
  if (job.stage.at === 'done') return <ArrivedActions job={job} uploads={uploads} />
  if (statusOf(job) === 'needs-file') return <NeedsFile job={job} uploads={uploads} />
  return <RowButtons job={job} uploads={uploads} hasGuidance={hasGuidance} isOnHold={isOnHold(job, hold)} />
}

interface RowTextProps {
  readonly job: Job
  readonly standing: Hold | null
  readonly isElsewhere: boolean
}

function RowText({ job, standing, isElsewhere }: RowTextProps) {
  const i18n = useI18n()
  const { messages, formats } = i18n
  const { takeOut } = useQueueMessages()
  const status = rowStatus(job, i18n, standing)
  const repeat = repeatOf(job, standing)
  const folder = job.file.path.slice(0, -job.file.name.length - 1)
  const facts = [
    ...(folder === '' ? [] : [messages.uploads.folder(folder)]),
    ...(isElsewhere ? [messages.uploads.into(job.target.title || messages.families[job.target.is].untitled)] : []),
  ]
  return (
    <div className={styles['text']}>
      <p id={nameElementId(job.id)} className={styles['name']} title={visible(job.file.path)} translate="no">
        <CutName name={job.name} />
      </p>
      <div className={styles['slot']}>
        {status.sent !== null && (
          <RowProgress
            label={visible(job.name)}
            sent={status.sent}
            confirmed={status.confirmed}
            isFinishing={status.sent === 1 && status.tone === 'active'}
            isStill={status.tone !== 'active'}
          />
        )}
      </div>
      <div className={styles['line']}>
        <p className={styles['size']}>{isSeen(job.file) && formats.size(job.file.sizeBytes)}</p>
        <p className={styles['meta']}>
          <span className={styles['status']} data-tone={status.tone}>
            {status.tone === 'good' && <CircleCheck aria-hidden size={15} />}
            {status.tone === 'bad' && <CircleX aria-hidden size={15} />}
            {repeat ? (
              <Suspense>
                <RepeatText repeat={repeat} />
              </Suspense>
            ) : (
              <span>{takenOutText(job, takeOut) ?? status.text}</span>
            )}
          </span>
          {status.confirmed !== null && <span>{messages.stage.confirmed(formats.percent(status.confirmed))}</span>}
        </p>
      </div>
      <p className={styles['extras']}>
        <BegunAnew job={job} />
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <AsAttachment job={job} />
        <MovedOn job={job} />
        <Arrival job={job} />
        <TakenOutNote job={job} />
      </p>
    </div>
  )
}

/** Why the upload restarted from byte 0. */
function BegunAnew({ job }: { readonly job: Job }) {
  if (!job.anewFor) return null
  return (
    <Suspense>
      <AnewFor problem={job.anewFor} />
    </Suspense>
  )
}

function AnewFor({ problem }: { readonly problem: ProblemKey }) {
  const { messages } = useI18n()
  const problemMessages = useProblemMessages()
  return <span>{messages.stage.anew(problemMessages[problem].title)}</span>
}

/** The cell used instead of one that somebody filled meanwhile. */
function MovedOn({ job }: { readonly job: Job }) {
  const { messages } = useI18n()
  const spot = spotOf(job.stage)
  const placed = spot && cellOf(spot)
  if (!placed?.insteadOf) return null
  return <span>{messages.uploads.movedOn(cellName(placed.insteadOf), cellName(placed.cell))}</span>
}

/** Details of a file that has arrived. */
function Arrival({ job: { stage, target } }: { readonly job: Job }) {
  if (stage.at !== 'done') return null
  return (
    <>
      {stage.made && <Losses losses={stage.made.losses} />}
      {stage.isAssumed && <Assumed target={target} />}
    </>
  )
}

/** The write was not confirmed by reading it back. */
function Assumed({ target }: { readonly target: Target }) {
  const { messages } = useI18n()
  return (
    <>
      <span>{messages.uploads.assumed}</span>
      <a href={target.url} target="_blank" rel="noreferrer">
        {messages.families[target.is].open}
      </a>
    </>
  )
}

/** What an import left out of the document that it made of the file. */
function Losses({ losses }: Pick<MadeDocument, 'losses'>) {
  const { messages } = useI18n()
  return losses.map((loss) => <span key={loss}>{messages.uploads.losses[loss]}</span>)
}

function SeeAbove({ job }: { readonly job: Job }) {
  const { messages } = useI18n()
  const problemMessages = useProblemMessages()
  if (job.stage.at !== 'failed') return null
  return (
    <p className={styles['above']}>
      <span>{problemMessages[job.stage.failure.problem].title}</span>
      <span> · </span>
      <a href="#causes">{messages.uploads.seeAbove}</a>
    </p>
  )
}

function Leftover({ job }: { readonly job: Job }) {
  const { messages } = useI18n()
  const words = messages.families[job.target.is]
  return (
    <p className={styles['leftover']}>
      <span>{words.leftover}</span>{' '}
      <a href={leftUrlOf(job)} target="_blank" rel="noreferrer">
        {words.open}
      </a>
    </p>
  )
}

/** What may have been deleted together with the file's empty block, and how to restore it. */
function OthersTakenNotice({ how, target }: { readonly how: OthersRemoved; readonly target: Target }) {
  const { messages } = useI18n()
  return (
    <p className={styles['leftover']}>
      <span>{messages.uploads.othersTaken[how]}</span>{' '}
      <a href={target.url} target="_blank" rel="noreferrer">
        {messages.families[target.is].open}
      </a>
    </p>
  )
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
