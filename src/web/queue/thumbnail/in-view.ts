/** How far outside the window a row counts as in view: about the distance a person scrolls while a picture is drawn. */
const margin = '200px'

/** Elements that are waited for, and what to call for each. */
const onSeen = new Map<Element, () => void>()
/** While any are. */
let observer: IntersectionObserver | null = null

/** Resolves once an element is in view; never if `signal` ends the waiting before. */
export function comesIntoView(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    observer ??= new IntersectionObserver(see, { rootMargin: margin })
    onSeen.set(element, resolve)
    observer.observe(element)
    signal.addEventListener('abort', () => leave(element), { once: true })
  })
}

function see(entries: readonly IntersectionObserverEntry[]): void {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    onSeen.get(target)?.()
    leave(target)
  }
}

function leave(element: Element): void {
  onSeen.delete(element)
  observer?.unobserve(element)
  if (onSeen.size === 0) observer = null
}
