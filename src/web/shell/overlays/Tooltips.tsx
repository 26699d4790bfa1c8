import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { UNSAFE_PortalProvider } from 'react-aria/PortalProvider'
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components/Tooltip'
import { useTooltipTriggerState } from 'react-stately/useTooltipTriggerState'
import type { Approach, ApproachOf } from './tip-host.ts'
import styles from './Tooltips.module.css'

const delayMs = 500
const closeDelayMs = 150

interface TooltipsProps {
  /** What made the library come: shown as soon as it is there. */
  readonly first: Approach
  readonly approachOf: ApproachOf
}

/**
 * The words of every element with `data-tip`, for a mouse that rests on it, a key that reaches it, and a tap on one that says so. One
 * tooltip for the whole page instead of one around each of thousands of buttons; when it opens and closes, and where it stands, is
 * decided by the library. It stays while the pointer is on it, and Escape closes it (WCAG 1.4.13).
 */
export function Tooltips({ first, approachOf }: TooltipsProps) {
  const [host, setHost] = useState<HTMLElement | null>(first.host)
  const state = useTooltipTriggerState({ delay: delayMs, closeDelay: closeDelayMs })
  const approach = useEffectEvent(({ host: next, isAtOnce }: Approach) => {
    setHost(next)
    state.open(isAtOnce)
  })
  const leave = useEffectEvent((isAtOnce: boolean) => state.close(isAtOnce))
  const openFirst = useEffectEvent(() => state.open(first.isAtOnce))
  useEffect(() => openFirst(), [])
  useEffect(() => watchApproaches(approachOf, approach, leave), [approachOf])
  const text = useTipOf(host, state.isOpen, () => state.close(true))

  const triggerRef = useMemo(() => ({ current: host }), [host])
  return (
    // What a modal dialog shows is above the rest of the page.
    <UNSAFE_PortalProvider getContainer={() => host?.closest('dialog') ?? document.body}>
      <TooltipTriggerStateContext value={state}>
        <Tooltip className={styles['tooltip'] ?? ''} triggerRef={triggerRef} offset={6}>
          {text}
        </Tooltip>
      </TooltipTriggerStateContext>
    </UNSAFE_PortalProvider>
  )
}

/** The present words of an element; closes the tooltip when it has none any more, or has gone. */
function useTipOf(host: HTMLElement | null, isOpen: boolean, onGone: () => void): string | null {
  const [, setTurn] = useState(0)
  const look = useEffectEvent(() => {
    if (host?.isConnected && host.dataset['tip']) setTurn((turn) => turn + 1)
    else onGone()
  })
  useEffect(() => {
    if (!isOpen || !host) return
    const observer = new MutationObserver(() => look())
    observer.observe(host.ownerDocument, { childList: true, subtree: true })
    observer.observe(host, { attributeFilter: ['data-tip'] })
    return () => observer.disconnect()
  }, [host, isOpen])
  return host?.dataset['tip'] ?? null
}

function watchApproaches(
  approachOf: ApproachOf,
  onApproach: (approach: Approach) => void,
  onLeave: (isAtOnce: boolean) => void,
): () => void {
  const ended = new AbortController()
  const { signal } = ended
  for (const type of ['pointerover', 'focusin', 'click'] as const) {
    document.addEventListener(
      type,
      (event) => {
        const approach = approachOf(event)
        if (approach) onApproach(approach)
      },
      { signal },
    )
  }
  document.addEventListener(
    'pointerout',
    ({ target, relatedTarget }) => {
      const host = target instanceof Element ? target.closest('[data-tip]') : null
      if (host && !(relatedTarget instanceof Node && host.contains(relatedTarget))) onLeave(false)
    },
    { signal },
  )
  document.addEventListener('focusout', () => onLeave(true), { signal })
  document.addEventListener('pointerdown', () => onLeave(true), { signal, capture: true })
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && onLeave(true), { signal, capture: true })
  document.addEventListener('scroll', () => onLeave(true), { signal, capture: true, passive: true })
  return () => ended.abort()
}
