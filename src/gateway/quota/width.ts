/** How a call ended, as far as others beside it go. */
export type CallEnd = 'accepted' | 'crowded' | 'other'

/** How many calls of an endpoint may be in flight, and how that was found. Kept as JSON where replicas share it. */
export interface Width {
  readonly width: number
  /** Accepted calls since the width last changed. */
  readonly accepted: number
  /** Smallest number in flight that Feishu refused; `null`: none yet. */
  readonly refusedWidth: number | null
  /** Accepted calls after which a refused width is tried again. */
  readonly probeAfter: number
}

export const firstWidth: Width = { width: 8, accepted: 0, refusedWidth: null, probeAfter: 120 }

/** More than the rate needs: at 5 a second, calls of twenty-five seconds each. */
const widest = 128

/**
 * The width after a call ended. Feishu documents no upload beside another, practice tolerates some (docs/feishu.md, U13),
 * so it is found out for the whole company: one wider after a round of accepted calls, half after a refusal; a width once
 * refused is tried again only rarely.
 *
 * @param inFlight Calls of this endpoint at that moment, this one included.
 */
export function widthAfter(before: Width, end: CallEnd, inFlight: number): Width {
  if (end === 'accepted') return wider({ ...before, accepted: before.accepted + 1 })
  // Alone in flight and refused all the same: somebody else uses this app, which says nothing about the width.
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

function wider(now: Width): Width {
  const next = now.width + 1
  const wasRefused = now.refusedWidth !== null && next >= now.refusedWidth
  if (next > widest || now.accepted < (wasRefused ? now.probeAfter : now.width)) return now
  return { ...now, width: next, accepted: 0, refusedWidth: wasRefused ? next : now.refusedWidth }
}
