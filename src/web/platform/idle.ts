/** Longest wait on a page that is never idle. */
const idleWithinMs = 2_000

/** Resolves when the page has nothing more urgent to do. WebKit has no `requestIdleCallback`, although the type says otherwise. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: idleWithinMs })
    else setTimeout(resolve, 50)
  })
}
