import { useCallback, useSyncExternalStore } from 'react'
import { onPaint } from '../../platform/on-paint.ts'
import type { OptionsDoors } from './options-context.ts'

/**
 * A value derived from the queue, updated once a frame.
 *
 * @param read Must return the identical value while the queue has not changed.
 */
export function useUploads<T>(uploads: OptionsDoors['uploads'], read: () => T): T {
  const subscribe = useCallback(
    (listener: () => void) => onPaint(listener, (each) => uploads.subscribe(each)),
    [uploads],
  )
  return useSyncExternalStore(subscribe, read)
}
