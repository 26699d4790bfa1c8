/** A store's event emitter: notifies listeners that something has changed; they read the new state themselves. */
export class Subscribable {
  readonly #listeners = new Set<() => void>()

  /** Returns a function that unsubscribes. Bound, so that it can be passed without its object. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls all listeners subscribed at the start, including those that unsubscribe during the call. */
  readonly publish = (): void => {
    for (const listener of [...this.#listeners]) listener()
  }
}
