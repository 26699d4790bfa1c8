import { useEffect, useState, useSyncExternalStore } from 'react'
import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { iconAddress, plainIcon, tabIconOf } from './tab-icon.ts'
import { tabTitle } from './tab-title.ts'

/**
 * Shows progress or result where the page is not in view: in the tab's title and icon, and on the icon of an installed app. A result
 * without failures is shown only until the tab has been seen.
 */
export function useTabSigns(queue: QueueSnapshot): void {
  const i18n = useI18n()
  const isInView = useSyncExternalStore(subscribeToView, () => document.visibilityState === 'visible')
  const isWell = queue.ids.length > 0 && queue.counts.done === queue.ids.length
  const [isInspected, setSeen] = useState(false)
  if (isInspected !== (isWell && (isInspected || isInView))) setSeen(!isInspected)

  const title = isInspected ? i18n.messages.product.name : tabTitle(queue, i18n)
  useEffect(() => {
    document.title = title
  }, [title])

  const icon = isInspected ? plainIcon() : iconAddress(tabIconOf(queue))
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', icon)
  }, [icon])
  useEffect(() => () => document.querySelector('link[rel="icon"]')?.setAttribute('href', plainIcon()), [])

  useBadge(isInspected ? 0 : numberOnBadge(queue))
}

/** Files that have not arrived, those that failed among them. */
function numberOnBadge({ ids, counts }: Pick<QueueSnapshot, 'ids' | 'counts'>): number {
  return ids.length - counts.done - counts.cancelled
}

/** Only installed apps have a badge; in a tab the call has no effect. */
function useBadge(number: number): void {
  useEffect(() => {
    if ('setAppBadge' in navigator) void navigator.setAppBadge(number).catch(() => undefined)
  }, [number])
}

function subscribeToView(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}
