import { createPaintScheduler, requestBrowserPaint } from './frame-throttle.ts'

const paints = createPaintScheduler(requestBrowserPaint)

/** Subscribes to a store and calls back at most once a frame, in a task of its own. */
export function onPaint(listener: () => void, subscribe: (listener: () => void) => () => void): () => void {
  const unsubscribe = subscribe(() => paints.schedule(listener))
  return () => {
    unsubscribe()
    paints.forget(listener)
  }
}
