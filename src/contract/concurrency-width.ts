/** How a call ended; `crowded`: refused because too many others were in flight. One that came too fast says nothing about that. */
export type CallEnd = 'accepted' | 'crowded' | 'other'

/** How many calls of an endpoint may be in flight, and how that was found. Plain JSON: replicas share it through Redis. */
export interface ConcurrencyWidth {
  /** Calls in flight at most; 1 or more. */
  readonly width: number
  /** Accepted calls since the width last changed. */
  readonly accepted: number
  /** Smallest number in flight that was refused; `null`: none yet. */
  readonly refusedWidth: number | null
  /** Accepted calls after which a refused width is tried again; doubles with each further refusal. */
  readonly probeAfter: number
}

/** A width of which nothing is known yet. */
export function startWidth(width: number): ConcurrencyWidth {
  return { width, accepted: 0, refusedWidth: null, probeAfter: 120 }
}

/**
 * The width after a call ended. Feishu documents that uploads must not run in parallel, but tolerates some (docs/feishu.md, U13),
 * so the width is found by trying, as in TCP's congestion control (additive increase, multiplicative decrease): one more after a
 * round of accepted calls, half after a refusal. A width once refused is tried again only rarely.
 *
 * @param inFlight Calls of this endpoint when the call ended, itself included.
 * @param widest Largest width ever used.
 * @returns `before` itself, when the end says nothing about the width.
 */
export function widthAfter(before: ConcurrencyWidth, end: CallEnd, inFlight: number, widest: number): ConcurrencyWidth {
  if (end === 'accepted') return wider({ ...before, accepted: before.accepted + 1 }, widest)
  // Refused although alone in flight: somebody else uses the same app, which says nothing about the width.
  if (end === 'other' || inFlight <= 1) return before
  const { refusedWidth, probeAfter } = before
  const again = refusedWidth !== null && inFlight <= refusedWidth
  return {
    width: Math.max(1, Math.floor(inFlight / 2)),
    accepted: 0,
    refusedWidth: refusedWidth === null ? inFlight : Math.min(refusedWidth, inFlight),
    probeAfter: again ? probeAfter * 2 : probeAfter,
  }
}

function wider(now: ConcurrencyWidth, widest: number): ConcurrencyWidth {
  const next = now.width + 1
  const wasRefused = now.refusedWidth !== null && next >= now.refusedWidth
  if (next > widest || now.accepted < (wasRefused ? now.probeAfter : now.width)) return now
  return { ...now, width: next, accepted: 0, refusedWidth: wasRefused ? next : now.refusedWidth }
}
