/** Lets others know that something has changed, not what: listeners look for themselves. */
export class Subscribable {
  readonly #listeners = new Set<() => void>()

  /** Returns the way to unsubscribe. Bound, so that it can be handed on without its object. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls everybody who listened when it began, also those who stop listening meanwhile. */
  readonly publish = (): void => {
    for (const listener of [...this.#listeners]) listener()
  }
}
