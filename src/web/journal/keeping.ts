/** Whether the queue outlives the page. It begins with yes and may become no, never the other way. */
export class Keeping {
  #isKept = true
  readonly #listeners = new Set<() => void>()

  readonly getSnapshot = (): boolean => this.#isKept

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly end = (): void => {
    this.#isKept = false
    for (const listener of [...this.#listeners]) listener()
  }
}
