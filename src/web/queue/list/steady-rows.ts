import { useLayoutEffect, useMemo, useRef, useCallback, useEffect, useState, type RefObject } from 'react'
import { type VirtualItem, type Virtualizer, defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import type { JobId } from '../../../engine/job/job.ts'

type Rows = Pick<Virtualizer<Window, Element>, 'getVirtualItems' | 'measurementsCache' | 'scrollOffset' | 'options'>

/**
 * Keeps the view still when rows above it are added or removed. Scroll anchoring of browsers does not cover rows that are
 * positioned by a transform.
 */
export function useSteadyView(ids: readonly JobId[], rows: Rows): void {
  const before = useRef<{ readonly ids: readonly JobId[]; readonly shown: readonly VirtualItem[] }>({ ids, shown: [] })
  useLayoutEffect(() => {
    const { ids: idsBefore, shown } = before.current
    before.current = { ids, shown: rows.getVirtualItems() }
    const topPixels = rows.scrollOffset ?? 0
    // Same length: reordered on purpose. And a list whose top is in view may show what was added there.
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
 * Keeps a pressed control at its position in the window while its row moves, so that it can be pressed again and the focus
 * stays in view.
 *
 * @returns A function that marks the control to keep through the next change of the order.
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

/** Distance of an element from the top of the page in pixels, updated as content above it grows or shrinks. */
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
 * Sets `--head-room` to the height that a sticky head covers, so that a focused row does not end up under it (WCAG 2.4.11).
 * Used as a scroll margin of the rows: a scroll padding of the window would also scroll when the focus moves into the head.
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

/**
 * Keeps the rows where they are in the window when a failure makes something appear above them. Browsers do so as well, but not at
 * the very top of a page.
 *
 * @param head Right above the rows.
 * @param causes Changes with each failure.
 */
export function useStillRows(head: RefObject<HTMLElement | null>, causes: unknown): void {
  // The page still shows what was there before. Measuring after each render instead would lay it out sixty times a second.
  const bottomBefore = useMemo(() => bottomWhereNobodyScrolled(head, causes), [head, causes])
  useLayoutEffect(() => {
    if (bottomBefore !== null && window.scrollY === 0) scrollWindowBy(Math.max(0, bottomOf(head) - bottomBefore))
  }, [bottomBefore, causes, head])
}

/** Null at the first render, when there is no head yet. */
function bottomWhereNobodyScrolled(head: RefObject<HTMLElement | null>, _causes: unknown): number | null {
  return head.current && window.scrollY === 0 ? bottomOf(head) : null
}

function bottomOf(head: RefObject<HTMLElement | null>): number {
  return head.current?.getBoundingClientRect().bottom ?? 0
}

/** Indices of the rows in view and of the focused row, whose removal would lose the focus. */
export function keptRange(focusedAt: number, range: Range): number[] {
  const rows = defaultRangeExtractor(range)
  const isKept = focusedAt >= 0 && focusedAt < range.count && !rows.includes(focusedAt)
  return isKept ? [...rows, focusedAt].sort((a, b) => a - b) : rows
}

/**
 * Scrolls the window and dispatches the scroll event synchronously. The browser would dispatch it before the next frame,
 * and a virtualizer that measures before then would scroll back to the offset it knows.
 */
function scrollWindowBy(pixels: number): void {
  if (pixels === 0) return
  window.scrollBy(0, pixels)
  window.dispatchEvent(new Event('scroll'))
}
