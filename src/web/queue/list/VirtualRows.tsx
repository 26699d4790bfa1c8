import { useCallback, useRef, useState } from 'react'
import { useWindowVirtualizer, type Range } from '@tanstack/react-virtual'
import type { JobId } from '../../../engine/job/job.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { keptRange, useSteadyView, useTopOffset } from './steady-rows.ts'
import { nameElementId, UploadRow, type RowSurroundings } from '../row/UploadRow.tsx'
import styles from './UploadList.module.css'

/** Estimated height of a row without guidance; the real height is measured once the row is rendered. */
const usualRowPixels = 44
const rowsBeyondTheEdge = 8

interface VirtualRowsProps {
  readonly ids: readonly JobId[]
  readonly surroundings: RowSurroundings
}

/** Renders only the rows in view and the focused one, so that ten thousand rows cost as much as thirty. */
export function VirtualRows({ ids, surroundings }: VirtualRowsProps) {
  const { messages } = useI18n()
  const list = useRef<HTMLUListElement>(null)
  const offset = useTopOffset(list)
  // Job whose row held the focus last. Unmounting a focused row would lose the focus.
  const [focused, setFocused] = useState<JobId | null>(null)
  const focusedAt = focused === null ? -1 : ids.indexOf(focused)
  // oxlint-disable-next-line react/incompatible-library -- Nothing here is memoized on what it returns.
  const virtualizer = useWindowVirtualizer({
    count: ids.length,
    estimateSize: usualSize,
    overscan: rowsBeyondTheEdge,
    scrollMargin: offset,
    // Must stay the same function for the same list: another one makes the virtualizer lay out all rows anew.
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    rangeExtractor: useCallback((range: Range) => keptRange(focusedAt, range), [focusedAt]),
    // Measuring while React renders would flush inside a render (TanStack/virtual#1281).
    useFlushSync: false,
  })
  useSteadyView(ids, virtualizer)
  return (
    <ul
      ref={list}
      aria-label={messages.uploads.heading}
      className={styles['window']}
      style={{ blockSize: virtualizer.getTotalSize() }}
      onFocus={(event) => setFocused(jobOf(event.target))}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const id = ids[index]
        if (id === undefined) return null
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            data-job={id}
            tabIndex={-1}
            aria-labelledby={nameElementId(id)}
            aria-setsize={ids.length}
            aria-posinset={index + 1}
            className={styles['item']}
            style={{ transform: `translateY(${start - offset}px)` }}
          >
            <UploadRow id={id} surroundings={surroundings} />
          </li>
        )
      })}
    </ul>
  )
}

function usualSize(): number {
  return usualRowPixels
}

function jobOf(element: Element | null): JobId | null {
  return element?.closest<HTMLElement>('[data-job]')?.dataset['job'] ?? null
}
