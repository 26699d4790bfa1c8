import { useEffect, type RefObject } from 'react'

/** Keeps what gets the focus, or is scrolled to, from ending up under a head that sticks to the top (WCAG 2.4.11). */
export function useHeadRoom(head: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = head.current
    if (!element) return
    const { style } = document.documentElement
    const measure = () => {
      const sticks = getComputedStyle(element).position === 'sticky'
      style.scrollPaddingBlockStart = sticks ? `${element.offsetHeight}px` : ''
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    observer.observe(document.documentElement)
    return () => {
      observer.disconnect()
      style.scrollPaddingBlockStart = ''
    }
  }, [head])
}
