/** Room for most bodies that are read whole here. */
const firstBytes = 1024

/**
 * The bytes of a body that arrives in pieces, copied: whoever sends each byte as a piece of its own would otherwise make Node keep some
 * three hundred bytes for each.
 */
export class CollectedBytes {
  readonly #most: number
  #room = Buffer.allocUnsafe(0)
  #length = 0

  /** @param most Bytes that are kept. */
  constructor(most: number) {
    this.#most = most
  }

  /** `false`: with this piece there are more than `most`; it is not kept. */
  add(piece: Uint8Array): boolean {
    const length = this.#length + piece.length
    if (length > this.#most) return false
    if (length > this.#room.length) this.#widen(length)
    this.#room.set(piece, this.#length)
    this.#length = length
    return true
  }

  whole(): Buffer {
    return this.#room.subarray(0, this.#length)
  }

  #widen(least: number): void {
    const room = Buffer.allocUnsafe(Math.min(this.#most, Math.max(least, firstBytes, 2 * this.#room.length)))
    room.set(this.whole())
    this.#room = room
  }
}
