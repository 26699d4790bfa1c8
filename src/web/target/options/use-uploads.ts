import { useCallback, useSyncExternalStore } from 'react'
import { onPaint } from '../../platform/on-paint.ts'
import type { OptionsProps } from './choice.ts'

/**
 * Something the queue knows, as it stands at each paint.
 *
 * @param read Gives the same thing back, by identity, as long as the queue has not changed.
 */
export function useUploads<T>(uploads: OptionsProps['uploads'], read: () => T): T {
  const subscribe = useCallback(
    (listener: () => void) => onPaint(listener, (each) => uploads.subscribe(each)),
    [uploads],
  )
  return useSyncExternalStore(subscribe, read)
}
