/** A map with a maximum size; the entry noted longest ago is dropped first. */
export class BoundedMap<Key, Value> {
  readonly #most: number
  readonly #noted = new Map<Key, Value>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: Key): Value | undefined {
    return this.#noted.get(key)
  }

  note(key: Key, value: Value): void {
    this.#noted.delete(key)
    this.#noted.set(key, value)
    const [oldest] = this.#noted.keys()
    if (this.#noted.size > this.#most && oldest !== undefined) this.#noted.delete(oldest)
  }

  forget(key: Key): void {
    this.#noted.delete(key)
  }
}
