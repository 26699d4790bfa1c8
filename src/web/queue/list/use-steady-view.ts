import { useLayoutEffect, useRef } from 'react'
import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual'
import type { JobId } from '../../../engine/job/job.ts'
import { scrollWindowBy } from './scroll-window-by.ts'

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
