import { createElement, useMemo, useState } from 'react'
import {
  ArchiveX,
  CircleX,
  Download,
  ExternalLink,
  ImageDown,
  ListX,
  Pause,
  Play,
  RotateCw,
  Trash2,
} from 'lucide-react'
import { uploadAllMaxBytes } from '../../../contract/feishu/limits.ts'
import type { JobId } from '../../../engine/job/job.ts'
import { pendingStatuses } from '../../../engine/queue/pending-statuses.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Cause, QueueSnapshot, Status, Uploads } from '../../../engine/queue/uploads.ts'
import { Lazy } from '../../boundary/Lazy.tsx'
import { mayHelpToRetry } from '../../guidance/offered-actions.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { browserContents } from '../../platform/browser-contents.ts'
import { LazyModule } from '../../lazy/lazy-module.ts'
import { useMediaQuery } from '../../platform/use-media-query.ts'
import { downloadReport } from '../../report/report.ts'
import { reportOf } from './queue-report.ts'
import { hasTakeable } from '../take-out/drops.ts'
import { jobsWithStatus } from '../state/jobs-with-status.ts'
import { isPending, queueStateOf } from '../state/queue-state.ts'
import { MoreMenu, type MenuEntry } from '../../shell/menu/MoreMenu.tsx'
import styles from './QueueActions.module.css'

const imageOptionsDialog = new LazyModule(
  async () => (await import('../images/ImageOptionsDialog.tsx')).ImageOptionsDialog,
)
const takeOutDialog = new LazyModule(async () => (await import('../take-out/TakeOutDialog.tsx')).TakeOutDialog)

interface QueueActionsProps {
  readonly uploads: Uploads
  readonly snapshot: QueueSnapshot
  /** Target whose link is offered once files have arrived; null when none is known. */
  readonly openTarget: Target | null
}

/** Actions on the whole queue: the likely ones as buttons, the rest in a menu. */
export function QueueActions({ uploads, snapshot, openTarget }: QueueActionsProps) {
  const { messages } = useI18n()
  const { counts, causes } = snapshot
  const pending = isPending(snapshot)
  const isOnHold = queueStateOf(snapshot) === 'on-hold'
  const retryable = useMemo(() => retryableJobs(causes), [causes])
  const { takeOut, isBeside, dialog } = useTakeOut(uploads, snapshot)
  const images = useImageOptions(uploads, snapshot)
  const menu = [...images.items, ...useMenu(uploads, snapshot)]
  return (
    <div className={styles['actions']}>
      {counts.done > 0 && openTarget && openTarget.url !== '' && (
        <a
          className={`${pending ? 'button' : 'button-primary'} button-small`}
          href={openTarget.url}
          target="_blank"
          rel="noreferrer"
        >
          <ExternalLink aria-hidden size={15} />
          <span>{messages.families[openTarget.is].open}</span>
        </a>
      )}
      {retryable.length > 0 && !isOnHold && (
        <button
          type="button"
          className={`button button-small ${styles['short'] ?? ''}`}
          onClick={() => uploads.retry(retryable)}
        >
          <RotateCw aria-hidden size={15} />
          <span>{messages.uploads.retryFailed}</span>
        </button>
      )}
      {!isOnHold && <PauseButton uploads={uploads} counts={counts} />}
      {takeOut && isBeside && (
        <button type="button" className="button-quiet button-small" onClick={takeOut.onClick}>
          {takeOut.label}
        </button>
      )}
      <MoreMenu label={messages.uploads.more} items={takeOut && !isBeside ? [...menu, takeOut] : menu} />
      {dialog}
      {images.dialog}
    </div>
  )
}

const alteringTools = { contents: browserContents, mostBytes: uploadAllMaxBytes }

/** What may be done to pictures that wait. */
function useImageOptions(uploads: Uploads, { counts }: QueueSnapshot) {
  const { imageOptions: say } = useQueueMessages()
  const [isOpen, setOpen] = useState(false)
  const isOffered = counts.waiting + counts.paused > 0
  const items: readonly MenuEntry[] = isOffered
    ? [{ icon: ImageDown, label: say.open, onClick: () => setOpen(true) }]
    : []
  const dialog = isOpen && (
    <Lazy lazy={imageOptionsDialog}>
      {(ImageOptionsDialog) => (
        <ImageOptionsDialog uploads={uploads} tools={alteringTools} onClose={() => setOpen(false)} />
      )}
    </Lazy>
  )
  return { items, dialog }
}

