import { memo, Suspense } from 'react'
import { CircleCheck, CircleX } from 'lucide-react'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import { placeKeyOf, type Target } from '../../engine/target.ts'
import type { Job, JobId, MadeDocument, Stage } from '../../engine/job.ts'
import { statusOf } from '../../engine/status-of.ts'
import type { Uploads } from '../../engine/uploads.ts'
import { Boundary } from '../boundary/Boundary.tsx'
import { Guidance } from '../guidance/Guidance.tsx'
import { useProblemWords, useSpeech } from '../words/speech.ts'
import { actOnJobs, type Ways } from './act-on-jobs.ts'
import { BrokenRow } from './BrokenRow.tsx'
import { NeedsFile } from './NeedsFile.tsx'
import { causeKeyOf } from './queue-view.ts'
import { RepeatText } from './RepeatText.tsx'
import { repeatOf, rowStatus } from './row-status.ts'
import { RowButtons } from './RowButtons.tsx'
import { isMovable, RowMoves } from './RowMoves.tsx'
import { RowProgress } from './RowProgress.tsx'
import { Thumbnail } from './Thumbnail.tsx'
import type { MoveJob } from './use-arranging.ts'
import { useJob } from './use-queue.ts'
import styles from './UploadRow.module.css'

export interface RowSurroundings {
  readonly uploads: Uploads
  readonly ways: Ways
  /** Causes (`keyOfCause`) that are told above the list, once for all their files. */
  readonly toldAbove: ReadonlySet<string>
  /** Where the page sends files at present; a row says so when its own document is another one. */
  readonly currentPlace: string | null
  /** Moves a job while the order is being changed; null otherwise. */
  readonly onMove: MoveJob | null
}

/** The element that names a row; a list item points at it. */
export function nameElementId(id: JobId): string {
  return `file-${id}`
}

interface UploadRowProps {
  readonly id: JobId
  readonly surroundings: RowSurroundings
}

/** Renders again when its own job changes, not with every tick of the queue. One that breaks takes no other along. */
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
  const { uploads, ways, toldAbove, currentPlace } = surroundings
  const job = useJob(uploads, id)
  if (!job) return null
  const { stage } = job
  const cause = causeKeyOf(job)
  const isToldAbove = cause !== null && toldAbove.has(cause)
  return (
    <div className={styles['row']} data-at={stage.at}>
      <Thumbnail file={job.file} />
      <RowText job={job} isElsewhere={currentPlace !== placeKeyOf(job.target)} />
      <RowControls job={job} surroundings={surroundings} hasGuidance={!isToldAbove} />
      {stage.at === 'failed' && (
        <div className={styles['below']}>
          {isToldAbove ? (
            <Suspense>
              <SeeAbove job={job} />
            </Suspense>
          ) : (
            <Guidance
              key={stage.failure.problem}
              place="file"
              occurrence={{ failure: stage.failure, fileName: job.name, documentTitle: job.target.title }}
              documentUrl={job.target.url}
              onAction={(action) => actOnJobs(uploads, [id], action, ways)}
              onRename={(name) => {
                uploads.rename(id, name)
                if (uploads.getJob(id)?.stage.at === 'failed') uploads.retry([id])
              }}
            />
          )}
        </div>
      )}
      {isLeftoverUntold(stage) && <Leftover target={job.target} />}
    </div>
  )
}

/** Something stayed behind, and the failure itself does not say so. */
function isLeftoverUntold(stage: Stage): boolean {
  if (stage.at !== 'failed' && stage.at !== 'cancelled') return false
  return stage.leftover !== null && (stage.at === 'cancelled' || stage.failure.problem !== 'placeholder-left')
}

interface RowControlsProps {
  readonly job: Job
  readonly surroundings: RowSurroundings
  readonly hasGuidance: boolean
}

function RowControls({ job, surroundings, hasGuidance }: RowControlsProps) {
  const { uploads, ways, onMove } = surroundings
  if (onMove && isMovable(job)) return <RowMoves job={job} onMove={onMove} />
  if (statusOf(job) === 'needs-file') return <NeedsFile job={job} uploads={uploads} ways={ways} />
  return <RowButtons job={job} uploads={uploads} hasGuidance={hasGuidance} />
}

function RowText({ job, isElsewhere }: { readonly job: Job; readonly isElsewhere: boolean }) {
  const speech = useSpeech()
  const { words, formats } = speech
  const status = rowStatus(job, speech)
  const repeat = repeatOf(job)
  const folder = job.file.path.slice(0, -job.file.name.length - 1)
  const facts = [
    ...(job.isSeen ? [formats.size(job.file.sizeBytes)] : []),
    ...(folder === '' ? [] : [words.uploads.folder(folder)]),
    ...(isElsewhere ? [words.uploads.into(job.target.title || words.kinds[job.target.is].untitled)] : []),
  ]
  return (
    <div className={styles['text']}>
      <p id={nameElementId(job.id)} className={styles['name']} title={job.file.path} translate="no">
        {job.name}
      </p>
      <div className={styles['slot']}>
        {status.sent !== null && (
          <RowProgress
            label={job.name}
            sent={status.sent}
            confirmed={status.confirmed}
            isFinishing={status.sent === 1 && status.tone === 'active'}
          />
        )}
      </div>
      <p className={styles['meta']}>
        <span className={styles['status']} data-tone={status.tone}>
          {status.tone === 'good' && <CircleCheck aria-hidden size={15} />}
          {status.tone === 'bad' && <CircleX aria-hidden size={15} />}
          {repeat ? (
            <Suspense>
              <RepeatText repeat={repeat} />
            </Suspense>
          ) : (
            <span>{status.text}</span>
          )}
        </span>
        {status.confirmed !== null && <span>{words.stage.confirmed(formats.percent(status.confirmed))}</span>}
        {job.anewFor && (
          <Suspense>
            <BegunAnew problem={job.anewFor} />
          </Suspense>
        )}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {job.stage.at === 'done' && job.stage.made && <Made made={job.stage.made} />}
      </p>
    </div>
  )
}

/** Why the bar went back to its beginning. */
function BegunAnew({ problem }: { readonly problem: ProblemKey }) {
  const { words } = useSpeech()
  const problemWords = useProblemWords()
  return <span>{words.stage.anew(problemWords[problem].title)}</span>
}

/** The document that an import made of the file. */
function Made({ made }: { readonly made: MadeDocument }) {
  const { words } = useSpeech()
  return (
    <>
      {made.losses.map((loss) => (
        <span key={loss}>{words.uploads.losses[loss]}</span>
      ))}
      {/^https?:/.test(made.url) && (
        <a href={made.url} target="_blank" rel="noreferrer">
          {words.uploads.openDocument}
        </a>
      )}
    </>
  )
}

function SeeAbove({ job }: { readonly job: Job }) {
  const { words } = useSpeech()
  const problemWords = useProblemWords()
  if (job.stage.at !== 'failed') return null
  return (
    <p className={styles['above']}>
      <span>{problemWords[job.stage.failure.problem].title}</span>
      <span> · </span>
      <a href="#causes">{words.uploads.seeAbove}</a>
    </p>
  )
}

function Leftover({ target }: { readonly target: Target }) {
  const { words } = useSpeech()
  const kind = words.kinds[target.is]
  return (
    <p className={styles['leftover']}>
      <span>{kind.leftover}</span>{' '}
      <a href={target.url} target="_blank" rel="noreferrer">
        {kind.open}
      </a>
    </p>
  )
}
