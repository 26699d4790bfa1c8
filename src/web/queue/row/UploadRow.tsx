import { memo, Suspense, useMemo, useState } from 'react'
import { cellName } from '../../../contract/feishu/sheet/cell.ts'
import type { ProblemKey } from '../../../contract/problems/catalogue.ts'
import { cellOf } from '../../../engine/job/spot.ts'
import { spotOf } from '../../../engine/job/spot-of.ts'
import { targetKeyOf } from '../../../engine/targets/families.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Job, JobId, MadeDocument, OthersRemoved, Stage } from '../../../engine/job/job.ts'
import { isOnHold, statusOf } from '../../../engine/queue/status.ts'
import type { Hold, Uploads } from '../../../engine/queue/uploads.ts'
import { Boundary } from '../../boundary/Boundary.tsx'
import { WithMessages } from '../../boundary/Lazy.tsx'
import { Why } from '../failures/Why.tsx'
import type { OpenWhy, Whys } from '../failures/use-whys.ts'
import { cleanNameOf, visible } from '../../names/hidden-characters.ts'
import { CutName } from '../../names/CutName.tsx'
import { useProblemMessages, useI18n } from '../../i18n/i18n.ts'
import { renameAndRetry } from '../state/act-on-jobs.ts'
import { ArrivedActions } from './ArrivedActions.tsx'
import { RowSize } from './RowSize.tsx'
import { BrokenRow } from './BrokenRow.tsx'
import { NeedsFile } from '../card/NeedsFile.tsx'
import { OutsideText } from '../../names/OutsideText.tsx'
import { leftUrlOf, rowStatus } from './row-status.ts'
import { StatusText } from './StatusText.tsx'
import { MayStand, WhyButton } from './WhyButton.tsx'
import { RowButtons } from './RowButtons.tsx'
import { isMovable } from '../state/jobs-with-status.ts'
import { RowMoves } from './RowMoves.tsx'
import { RowLead } from '../order/RowLead.tsx'
import { RowProgress } from './RowProgress.tsx'
import { AlteredNote, FromBytes, ReplaceNote } from './RowNotes.tsx'
import { TakenOutNote } from './TakenOutNote.tsx'
import { Thumbnail } from '../thumbnail/Thumbnail.tsx'
import type { RowArranging } from '../toolbar/use-arranging.ts'
import { useJob } from '../state/use-queue.ts'
import styles from './UploadRow.module.css'

export interface RowSurroundings {
  readonly uploads: Uploads
  /** Key of the current target; a row names its own document if it differs. */
  readonly currentTargetKey: string | null
  /** Whether a heading above the row says why its file failed, and where it was to go. */
  readonly isCauseSaid: boolean
  readonly whys: Whys
  /** Why the queue is on hold, as shown above it; null while it runs. */
  readonly hold: Hold | null
  /** Moves jobs while the order is being changed; null otherwise. */
  readonly arranging: RowArranging | null
}

/** Id of the element that names a row, for `aria-labelledby`. */
export function nameElementId(id: JobId): string {
  return `file-${id}`
}

