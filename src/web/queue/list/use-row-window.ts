import { useCallback, useState, type FocusEvent, type RefObject } from 'react'
import { useWindowVirtualizer, type Range } from '@tanstack/react-virtual'
import { keptRange, useSteadyView, useTopOffset } from './steady-rows.ts'

const rowsBeyondTheEdge = 8

/** Estimated height of a row without guidance; the real height is measured once the row is rendered. */
const rowPixels = { fine: 44, coarse: 56 }
/** Estimated height of a heading above rows. */
const headingPixels = { fine: 60, coarse: 140 }

interface RowWindowOptions {
  readonly list: RefObject<HTMLElement | null>
  /** Of all items, in their order. The same array as long as nothing changes. */
  readonly keys: readonly string[]
  /** Positions of headings among them, ascending: rendered as long as a row below is. */
  readonly headings: readonly number[]
  /** Key of the item that an element is part of. */
  readonly keyOf: (element: Element) => string | null
}

/** Which items to render: those in view, their headings, and the focused one, so that ten thousand rows cost as much as thirty. */
export function useRowWindow({ list, keys, headings, keyOf }: RowWindowOptions) {
  const offset = useTopOffset(list)
  // Unmounting a focused row would lose the focus.
  const [focused, setFocused] = useState<string | null>(null)
  const focusedAt = focused === null ? -1 : keys.indexOf(focused)
  const [pointer] = useState<keyof typeof rowPixels>(() =>
    matchMedia('(pointer: coarse), (max-width: 720px)').matches ? 'coarse' : 'fine',
  )
  // oxlint-disable-next-line react/incompatible-library -- Nothing here is memoized on what it returns.
  const virtualizer = useWindowVirtualizer({
    count: keys.length,
    estimateSize: useCallback(
      (index: number) => (isAmong(headings, index) ? headingPixels : rowPixels)[pointer],
      [headings, pointer],
    ),
    overscan: rowsBeyondTheEdge,
    scrollMargin: offset,
    // Must stay the same function for the same list: another one makes the virtualizer lay out all rows anew.
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    rangeExtractor: useCallback(
      (range: Range) => withHeadings(keptRange(focusedAt, range), headings),
      [focusedAt, headings],
    ),
    // Measuring while React renders would flush inside a render (TanStack/virtual#1281).
    useFlushSync: false,
  })
  useSteadyView(keys, virtualizer)
  return { virtualizer, offset, onFocus: ({ target }: FocusEvent) => setFocused(keyOf(target)) }
}

/** Position in `headings` of the heading that an item is or belongs to; -1 where there is none. */
export function headingOf(headings: readonly number[], index: number): number {
  let [low, high] = [0, headings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((headings[middle] ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return low - 1
}

function isAmong(headings: readonly number[], index: number): boolean {
  return headings[headingOf(headings, index)] === index
}

function withHeadings(indices: number[], headings: readonly number[]): number[] {
  if (headings.length === 0) return indices
  const above = indices.map((index) => headings[headingOf(headings, index)] ?? index)
  return [...new Set([...indices, ...above])].sort((a, b) => a - b)
}
