const dayMs = 24 * 60 * 60 * 1000
/** Days are counted in Beijing's time. Which day Feishu counts by is UNCONFIRMED (docs/feishu.md, U12). */
const beijingOffsetMs = 8 * 60 * 60 * 1000

/** When day 0 began. */
export const beijingDayZeroMs = -beijingOffsetMs

/** Days since 1970 in Beijing, which has no daylight saving time. */
export function beijingDayOf(nowMs: number): number {
  return Math.floor((nowMs + beijingOffsetMs) / dayMs)
}

export function beijingDayEndsAtMs(nowMs: number): number {
  return (beijingDayOf(nowMs) + 1) * dayMs - beijingOffsetMs
}
