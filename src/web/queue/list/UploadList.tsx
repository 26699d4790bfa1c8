import { memo } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { nameElementId, UploadRow, type RowSurroundings } from '../row/UploadRow.tsx'
import { VirtualRows } from './VirtualRows.tsx'
import styles from './UploadList.module.css'

/** Up to this many rows the list is not virtualised, so that find-in-page and screen readers reach all of them. */
export const rowsWithoutWindow = 100

interface UploadListProps {
  readonly ids: readonly JobId[]
  readonly surroundings: RowSurroundings
}

export const UploadList = memo(function UploadList({ ids, surroundings }: UploadListProps) {
  return ids.length > rowsWithoutWindow ? (
    <VirtualRows ids={ids} surroundings={surroundings} />
  ) : (
    <AllRows ids={ids} surroundings={surroundings} />
  )
})

function AllRows({ ids, surroundings }: UploadListProps) {
  const { messages } = useI18n()
  return (
    <ul aria-label={messages.uploads.heading} className={styles['list']}>
      {ids.map((id) => (
        <li key={id} data-job={id} tabIndex={-1} aria-labelledby={nameElementId(id)} className={styles['item']}>
          <UploadRow id={id} surroundings={surroundings} />
        </li>
      ))}
    </ul>
  )
}
