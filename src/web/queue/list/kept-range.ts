import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'

/** The rows in view, and one more: a row that left the view while it had the focus stays, or the keyboard would be lost. */
export function keptRange(focusedAt: number, range: Range): number[] {
  const rows = defaultRangeExtractor(range)
  const isKept = focusedAt >= 0 && focusedAt < range.count && !rows.includes(focusedAt)
  return isKept ? [...rows, focusedAt].sort((a, b) => a - b) : rows
}
