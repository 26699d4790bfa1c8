import { memo } from 'react'
import { useI18n } from '../../i18n/i18n.ts'
import { RowItem } from './RowItem.tsx'
import { VirtualRows, type UploadListProps } from './VirtualRows.tsx'
import styles from './UploadList.module.css'

/** Up to this many rows the list is not virtualised, so that find-in-page and screen readers reach all of them. */
export const rowsWithoutWindow = 100

export const UploadList = memo(function UploadList(props: UploadListProps) {
  return props.ids.length > rowsWithoutWindow ? <VirtualRows {...props} /> : <AllRows {...props} />
})

function AllRows({ ids, surroundings, open }: UploadListProps) {
  const { messages } = useI18n()
  return (
    <ul aria-label={messages.uploads.heading} className={styles['list']}>
      {ids.map((id) => (
        <RowItem key={id} id={id} surroundings={surroundings} open={open} />
      ))}
    </ul>
  )
}
