import { useLayoutEffect, useRef, useCallback, useEffect, useState, type RefObject } from 'react'
import { type VirtualItem, type Virtualizer, defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import type { JobId } from '../../../engine/job/job.ts'

type Rows = Pick<Virtualizer<Window, Element>, 'getVirtualItems' | 'measurementsCache' | 'scrollOffset' | 'options'>

/**
 * Rows that come or go above the view do not push what a person is reading: browsers see to that by themselves (scroll
 * anchoring), but not for rows that are placed by a transform.
 */
export function useSteadyView(ids: readonly JobId[], rows: Rows): void {
  const before = useRef<{ readonly ids: readonly JobId[]; readonly shown: readonly VirtualItem[] }>({ ids, shown: [] })
  useLayoutEffect(() => {
    const { ids: idsBefore, shown } = before.current
    before.current = { ids, shown: rows.getVirtualItems() }
    const topPixels = rows.scrollOffset ?? 0
    // A list of the same length was reordered on purpose; one whose beginning is in view may show what joined it there.
    if (idsBefore.length === ids.length || topPixels <= rows.options.scrollMargin) return
    for (const { key, start, end } of shown) {
      const at = end > topPixels ? ids.indexOf(String(key)) : -1
      if (at < 0) continue
      scrollWindowBy((rows.measurementsCache[at]?.start ?? start) - start)
      return
    }
  })
}

/**
 * Keeps a control where it is in the window while its row moves: the list passes by under it, the control can be pressed
 * again, and the focus stays in view.
 *
 * @returns What follows a control through the next change of the order.
 */
export function useFollowedControl(ids: readonly JobId[]): (control: Element) => void {
  const followed = useRef<{ readonly control: Element; readonly topPixels: number } | null>(null)
  useLayoutEffect(() => {
    if (!followed.current) return
    const { control, topPixels } = followed.current
    followed.current = null
    if (control.isConnected) scrollWindowBy(control.getBoundingClientRect().top - topPixels)
  }, [ids])
  return useCallback((control) => {
    followed.current = { control, topPixels: control.getBoundingClientRect().top }
  }, [])
}

/** Distance of an element from the top of the page, in pixels, kept up while what stands above it opens and closes. */
export function useTopOffset(element: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0)
  useEffect(() => {
    const measure = () => {
      if (element.current) setOffset(Math.round(element.current.getBoundingClientRect().top + window.scrollY))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [element])
  return offset
}

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

/** The rows in view, and one more: a row that left the view while it had the focus stays, or the keyboard would be lost. */
export function keptRange(focusedAt: number, range: Range): number[] {
  const rows = defaultRangeExtractor(range)
  const isKept = focusedAt >= 0 && focusedAt < range.count && !rows.includes(focusedAt)
  return isKept ? [...rows, focusedAt].sort((a, b) => a - b) : rows
}

/**
 * Scrolls the window and tells so at once. By itself the browser tells before the next frame, and a virtual list that measures
 * its rows until then would scroll back to where it believes the window to be.
 */
function scrollWindowBy(pixels: number): void {
  if (pixels === 0) return
  window.scrollBy(0, pixels)
  window.dispatchEvent(new Event('scroll'))
}
