import type { Healing } from '../../contract/problems/problem.ts'

/** Why one attempt of a call did not succeed. */
export interface FailedCall {
  readonly healing: Healing
  /** How long the server asks to wait; null when it does not say. */
  readonly waitMs: number | null
  /** No answer came, nor did any other call get one meanwhile: it is the way there, not this call. */
  readonly linkSilent: boolean
}

/** Attempts of one call that did not succeed, by what they count against. */
export interface Attempts {
  readonly repeats: number
  /** The server named its time. It is a queue, not a failure, so it has its own, generous maximum. */
  readonly waits: number
  readonly silences: number
  readonly refreshes: number
}

export type RetryDecision =
  { readonly retry: true; readonly delayMs: number; readonly attempts: Attempts } | { readonly retry: false }

export const noAttempts: Attempts = { repeats: 0, waits: 0, silences: 0, refreshes: 0 }

/** Six attempts in all. */
const maxRepeats = 5
const maxWaits = 40
/** About four minutes of a link that is up by the browser's word and answers nobody. */
const maxSilences = 20
const maxRefreshes = 2

const firstDelayMs = 500
const longestDelayMs = 15_000
/** Share by which a delay of our own varies either way, so that many pages do not come back in step. */
const jitter = 0.25

/**
 * Tells whether the same call is worth another attempt, and when. The server's time outranks ours and gets no jitter.
 *
 * @param fraction Chance, at least 0 and below 1.
 */
export function nextRetry(failed: FailedCall, attempts: Attempts, fraction: number): RetryDecision {
  const { repeats, waits, silences, refreshes } = attempts
  if (failed.healing === 'refresh') {
    if (refreshes >= maxRefreshes) return { retry: false }
    return { retry: true, delayMs: refreshes * firstDelayMs, attempts: { ...attempts, refreshes: refreshes + 1 } }
  }
  if (failed.healing !== 'repeat') return { retry: false }
  if (failed.waitMs !== null) {
    if (waits >= maxWaits) return { retry: false }
    return { retry: true, delayMs: failed.waitMs, attempts: { ...attempts, waits: waits + 1 } }
  }
  const delayMs = backoffMs(repeats + silences, fraction)
  if (failed.linkSilent) {
    if (silences >= maxSilences) return { retry: false }
    return { retry: true, delayMs, attempts: { ...attempts, silences: silences + 1 } }
  }
  if (repeats >= maxRepeats) return { retry: false }
  return { retry: true, delayMs, attempts: { ...attempts, repeats: repeats + 1 } }
}

/** The attempt that comes next, counted from 2, as people are told. */
export function nextAttempt({ repeats, waits, silences, refreshes }: Attempts): number {
  return repeats + waits + silences + refreshes + 1
}

function backoffMs(failures: number, fraction: number): number {
  const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** failures)
  return Math.round(delayMs * (1 - jitter + 2 * jitter * fraction))
}
