import type { JobId } from '../../../engine/job/job.ts'

/** A row on the screen, in pixels from the top of the window. */
export interface RowEdges {
  readonly id: JobId
  readonly top: number
  readonly bottom: number
}

/** A gap between rows. */
export interface DragPlace {
  /** The row after the gap; the row before it if the gap is the last one. */
  readonly beside: JobId
  readonly is: 'before' | 'behind'
  /** Where the gap is, in pixels from the top of the window. */
  readonly top: number
}

/** The gap nearest to a height of the window, in pixels; null where there are no rows. */
export function placeAt(y: number, rows: readonly RowEdges[]): DragPlace | null {
  const sorted = rows.toSorted((a, b) => a.top - b.top)
  const next = sorted.find(({ top, bottom }) => y < (top + bottom) / 2)
  if (next) return { beside: next.id, is: 'before', top: next.top }
  const last = sorted.at(-1)
  return last ? { beside: last.id, is: 'behind', top: last.bottom } : null
}

const edgePixels = 56
/** Largest factor, reached with the pointer outside the window. */
const fastest = 3

/** How far to scroll per frame while a pointer is near the top or the bottom of what is in view; negative upwards. */
export function scrollBeside(y: number, [top, bottom]: readonly [top: number, bottom: number]): number {
  const above = top + edgePixels - y
  const below = y - (bottom - edgePixels)
  const depth = Math.max(above, below)
  if (depth <= 0) return 0
  const share = Math.min(depth / edgePixels, fastest)
  return Math.round((above > below ? -1 : 1) * (2 + 18 * share))
}
