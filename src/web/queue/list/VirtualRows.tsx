import { useRef, type ReactNode } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import { RowItem } from './RowItem.tsx'
import { useRowWindow } from './use-row-window.ts'
import styles from './UploadList.module.css'

export interface RowsProps {
  readonly label: string
  readonly ids: readonly JobId[]
  readonly row: (id: JobId) => ReactNode
}

export function VirtualRows({ ids, label, row }: RowsProps) {
  const list = useRef<HTMLUListElement>(null)
  const { virtualizer, offset, onFocus } = useRowWindow({ list, keys: ids, headings: noHeadings, keyOf: jobOf })
  return (
    <ul
      ref={list}
      aria-label={label}
      className={styles['window']}
      style={{ blockSize: virtualizer.getTotalSize() }}
      onFocus={onFocus}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const id = ids[index]
        if (id === undefined) return null
        const style = { transform: `translateY(${start - offset}px)` }
        const place = { ref: virtualizer.measureElement, index, position: index + 1, of: ids.length, style }
        return (
          <RowItem key={key} id={id} place={place}>
            {row(id)}
          </RowItem>
        )
      })}
    </ul>
  )
}

const noHeadings: readonly number[] = []

function jobOf(element: Element): JobId | null {
  return element.closest<HTMLElement>('[data-job]')?.dataset['job'] ?? null
}
