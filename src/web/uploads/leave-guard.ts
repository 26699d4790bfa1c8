interface Watched {
  readonly subscribe: (listener: () => void) => () => void
}

/**
 * Asks before the page is left for as long as `isHeld` says so; only then, for the guard costs the back-forward cache. It hangs
 * on what it guards and not on what is drawn, so that it stands when the page itself has broken.
 */
export function guardLeaving(watched: Watched, isHeld: () => boolean): void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  const look = () => (isHeld() ? addEventListener('beforeunload', ask) : removeEventListener('beforeunload', ask))
  watched.subscribe(look)
  look()
}
