import { useCallback, useLayoutEffect, useRef } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import { scrollWindowBy } from './scroll-window-by.ts'

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