interface UploadRowProps {
  readonly id: JobId
  readonly surroundings: RowSurroundings
  /** Undefined while the guidance of the row is closed. */
  readonly why: OpenWhy | undefined
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

function Row({ id, surroundings, why }: UploadRowProps) {
  const { uploads, whys, arranging } = surroundings
  const { problemMessages } = useI18n()
  const job = useJob(uploads, id)
  /** Length of a video, once its thumbnail has been looked up. */
  const [lengthMs, setLengthMs] = useState<number | null>(null)
  if (!job) return null
  const { stage } = job
  const open = stage.at === 'failed' && why?.failure === stage.failure ? why : null
  return (
    <div
      className={styles['row']}
      data-at={stage.at}
      data-is-open={open !== null}
      {...(arranging && arrangedLook(arranging, id))}
    >
      {arranging && <RowLead job={job} arranging={arranging} />}
      <Thumbnail id={id} file={job.file} contents={job.contents} lengthMs={lengthMs} onLength={setLengthMs} />
      <RowText job={job} surroundings={surroundings} isOpen={open !== null} lengthMs={lengthMs} />
      <RowControls job={job} surroundings={surroundings} />
      {open && (
        <div id={whyElementId(id)} className={styles['below']}>
          <WithMessages lazy={problemMessages}>
            {/* One who comes to it step by step finds it ready for the step. */}
            <Why key={open.rest ? 'step' : 'look'} job={job} uploads={uploads} why={open} whys={whys} />
          </WithMessages>
          {isLeftoverUnmentioned(stage) && <Leftover job={job} />}
        </div>
      )}
      <CleanName job={job} uploads={uploads} />
      {stage.at === 'cancelled' && isLeftoverUnmentioned(stage) && <Leftover job={job} />}
      {job.mayStandIn?.map((target) => (
        <LeftIn key={target.url} target={target} url={target.url} name={target.title} />
      ))}
      {job.othersTaken && <OthersTakenNotice how={job.othersTaken} target={job.target} />}
    </div>
  )
}

/** How a row looks while the order is being changed. */
export function arrangedLook({ selected, dragged }: RowArranging, id: JobId) {
  return { 'data-is-arranged': true, 'data-is-selected': selected.has(id), 'data-is-dragged': dragged.has(id) }
}

function whyElementId(id: JobId): string {
  return `why-${id}`
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

/** Whether something was left in the document that the failure itself does not mention. */
function isLeftoverUnmentioned(stage: Stage): boolean {
  if (stage.at !== 'failed' && stage.at !== 'cancelled') return false
  return stage.leftover !== null && (stage.at === 'cancelled' || stage.failure.problem !== 'placeholder-left')
}

interface RowControlsProps {
  readonly job: Job
  readonly surroundings: RowSurroundings
}

function RowControls({ job, surroundings }: RowControlsProps) {
  const { uploads, arranging, hold } = surroundings
  if (arranging && isMovable(job)) return <RowMoves job={job} arranging={arranging} />
  if (job.stage.at === 'done') return <ArrivedActions job={job} uploads={uploads} />
  if (statusOf(job) === 'needs-file') return <NeedsFile job={job} uploads={uploads} />
  return <RowButtons job={job} uploads={uploads} isOnHold={isOnHold(job, hold)} />
}

interface RowTextProps {
  readonly job: Job
  readonly surroundings: RowSurroundings
  readonly isOpen: boolean
  /** Length of a video; null for other files, and where it is unknown. */
  readonly lengthMs: number | null
}

function RowText({ job, surroundings, isOpen, lengthMs }: RowTextProps) {
  const { hold: standing, isCauseSaid, currentTargetKey } = surroundings
  const i18n = useI18n()
  const { messages } = i18n
  const status = rowStatus(job, i18n, standing)
  const folder = job.file.path.slice(0, -job.file.name.length - 1)
  const folderText = folder === '' ? null : messages.uploads.folder(folder)
  const isElsewhere = currentTargetKey !== targetKeyOf(job.target)
  const facts = [
    ...(folderText === null || isCauseSaid ? [] : [folderText]),
    ...(isElsewhere ? [messages.uploads.into(job.target.title || messages.families[job.target.is].untitled)] : []),
  ]
  return (
    <div className={styles['text']}>
      <p id={nameElementId(job.id)} className={styles['name']} data-tip={visible(job.file.path)} translate="no">
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
      <div className={styles['line']} data-is-cause-said={isCauseSaid}>
        <RowSize file={job.file} lengthMs={lengthMs} />
        <div className={styles['meta']}>
          {isCauseSaid ? <span>{folderText}</span> : <StatusText job={job} status={status} standing={standing} />}
          {job.stage.at === 'failed' && (
            <>
              {!isOpen && isLeftoverUnmentioned(job.stage) && <MayStand />}
              <WhyButton job={job} whys={surroundings.whys} isOpen={isOpen} whyId={whyElementId(job.id)} />
            </>
          )}
        </div>
      </div>
      <p className={styles['extras']}>
        <RestartNotice job={job} />
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <FromBytes job={job} />
        <MovedOn job={job} />
        <Arrival job={job} />
        <TakenOutNote job={job} />
        <ReplaceNote job={job} />
        <AlteredNote job={job} />
      </p>
    </div>
  )
}

/** Why the upload restarted from byte 0. */
function RestartNotice({ job }: { readonly job: Job }) {
  if (!job.restartedFor) return null
  return (
    <Suspense>
      <RestartReason problem={job.restartedFor} />
    </Suspense>
  )
}

function RestartReason({ problem }: { readonly problem: ProblemKey }) {
  const { messages } = useI18n()
  const problemMessages = useProblemMessages()
  return <span>{messages.stage.restarted(problemMessages[problem].title)}</span>
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

function Leftover({ job }: { readonly job: Job }) {
  return <LeftIn target={job.target} url={leftUrlOf(job)} />
}

interface LeftInProps {
  readonly target: Target
  readonly url: string
  /** Name of a target that is no longer the file's own. */
  readonly name?: string
}

/** What may be left in a target, with a link to it. */
function LeftIn({ target, url, name }: LeftInProps) {
  const { messages } = useI18n()
  const words = messages.families[target.is]
  return (
    <p className={styles['leftover']}>
      <span>{words.leftover}</span>{' '}
      <a href={url} target="_blank" rel="noreferrer">
        {words.open}
      </a>{' '}
      {name !== undefined && <OutsideText text={name} />}
    </p>
  )
}

/** What may have been deleted together with the file's block, and how to restore it. */
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
