import { useMemo } from 'react'
import { ExternalLink } from 'lucide-react'
import type { JobId } from '../../engine/job.ts'
import type { Cause, QueueSnapshot, Uploads } from '../../engine/uploads.ts'
import { mayHelpToRetry } from '../guidance/offered-actions.ts'
import { useSpeech } from '../words/speech.ts'
import type { Ways } from './act-on-jobs.ts'
import { CauseGuidance } from './CauseGuidance.tsx'
import { jobsAt, pendingJobs } from './ended-jobs.ts'
import { isPending } from './is-pending.ts'
import { OverallProgress } from './OverallProgress.tsx'
import { PaceLine } from './PaceLine.tsx'
import { QueueAnnouncer } from './QueueAnnouncer.tsx'
import { UploadList } from './UploadList.tsx'
import { useLeaveGuard } from './use-leave-guard.ts'
import { useTitle } from './use-title.ts'
import styles from './UploadQueue.module.css'

/** From here on, files of one cause are told together. */
const filesOfGroup = 2

interface UploadQueueProps {
  readonly uploads: Uploads
  readonly snapshot: QueueSnapshot
  readonly ways: Ways
  /** The document chosen at present: the one to open when files stand in it. */
  readonly document: { readonly documentId: string; readonly url: string } | null
}

export function UploadQueue({ uploads, snapshot, ways, document }: UploadQueueProps) {
  const { ids, causes } = snapshot
  const pending = isPending(snapshot)
  useLeaveGuard(pending)
  useTitle(snapshot)
  const groups = useMemo(() => causes.filter((cause) => cause.ids.length >= filesOfGroup), [causes])
  const toldAbove = useMemo(() => new Set(groups.flatMap((group) => group.ids)), [groups])
  const documentId = document?.documentId ?? null
  const surroundings = useMemo(
    () => ({ uploads, ways, toldAbove, currentDocumentId: documentId }),
    [uploads, ways, toldAbove, documentId],
  )

  return (
    <>
      <QueueAnnouncer snapshot={snapshot} />
      {ids.length > 0 && (
        <section className={`card ${styles['queue'] ?? ''}`}>
          <QueueHead uploads={uploads} snapshot={snapshot} documentUrl={documentUrlOf(uploads, ids, document)} />
          <Causes groups={groups} uploads={uploads} ways={ways} />
          <UploadList ids={ids} surroundings={surroundings} />
        </section>
      )}
    </>
  )
}

interface CausesProps {
  readonly groups: readonly Cause[]
  readonly uploads: Uploads
  readonly ways: Ways
}

function Causes({ groups, uploads, ways }: CausesProps) {
  if (groups.length === 0) return null
  return (
    <div id="causes" className={styles['causes']}>
      {groups.map((cause) => (
        <CauseGuidance
          key={`${cause.problem} ${cause.target.documentId}`}
          cause={cause}
          uploads={uploads}
          ways={ways}
        />
      ))}
    </div>
  )
}

interface QueueHeadProps {
  readonly uploads: Uploads
  readonly snapshot: QueueSnapshot
  readonly documentUrl: string
}

function QueueHead({ uploads, snapshot, documentUrl }: QueueHeadProps) {
  const { words } = useSpeech()
  const { counts } = snapshot
  const pending = isPending(snapshot)
  const retryable = useMemo(() => retryableJobs(snapshot.causes), [snapshot.causes])
  const ended = counts.done + counts.failed + counts.cancelled
  return (
    <header className={styles['head']}>
      <h2 className="visually-hidden">{words.uploads.heading}</h2>
      <OverallProgress snapshot={snapshot} />
      {counts.active > 0 && <PaceLine uploads={uploads} />}
      <div className={styles['actions']}>
        {counts.done > 0 && documentUrl !== '' && (
          <a
            className={`${pending ? 'button' : 'button-primary'} button-small`}
            href={documentUrl}
            target="_blank"
            rel="noreferrer"
          >
            <ExternalLink aria-hidden size={15} />
            {words.uploads.openDocument}
          </a>
        )}
        {retryable.length > 0 && (
          <button type="button" className="button button-small" onClick={() => uploads.retry(retryable)}>
            {words.uploads.retryFailed}
          </button>
        )}
        {counts.waiting > 0 && (
          <button
            type="button"
            className="button-quiet button-small"
            onClick={() => uploads.pause(pendingJobs(uploads))}
          >
            {words.uploads.pauseAll}
          </button>
        )}
        {counts.paused > 0 && (
          <button type="button" className="button button-small" onClick={() => uploads.resume(pendingJobs(uploads))}>
            {words.uploads.resumeAll}
          </button>
        )}
        {pending && (
          <button
            type="button"
            className="button-quiet button-small"
            onClick={() => uploads.cancel(pendingJobs(uploads))}
          >
            {words.uploads.cancelAll}
          </button>
        )}
        {ended > 0 && (
          <button
            type="button"
            className="button-quiet button-small"
            onClick={() =>
              uploads.forget(jobsAt(uploads, 'done', 'cancelled', ...(pending ? [] : ['failed' as const])))
            }
          >
            {words.uploads.clearEnded}
          </button>
        )}
      </div>
    </header>
  )
}

/** Failed files that another try can help: an empty file stays empty. */
function retryableJobs(causes: readonly Cause[]): readonly JobId[] {
  return causes.filter(({ problem }) => mayHelpToRetry(problem)).flatMap(({ ids }) => ids)
}

/** The chosen document, or that of the first file when none is chosen just now. */
function documentUrlOf(uploads: Uploads, ids: readonly JobId[], document: UploadQueueProps['document']): string {
  const [first] = ids
  return document?.url ?? (first === undefined ? '' : (uploads.getJob(first)?.target.url ?? ''))
}
