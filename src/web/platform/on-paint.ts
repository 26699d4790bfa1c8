import { createPaintScheduler, requestBrowserPaint } from './frame-throttle.ts'

const paints = createPaintScheduler(requestBrowserPaint)

/**
 * Subscribes to a store and calls back once a frame at most: whatever changes it is over by then, and what React has to draw
 * is a task of its own.
 */
export function onPaint(listener: () => void, subscribe: (listener: () => void) => () => void): () => void {
  const unsubscribe = subscribe(() => paints.schedule(listener))
  return () => {
    unsubscribe()
    paints.forget(listener)
  }
}
