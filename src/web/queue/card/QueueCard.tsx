import { useId, useMemo, useRef, useState } from 'react'
import type { Target } from '../../../engine/targets/target.ts'
import type { QueueSnapshot, Uploads } from '../../../engine/queue/uploads.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { Ways } from '../state/act-on-jobs.ts'
import { Causes } from '../causes/Causes.tsx'
import { NothingToShow } from '../list/NothingToShow.tsx'
import { OverallProgress } from './OverallProgress.tsx'
import { PaceLine } from './PaceLine.tsx'
import { presentView, wholeQueue, type QueueView } from '../state/queue-view.ts'
import { QueueActions } from '../toolbar/QueueActions.tsx'
import { QueueTools } from '../toolbar/QueueTools.tsx'
import { ShownCount } from '../toolbar/ShownCount.tsx'
import { UploadList } from '../list/UploadList.tsx'
import { useArranging } from '../toolbar/use-arranging.ts'
import { useGroups } from '../toolbar/use-groups.ts'
import { useHeadRoom } from '../list/use-head-room.ts'
import { useShownJobs } from '../state/use-shown-jobs.ts'
import styles from './QueueCard.module.css'

interface QueueCardProps {
  readonly uploads: Uploads
  readonly snapshot: QueueSnapshot
  readonly ways: Ways
  readonly currentPlace: string | null
  readonly place: Target | null
}

/** The queue: how far it is, what can be done with it, and as much of it as a person wants to see. */
export function QueueCard({ uploads, snapshot, ways, currentPlace, place }: QueueCardProps) {
  const { messages } = useI18n()
  const headingId = useId()
  const card = useRef<HTMLElement>(null)
  const head = useRef<HTMLElement>(null)
  const [wanted, setWanted] = useState(wholeQueue)
  const arranging = useArranging(uploads, snapshot.ids)
  const { groups, toldAbove } = useGroups(snapshot.causes)
  const view = presentView(wanted, groups)
  const shown = useShownJobs(uploads, snapshot, view)
  const { onMove } = arranging
  const { hold: standing } = snapshot
  const surroundings = useMemo(
    () => ({ uploads, ways, toldAbove, currentPlace, standing, onMove }),
    [uploads, ways, toldAbove, currentPlace, standing, onMove],
  )
  useHeadRoom(card, head)

  const show = (change: Partial<QueueView>) => {
    setWanted({ ...view, ...change })
    // Another list begins at its beginning.
    if (card.current && card.current.getBoundingClientRect().top < 0) card.current.scrollIntoView()
  }

  return (
    <section ref={card} className={`card ${styles['card'] ?? ''}`} aria-labelledby={headingId}>
      <header ref={head} className={styles['head']}>
        <h2 id={headingId} tabIndex={-1} className="visually-hidden">
          {messages.uploads.heading}
        </h2>
        <OverallProgress snapshot={snapshot} />
        <PaceLine uploads={uploads} snapshot={snapshot} />
        <QueueActions uploads={uploads} snapshot={snapshot} place={place} />
        {snapshot.ids.length > 1 && <QueueTools snapshot={snapshot} view={view} onView={show} arranging={arranging} />}
        <p role="status" className="visually-hidden">
          <ShownCount key={Object.values(view).join('\n')} count={shown.length} />
        </p>
      </header>
      <Causes causes={groups} view={view} onView={show} uploads={uploads} ways={ways} />
      {shown.length > 0 ? (
        <UploadList ids={shown} surroundings={surroundings} />
      ) : (
        <NothingToShow view={view} onShowAll={() => show(wholeQueue)} />
      )}
    </section>
  )
}
