import { useRef } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { OpenWhys } from '../failures/use-whys.ts'
import type { RowSurroundings } from '../row/UploadRow.tsx'
import { RowItem } from './RowItem.tsx'
import { useRowWindow } from './use-row-window.ts'
import styles from './UploadList.module.css'

export interface UploadListProps {
  readonly ids: readonly JobId[]
  readonly surroundings: RowSurroundings
  readonly open: OpenWhys
}

export function VirtualRows({ ids, surroundings, open }: UploadListProps) {
  const { messages } = useI18n()
  const list = useRef<HTMLUListElement>(null)
  const { virtualizer, offset, onFocus } = useRowWindow({ list, keys: ids, headings: noHeadings, keyOf: jobOf })
  return (
    <ul
      ref={list}
      aria-label={messages.uploads.heading}
      className={styles['window']}
      style={{ blockSize: virtualizer.getTotalSize() }}
      onFocus={onFocus}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const id = ids[index]
        if (id === undefined) return null
        const style = { transform: `translateY(${start - offset}px)` }
        const place = { ref: virtualizer.measureElement, index, position: index + 1, of: ids.length, style }
        return <RowItem key={key} id={id} surroundings={surroundings} open={open} place={place} />
      })}
    </ul>
  )
}

const noHeadings: readonly number[] = []

function jobOf(element: Element): JobId | null {
  return element.closest<HTMLElement>('[data-job]')?.dataset['job'] ?? null
}
