interface Watched {
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * Registers a `beforeunload` handler while `hasPending` returns true, and only then: the handler disables the back-forward
 * cache. Tied to the store and not to a component, so that it works even when rendering has failed.
 * @param signal Ends the guard for good; a page never does, tests that share a window do.
 */
export function guardLeaving(watched: Watched, hasPending: () => boolean, signal?: AbortSignal): void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  const look = () => (hasPending() ? addEventListener('beforeunload', ask) : removeEventListener('beforeunload', ask))
  const unsubscribe = watched.subscribe(look)
  signal?.addEventListener('abort', () => {
    unsubscribe()
    removeEventListener('beforeunload', ask)
  })
  look()
}
