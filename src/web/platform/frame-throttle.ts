type Listener = () => void

/** Interval in a hidden tab, where there are no frames but the title is still read. */
const hiddenPaceMs = 250

/** Throttle: calls each scheduled listener at most once a frame, since progress arrives faster than anybody can see. */
export function createPaintScheduler(requestPaint: (paint: () => void) => void) {
  let due = new Set<Listener>()
  const paint = () => {
    const listeners = due
    due = new Set()
    for (const listener of listeners) listener()
  }
  return {
    schedule(listener: Listener): void {
      if (due.size === 0) requestPaint(paint)
      due.add(listener)
    },
    forget(listener: Listener): void {
      due.delete(listener)
    },
  }
}

/**
 * After the next frame, or after an interval in a hidden tab, whichever comes first if the tab is hidden in between. Not
 * within the frame: so rendering and layout are two tasks, and clicks are handled between them.
 */
export function requestBrowserPaint(paint: () => void): void {
  let isPainted = false
  const once = () => {
    if (isPainted) return
    isPainted = true
    paint()
  }
  requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, hiddenPaceMs)
}
