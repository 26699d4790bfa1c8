import { memo, useCallback } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { OpenWhys } from '../failures/use-whys.ts'
import { UploadRow, type RowSurroundings } from '../row/UploadRow.tsx'
import { RowItem } from './RowItem.tsx'
import { VirtualRows, type RowsProps } from './VirtualRows.tsx'
import styles from './UploadList.module.css'

/** Up to this many rows the list is not virtualised, so that find-in-page and screen readers reach all of them. */
export const rowsWithoutWindow = 100

interface UploadListProps {
  readonly ids: readonly JobId[]
  readonly surroundings: RowSurroundings
  readonly open: OpenWhys
}

export const UploadList = memo(function UploadList({ ids, surroundings, open }: UploadListProps) {
  const { messages } = useI18n()
  const row = useCallback(
    (id: JobId) => <UploadRow id={id} surroundings={surroundings} why={open.get(id)} />,
    [surroundings, open],
  )
  return <Rows label={messages.uploads.heading} ids={ids} row={row} />
})

/** A list of rows; of a long one only those in view. */
export function Rows(props: RowsProps) {
  return props.ids.length > rowsWithoutWindow ? <VirtualRows {...props} /> : <AllRows {...props} />
}

function AllRows({ ids, label, row }: RowsProps) {
  return (
    <ul aria-label={label} className={styles['list']}>
      {ids.map((id) => (
        <RowItem key={id} id={id}>
          {row(id)}
        </RowItem>
      ))}
    </ul>
  )
}
