import type { CSSProperties, Ref } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import type { OpenWhys } from '../failures/use-whys.ts'
import { nameElementId, UploadRow, type RowSurroundings } from '../row/UploadRow.tsx'
import styles from './UploadList.module.css'

/** Position of a row in a list of which only a part is rendered. */
interface RowPlace {
  readonly ref: Ref<HTMLLIElement>
  /** Among all items. */
  readonly index: number
  /** Among the rows of its list, from 1 on. */
  readonly position: number
  readonly of: number
  readonly style: CSSProperties
}

interface RowItemProps {
  readonly id: JobId
  readonly surroundings: RowSurroundings
  readonly open: OpenWhys
  readonly place?: RowPlace
}

export function RowItem({ id, surroundings, open, place }: RowItemProps) {
  return (
    <li
      ref={place?.ref}
      data-index={place?.index}
      data-job={id}
      tabIndex={-1}
      aria-labelledby={nameElementId(id)}
      aria-setsize={place?.of}
      aria-posinset={place?.position}
      className={styles['item']}
      style={place?.style}
    >
      <UploadRow id={id} surroundings={surroundings} why={open.get(id)} />
    </li>
  )
}
