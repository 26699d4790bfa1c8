import type { Cause, Uploads } from '../../../engine/queue/uploads.ts'
import { WithMessages } from '../../boundary/Part.tsx'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { CauseGuidance } from './CauseGuidance.tsx'
import { keyOfCause, type QueueView } from '../state/queue-view.ts'
import styles from './Causes.module.css'

/** More would push the list off the page; the rest is told among the failed files. */
const causesAboveAll = 3

interface CausesProps {
  /** Causes of more than one file, which are told here instead of under each row. */
  readonly causes: readonly Cause[]
  readonly view: QueueView
  readonly onView: (view: Partial<QueueView>) => void
  readonly uploads: Uploads
}

/** What failed for one reason is told once, and can be retried or looked at apart from the rest. */
export function Causes({ causes, view, onView, uploads }: CausesProps) {
  const { formats, problemMessages } = useI18n()
  const { filters } = useQueueMessages()
  const { filter, cause: only } = view
  if (causes.length === 0 || (filter !== 'all' && filter !== 'failed')) return null
  const told = filter === 'all' ? causes.slice(0, causesAboveAll) : causes
  return (
    <div id="causes" className={styles['causes']}>
      {told.map((cause) => {
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
      {told.length < causes.length && (
        <button type="button" className="button button-small" onClick={() => onView({ filter: 'failed', cause: null })}>
          {filters.moreCauses(formats.number(causes.length - told.length))}
        </button>
      )}
    </div>
  )
}
