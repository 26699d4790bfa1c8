/** The wait is too long. */
export interface PutOff {
  readonly granted: false
  /** When to ask again. */
  readonly waitMs: number
  /** For how long Feishu said that it refuses such calls; 0: it did not say more than `waitMs`. */
  readonly refusedForMs: number
  readonly dayIsUsedUp: boolean
  /** Feishu said that the company has used up its calls of this month. */
  readonly monthIsUsedUp: boolean
  /** What was known of the company was deleted while the call waited: it left the app, though it may be back by now. */
  readonly isForgotten: boolean
  /** The ledger could not be reached. */
  readonly storeIsAway: boolean
}

export const notYet = {
  granted: false,
  refusedForMs: 0,
  dayIsUsedUp: false,
  monthIsUsedUp: false,
  isForgotten: false,
} as const

export function afterMonth(waitMs: number): PutOff {
  return { ...notYet, waitMs, monthIsUsedUp: true, storeIsAway: false }
}
