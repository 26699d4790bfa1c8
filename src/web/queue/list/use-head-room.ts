import { useEffect, type RefObject } from 'react'

/**
 * Tells the rows, by `--head-room`, how much of the window a head that sticks to the top covers, so that a row that gets the
 * focus does not end up under it (WCAG 2.4.11). As a margin of the rows: a padding of the window would scroll it whenever the
 * focus goes into the head itself.
 */
export function useHeadRoom(card: RefObject<HTMLElement | null>, head: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = head.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      const sticks = getComputedStyle(element).position === 'sticky'
      card.current?.style.setProperty('--head-room', sticks ? `${element.offsetHeight}px` : '0px')
    })
    observer.observe(element)
    observer.observe(document.documentElement)
    return () => observer.disconnect()
  }, [card, head])
}
