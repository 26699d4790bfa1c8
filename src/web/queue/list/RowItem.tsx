import type { CSSProperties, ReactNode, Ref } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import { nameElementId } from '../row/UploadRow.tsx'
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
  readonly place?: RowPlace
  /** The row, with an element that names it (`nameElementId`). */
  readonly children: ReactNode
}

export function RowItem({ id, place, children }: RowItemProps) {
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
      {children}
    </li>
  )
}
