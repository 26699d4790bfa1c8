/** How far outside the window a row counts as in view: about the distance a person scrolls while a picture is drawn. */
const margin = '200px'

const onSeen = new WeakMap<Element, () => void>()
let observer: IntersectionObserver | null = null

/** Resolves once an element is in view; never if `signal` ends the waiting before. */
export function comesIntoView(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const seeing = (observer ??= new IntersectionObserver(see, { rootMargin: margin }))
    onSeen.set(element, resolve)
    seeing.observe(element)
    signal.addEventListener('abort', () => seeing.unobserve(element), { once: true })
  })
}

function see(entries: readonly IntersectionObserverEntry[], seeing: IntersectionObserver): void {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    seeing.unobserve(target)
    onSeen.get(target)?.()
  }
}

/** Longest wait on a page that is never idle. */
const idleWithinMs = 2_000

/** Resolves when the page has nothing more urgent to do. WebKit has no `requestIdleCallback`, although the type says otherwise. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: idleWithinMs })
    else setTimeout(resolve, 50)
  })
}
