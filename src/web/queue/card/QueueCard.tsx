import { useCallback, useId, useMemo, useRef, useState } from 'react'
import type { Target } from '../../../engine/targets/target.ts'
import type { QueueSnapshot, Uploads } from '../../../engine/queue/uploads.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { WithMessages } from '../../boundary/Lazy.tsx'
import { CauseAnnouncer } from '../failures/CauseAnnouncer.tsx'
import { useWhys } from '../failures/use-whys.ts'
import { FailureList } from '../list/FailureList.tsx'
import { OverallProgress } from './OverallProgress.tsx'
import { PaceLine } from './PaceLine.tsx'
import { wholeQueue, type QueueView, jobsNamed, jobsOfView } from '../state/queue-view.ts'
import { QueueActions } from '../toolbar/QueueActions.tsx'
import { QueueTools } from '../toolbar/QueueTools.tsx'
import { ArrangeArea } from '../order/ArrangeArea.tsx'
import { UploadList } from '../list/UploadList.tsx'
import { useArranging } from '../toolbar/use-arranging.ts'
import { useHeadRoom, useStillRows } from '../list/steady-rows.ts'
import styles from './QueueCard.module.css'
import type { JobId } from '../../../engine/job/job.ts'

interface QueueCardProps {
  readonly uploads: Uploads
  readonly snapshot: QueueSnapshot
  readonly currentTargetKey: string | null
  readonly openTarget: Target | null
}

/** The queue: progress, actions, and the jobs that the current view shows. */
export function QueueCard({ uploads, snapshot, currentTargetKey, openTarget }: QueueCardProps) {
  const { messages, problemMessages } = useI18n()
  const headingId = useId()
  const card = useRef<HTMLElement>(null)
  const head = useRef<HTMLElement>(null)
  const [view, setView] = useState(wholeQueue)
  const arranging = useArranging(uploads, snapshot)
  const shown = useShownJobs(uploads, snapshot, view)
  const { row } = arranging
  const { open, whys } = useWhys(uploads)
  const { hold } = snapshot
  const surroundings = useMemo(
    () => ({ uploads, whys, isCauseSaid: false, currentTargetKey, hold, arranging: row }),
    [uploads, whys, currentTargetKey, hold, row],
  )
  useHeadRoom(card, head)
  useStillRows(head, snapshot.causes)

  const show = (change: Partial<QueueView>) => {
    setView({ ...view, ...change })
    // A changed list starts at its top.
    if (card.current && card.current.getBoundingClientRect().top < 0) card.current.scrollIntoView()
  }
  const isResolving = useRef(false)
  const resolve = () => {
    isResolving.current = true
    show({ filter: 'failed' })
  }
  const takesFocus = useCallback(() => {
    const takes = isResolving.current
    isResolving.current = false
    return takes
  }, [])

  return (
    <section ref={card} className={`card ${styles['card'] ?? ''}`} aria-labelledby={headingId}>
      <header ref={head} className={styles['head']}>
        <h2 id={headingId} tabIndex={-1} className="visually-hidden">
          {messages.uploads.heading}
        </h2>
        <OverallProgress snapshot={snapshot} />
        <PaceLine uploads={uploads} snapshot={snapshot} />
        <QueueActions uploads={uploads} snapshot={snapshot} openTarget={openTarget} />
        {snapshot.ids.length > 1 && (
          <QueueTools snapshot={snapshot} view={view} onView={show} onResolve={resolve} arranging={arranging} />
        )}
        <p role="status" className="visually-hidden">
          <ShownCount key={Object.values(view).join('\n')} count={shown.length} />
        </p>
      </header>
      <WithMessages lazy={problemMessages}>
        <CauseAnnouncer causes={snapshot.causes} />
        {view.filter === 'failed' && shown.length > 0 && (
          <FailureList
            causes={snapshot.causes}
            text={view.text}
            surroundings={surroundings}
            open={open}
            takesFocus={takesFocus}
          />
        )}
      </WithMessages>
      {view.filter !== 'failed' && shown.length > 0 && (
        <ArrangeArea uploads={uploads} arranging={arranging} ids={shown}>
          <UploadList ids={shown} surroundings={surroundings} open={open} />
        </ArrangeArea>
      )}
      {shown.length === 0 && <NothingToShow view={view} onShowAll={() => show(wholeQueue)} />}
    </section>
  )
}

/** Number of jobs when the view was chosen. Announced once, not again with every job that is added or leaves. */
function ShownCount({ count }: { readonly count: number }) {
  const { formats } = useI18n()
  const { filters } = useQueueMessages()
  const [countAtFirst] = useState(count)
  return <span>{filters.shown(formats.number(countAtFirst))}</span>
}

interface NothingToShowProps {
  readonly view: QueueView
  readonly onShowAll: () => void
}

function NothingToShow({ view: { filter, text }, onShowAll }: NothingToShowProps) {
  const { filters } = useQueueMessages()
  return (
    <div className={styles['nothing']}>
      <p>{text.trim() === '' ? filters.empty[filter] : filters.noMatch(text.trim())}</p>
      <button type="button" className="button button-small" onClick={onShowAll}>
        {filters.showAll}
      </button>
    </div>
  )
}

/**
 * Jobs that a view shows. Recomputed when a status or the order changes, not on progress: the snapshot keeps the identity
 * of `ids`, `counts` and `causes` as long as they are equal.
 */
function useShownJobs(uploads: Uploads, snapshot: QueueSnapshot, view: QueueView): readonly JobId[] {
  const { ids, counts, causes } = snapshot
  const { filter, text } = view
  const listed = useMemo(
    () => jobsOfView(uploads, { ids, counts, causes }, filter),
    [uploads, ids, counts, causes, filter],
  )
  return useMemo(() => jobsNamed(uploads, listed, text), [uploads, listed, text])
}