/** Taking a drop out: beside the menu where there is room for it; in the menu on a phone, and while files are on their way. */
function useTakeOut(uploads: Uploads, snapshot: QueueSnapshot) {
  const { takeOut: say } = useQueueMessages()
  const [isAsking, setAsking] = useState(false)
  const isRoomy = useMediaQuery('(min-width: 721px)')
  const canTakeOut = useTakeable(uploads, snapshot)
  const takeOut: MenuEntry | null = canTakeOut
    ? { icon: ArchiveX, label: say.open, onClick: () => setAsking(true) }
    : null
  const dialog = isAsking && (
    <Lazy lazy={takeOutDialog}>
      {(TakeOutDialog) => <TakeOutDialog uploads={uploads} onClose={() => setAsking(false)} />}
    </Lazy>
  )
  return { takeOut, isBeside: isRoomy && !isPending(snapshot), dialog }
}

/**
 * Whether files of a drop have arrived. It may walk all files, so it is not recomputed with each of ten thousand that arrives.
 */
function useTakeable(uploads: Uploads, snapshot: QueueSnapshot): boolean {
  const { ids, counts } = snapshot
  const isAnyDone = counts.done > 0
  const hasEnded = !isPending(snapshot)
  return useMemo(() => (isAnyDone || hasEnded) && hasTakeable(uploads, ids), [uploads, ids, isAnyDone, hasEnded])
}

type Counts = QueueSnapshot['counts']

/** One element for both, so that it keeps the focus when it changes. */
function PauseButton({ uploads, counts }: { readonly uploads: Uploads; readonly counts: Counts }) {
  const { messages } = useI18n()
  const canPause = isPausable(counts)
  if (!canPause && counts.paused === 0) return null
  const turn = () => {
    const jobs = jobsWithStatus(uploads, pendingStatuses)
    if (canPause) uploads.pause(jobs)
    else uploads.resume(jobs)
  }
  return (
    <button
      type="button"
      className={`${canPause ? 'button-quiet' : 'button'} button-small ${styles['short'] ?? ''}`}
      onClick={turn}
    >
      {createElement(canPause ? Pause : Play, { 'aria-hidden': true, size: 15 })}
      <span>{canPause ? messages.uploads.pauseAll : messages.uploads.resumeAll}</span>
    </button>
  )
}

function isPausable({ waiting, active, paused }: Counts): boolean {
  return waiting > 0 || (active > 0 && paused === 0)
}

function useMenu(uploads: Uploads, snapshot: QueueSnapshot): readonly MenuEntry[] {
  const i18n = useI18n()
  const { uploads: say } = i18n.messages
  const queueMessages = useQueueMessages()
  const { counts } = snapshot
  const pending = isPending(snapshot)
  const isOnHold = queueStateOf(snapshot) === 'on-hold'
  const jobs = (...statuses: readonly Status[]) => jobsWithStatus(uploads, statuses)
  const offers: readonly (MenuEntry & { readonly isOffered: boolean })[] = [
    {
      icon: Play,
      label: say.resumeAll,
      isOffered: counts.paused > 0 && isPausable(counts) && !isOnHold,
      onClick: () => uploads.resume(jobs('paused', 'active')),
    },
    {
      icon: RotateCw,
      label: say.retryCancelled,
      isOffered: counts.cancelled > 0,
      onClick: () => uploads.retry(jobs('cancelled')),
    },
    {
      icon: Download,
      label: say.exportFailed,
      isOffered: counts.failed > 0,
      onClick: () => {
        // Grouped by cause.
        const failed = snapshot.causes.flatMap(({ ids }) => ids)
        void downloadReport(reportOf(uploads, failed), 'failed', 'csv', i18n)
      },
    },
    ...(['csv', 'json'] as const).map((format) => ({
      icon: Download,
      label: queueMessages.report.exports[format],
      isOffered: true,
      onClick: () => void downloadReport(reportOf(uploads, snapshot.ids), 'queue', format, i18n),
    })),
    {
      icon: ListX,
      label: say.clearEnded,
      isOffered: counts.done + counts.cancelled > 0,
      onClick: () => uploads.forgetUndoably(jobs('done', 'cancelled')),
    },
    {
      icon: Trash2,
      label: say.clearFailed(i18n.formats.number(counts.failed)),
      isOffered: counts.failed > 0,
      onClick: () => uploads.forgetUndoably(jobs('failed')),
    },
    {
      icon: CircleX,
      label: say.cancelAll,
      isOffered: pending,
      onClick: () => uploads.cancelUndoably(jobs(...pendingStatuses)),
    },
  ]
  return offers.filter((offer) => offer.isOffered)
}

/** Failed jobs that a retry can help; an empty file, for instance, stays empty. */
function retryableJobs(causes: readonly Cause[]): readonly JobId[] {
  return causes.filter(({ problem }) => mayHelpToRetry(problem)).flatMap(({ ids }) => ids)
}
