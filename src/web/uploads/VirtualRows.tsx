import { useEffect, useRef, useState } from 'react'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import type { JobId } from '../../engine/job.ts'
import { useSpeech } from '../words/speech.ts'
import { nameElementId, UploadRow, type RowSurroundings } from './UploadRow.tsx'
import styles from './UploadList.module.css'

/** Height of a row without guidance; what a row really takes is measured once it is on the page. */
const usualRowPixels = 88
const rowsBeyondTheEdge = 8

interface VirtualRowsProps {
  readonly ids: readonly JobId[]
  readonly surroundings: RowSurroundings
}

/** Only the rows in view stand on the page, so that ten thousand cost what thirty do. */
export function VirtualRows({ ids, surroundings }: VirtualRowsProps) {
  const { words } = useSpeech()
  const list = useRef<HTMLUListElement>(null)
  const offset = useOffset(list)
  const virtualizer = useWindowVirtualizer({
    count: ids.length,
    estimateSize: () => usualRowPixels,
    overscan: rowsBeyondTheEdge,
    scrollMargin: offset,
    getItemKey: (index) => ids[index] ?? index,
    // Measuring while React renders would flush inside a render (TanStack/virtual#1281).
    useFlushSync: false,
  })
  return (
    <ul
      ref={list}
      aria-label={words.uploads.heading}
      className={styles['window']}
      style={{ blockSize: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const id = ids[index]
        if (id === undefined) return null
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
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

/** Distance of the list from the top of the page, kept up while guidance above it opens and closes. */
function useOffset(list: { readonly current: HTMLElement | null }): number {
  const [offset, setOffset] = useState(0)
  useEffect(() => {
    const measure = () => {
      if (list.current) setOffset(Math.round(list.current.getBoundingClientRect().top + window.scrollY))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [list])
  return offset
}
