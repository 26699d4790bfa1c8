import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { WithMessages } from '../../boundary/Lazy.tsx'
import { FailureSummary } from '../failures/FailureSummary.tsx'
import { ArrangeBar } from './ArrangeBar.tsx'
import { ArrangeToggle } from './ArrangeToggle.tsx'
import { FilterBar } from './FilterBar.tsx'
import { SearchField } from '../../shell/SearchField.tsx'
import type { QueueView } from '../state/queue-view.ts'
import { rowsWithoutWindow } from '../list/UploadList.tsx'
import type { Arranging } from './use-arranging.ts'
import styles from './QueueTools.module.css'

interface QueueToolsProps {
  readonly snapshot: QueueSnapshot
  readonly view: QueueView
  readonly onView: (change: Partial<QueueView>) => void
  /** Shows the failed files. */
  readonly onResolve: () => void
  readonly arranging: Arranging
}

/** Filter, search and order of the queue. */
export function QueueTools({ snapshot, view, onView, onResolve, arranging }: QueueToolsProps) {
  const { filters } = useQueueMessages()
  const { problemMessages } = useI18n()
  const { ids, counts, causes } = snapshot
  const { isOn, turn } = arranging
  // Find-in-page misses rows of a long list that are not rendered.
  const canSearch = ids.length > rowsWithoutWindow || view.text !== ''
  const canArrange = counts.waiting + counts.paused + counts['needs-file'] > 1 || isOn
  return (
    <>
      <div className={styles['tools']}>
        <FilterBar snapshot={snapshot} filter={view.filter} onFilter={(filter) => onView({ filter })} />
        {view.filter === 'all' && causes.length > 0 && (
          <WithMessages lazy={problemMessages}>
            <FailureSummary causes={causes} onResolve={onResolve} />
          </WithMessages>
        )}
        {canSearch && <SearchField label={filters.search} text={view.text} onText={(text) => onView({ text })} />}
        {canArrange && <ArrangeToggle isOn={isOn} turn={turn} />}
      </div>
      {isOn && <ArrangeBar arranging={arranging} />}
    </>
  )
}
