/**
 * Whether the two times are less than `spanMs` apart, in either order. A time from a clock that ran ahead and was set back lies in
 * the future; it must not count as recent until the clock catches up.
 */
export function isWithin(spanMs: number, thenMs: number, nowMs: number): boolean {
  return Math.abs(nowMs - thenMs) < spanMs
}
