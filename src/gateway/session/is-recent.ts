/**
 * Whether then and now lie less than `spanMs` apart, whichever comes first: what a clock told that ran ahead and was then set
 * right must not count as just now until that clock has caught up.
 */
export function isWithin(spanMs: number, thenMs: number, nowMs: number): boolean {
  return Math.abs(nowMs - thenMs) < spanMs
}
