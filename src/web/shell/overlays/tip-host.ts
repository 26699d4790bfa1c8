/** An element whose words are wanted; at once by a key or a tap, after a moment by a mouse. */
export interface Approach {
  readonly host: HTMLElement
  readonly isAtOnce: boolean
}

export type ApproachOf = (event: Event) => Approach | null

/**
 * The element with `data-tip` that an event approaches; null for all others. A tap is only for elements with `data-tip-on-tap`: those
 * that do nothing else.
 */
export function tipHostOf(event: Event): Approach | null {
  const host = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
  if (!host) return null
  switch (event.type) {
    case 'pointerover':
      return event instanceof PointerEvent && event.pointerType === 'mouse' ? { host, isAtOnce: false } : null
    case 'focusin':
      return host.matches(':focus-visible') ? { host, isAtOnce: true } : null
    default:
      return 'tipOnTap' in host.dataset ? { host, isAtOnce: true } : null
  }
}
