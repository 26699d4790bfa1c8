import type { Failure } from '../../engine/job/job.ts'

const seen = new WeakMap<Failure, number>()

/** When the page first met this failure, in milliseconds since 1970; the same on every later question. */
export function firstSeenMs(failure: Failure): number {
  const known = seen.get(failure)
  if (known !== undefined) return known
  const nowMs = Date.now()
  seen.set(failure, nowMs)
  return nowMs
}
