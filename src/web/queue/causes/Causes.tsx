import type { Cause, Uploads } from '../../../engine/queue/uploads.ts'
import { WithMessages } from '../../boundary/Lazy.tsx'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { CauseGuidance } from './CauseGuidance.tsx'
import { keyOfCause, type QueueView } from '../state/queue-view.ts'
import styles from './Causes.module.css'

/** More would push the list off the screen; the others are shown with the filter for failed files. */
const causesAboveAll = 3

interface CausesProps {
  /** Causes of at least two files, which are shown here instead of under each row. */
  readonly causes: readonly Cause[]
  readonly view: QueueView
  readonly onView: (view: Partial<QueueView>) => void
  readonly uploads: Uploads
}

/** Shared causes of failure, each with retry and a filter for its files. */
export function Causes({ causes, view, onView, uploads }: CausesProps) {
  const { formats, problemMessages } = useI18n()
  const { filters } = useQueueMessages()
  const { filter, cause: only } = view
  if (causes.length === 0 || (filter !== 'all' && filter !== 'failed')) return null
  const shown = filter === 'all' ? causes.slice(0, causesAboveAll) : causes
  return (
    <div id="causes" className={styles['causes']}>
      {shown.map((cause) => {
        const key = keyOfCause(cause)
        return (
          <WithMessages key={key} lazy={problemMessages}>
            <CauseGuidance
              cause={cause}
              uploads={uploads}
              isAlone={key === only}
              onAlone={(isAlone) => onView({ filter: 'failed', cause: isAlone ? key : null })}
            />
          </WithMessages>
        )
      })}
      {shown.length < causes.length && (
        <button type="button" className="button button-small" onClick={() => onView({ filter: 'failed', cause: null })}>
          {filters.moreCauses(formats.number(causes.length - shown.length))}
        </button>
      )}
    </div>
  )
}
