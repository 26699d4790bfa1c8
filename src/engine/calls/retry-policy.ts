import type { Healing } from '../../contract/problems/problem.ts'

/** Why one attempt of a call did not succeed. */
export interface FailedCall {
  readonly healing: Healing
  /** How long the server asks to wait; null when it does not say. */
  readonly waitMs: number | null
}

/** Failed attempts of one call, by the limit they count against. */
export interface Attempts {
  readonly repeats: number
  /** The server named the time to wait: a queue rather than a failure, hence a generous limit of its own. */
  readonly waits: number
  readonly refreshes: number
}

export type RetryDecision =
  | { readonly retry: true; readonly delayMs: number; readonly attempts: Attempts }
  | { readonly retry: false }

export const noAttempts: Attempts = { repeats: 0, waits: 0, refreshes: 0 }

/** Six attempts in all. */
const maxRepeats = 5
const maxWaits = 40
const maxRefreshes = 2

const firstDelayMs = 500
const longestDelayMs = 15_000
/** Jitter: the share by which our own delays vary either way, so that many pages do not retry at the same moment. */
const jitter = 0.25

/**
 * Decides whether and when to retry a call: exponential backoff with jitter. A wait that the server names (Retry-After) outranks
 * our backoff and gets no jitter.
 *
 * @param fraction Random number, at least 0 and below 1.
 */
export function nextRetry(failed: FailedCall, attempts: Attempts, fraction: number): RetryDecision {
  const { repeats, waits, refreshes } = attempts
  if (failed.healing === 'refresh') {
    if (refreshes >= maxRefreshes) return { retry: false }
    return { retry: true, delayMs: refreshes * firstDelayMs, attempts: { ...attempts, refreshes: refreshes + 1 } }
  }
  if (failed.healing !== 'repeat') return { retry: false }
  if (failed.waitMs !== null) {
    if (waits >= maxWaits) return { retry: false }
    return { retry: true, delayMs: failed.waitMs, attempts: { ...attempts, waits: waits + 1 } }
  }
  const delayMs = backoffMs(repeats, fraction)
  if (repeats >= maxRepeats) return { retry: false }
  return { retry: true, delayMs, attempts: { ...attempts, repeats: repeats + 1 } }
}

/** Number of the next attempt, as the page shows it; 2 or more. */
export function nextAttempt({ repeats, waits, refreshes }: Attempts): number {
  return repeats + waits + refreshes + 1
}

function backoffMs(failures: number, fraction: number): number {
  const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** failures)
  return Math.round(delayMs * (1 - jitter + 2 * jitter * fraction))
}
