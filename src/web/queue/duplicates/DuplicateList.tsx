import { useCallback, useState } from 'react'
import { useVirtualizer, type Range } from '@tanstack/react-virtual'
import type { Duplicate } from '../../../engine/queue/uploads.ts'
import { useQueueMessages } from '../../i18n/i18n.ts'
import { DuplicateRow } from './DuplicateRow.tsx'
import { keptRange } from '../list/steady-rows.ts'
import styles from './DuplicateList.module.css'

const usualRowPixels = 60
const rowsBeyondTheEdge = 6

interface DuplicateListProps {
  readonly duplicates: readonly Duplicate[]
  /** What ticking all of them means. */
  readonly keepAll: string
  /** The ticked files. */
  readonly kept: ReadonlySet<Duplicate>
  /** Null where there is nothing to choose from. */
  readonly onKept: ((kept: ReadonlySet<Duplicate>) => void) | null
}

/** Virtualised: a folder dropped twice gives thousands of duplicates. */
export function DuplicateList({ duplicates, keepAll, kept, onKept }: DuplicateListProps) {
  const messages = useQueueMessages()
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const [focusedAt, setFocusedAt] = useState(-1)
  // oxlint-disable-next-line react/incompatible-library -- Nothing here is memoized on what it returns.
  const virtualizer = useVirtualizer({
    count: duplicates.length,
    estimateSize: () => usualRowPixels,
    overscan: rowsBeyondTheEdge,
    getScrollElement: () => scroller,
    rangeExtractor: useCallback((range: Range) => keptRange(focusedAt, range), [focusedAt]),
    useFlushSync: false,
  })
  const keep = (duplicate: Duplicate, isKept: boolean) => {
    const next = new Set(kept)
    if (isKept) next.add(duplicate)
    else next.delete(duplicate)
    onKept?.(next)
  }
  return (
    <>
      {onKept && (
        <KeepAll
          label={keepAll}
          kept={kept.size}
          of={duplicates.length}
          onKeepAll={(isKept) => onKept(new Set(isKept ? duplicates : []))}
        />
      )}
      <div ref={setScroller} className={styles['scroller']}>
        <ul aria-label={messages.duplicates.list} style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const duplicate = duplicates[index]
            return (
              duplicate && (
                <li
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  aria-setsize={duplicates.length}
                  aria-posinset={index + 1}
                  style={{ transform: `translateY(${start}px)` }}
                  onFocus={() => setFocusedAt(index)}
                >
                  <DuplicateRow
                    duplicate={duplicate}
                    isKept={kept.has(duplicate)}
                    onKept={onKept && ((isKept) => keep(duplicate, isKept))}
                  />
                </li>
              )
            )
          })}
        </ul>
      </div>
    </>
  )
}

interface KeepAllProps {
  readonly label: string
  readonly kept: number
  readonly of: number
  readonly onKeepAll: (isKept: boolean) => void
}

function KeepAll({ label, kept, of, onKeepAll }: KeepAllProps) {
  return (
    <label className={styles['all']}>
      <input
        ref={(input) => {
          // React has no prop for it.
          if (input) input.indeterminate = kept > 0 && kept < of
        }}
        type="checkbox"
        checked={kept === of}
        onChange={(event) => onKeepAll(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  )
}
