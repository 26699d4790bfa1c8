type Listener = () => void

/** Pace in a hidden tab, where frames stand still but the title still counts. */
const hiddenPaceMs = 250

/**
 * Calls each listener at most once a frame, however often it is asked for: progress comes in far quicker than anybody can see.
 */
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
 * Right behind the next frame, or soon in a hidden tab; whichever comes first when the tab is hidden in between. Not within the
 * frame: what React draws, and what the browser has to lay out for it, are two tasks, and a click gets in between.
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
