import { memo } from 'react'
import type { JobId } from '../../engine/job.ts'
import { useSpeech } from '../words/speech.ts'
import { nameElementId, UploadRow, type RowSurroundings } from './UploadRow.tsx'
import { VirtualRows } from './VirtualRows.tsx'
import styles from './UploadList.module.css'

/** Up to here all rows stay on the page, so that searching the page and reading it aloud miss nothing. */
const rowsWithoutWindow = 100

interface UploadListProps {
  readonly ids: readonly JobId[]
  readonly surroundings: RowSurroundings
}

export const UploadList = memo(function UploadList({ ids, surroundings }: UploadListProps) {
  const { words } = useSpeech()
  if (ids.length > rowsWithoutWindow) {
    return <VirtualRows ids={ids} surroundings={surroundings} />
  }
  return (
    <ul aria-label={words.uploads.heading} className={styles['list']}>
      {ids.map((id) => (
        <UploadItem key={id} id={id} surroundings={surroundings} />
      ))}
    </ul>
  )
})

function UploadItem({ id, surroundings }: { readonly id: JobId; readonly surroundings: RowSurroundings }) {
  return (
    <li aria-labelledby={nameElementId(id)} className={styles['item']}>
      <UploadRow id={id} surroundings={surroundings} />
    </li>
  )
}
