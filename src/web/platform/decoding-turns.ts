/** A few MB of a picture can be a GB of pixels: a picture with more than these is decoded by no one here, at four bytes each. */
export const mostPixels = 25_000_000

/** A larger file would be in memory as a whole, besides its pixels. */
export const mostFileBytes = 40 * 1024 * 1024

/** Limits concurrent decoding by pixels, whereas p-limit counts tasks: while a person scrolls through a thousand photographs, say. */
export class DecodingTurns {
  readonly #atOnce: number
  #pixelsUnderWay = 0
  #underWay = 0
  readonly #waiting: { readonly pixels: number; readonly go: () => void }[] = []

  /** @param atOnce Most pictures being decoded at a time, however small they are. */
  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  async take<T>(pixels: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.#waiting.push({ pixels, go })
      this.#letGo()
    })
    try {
      return await work()
    } finally {
      this.#pixelsUnderWay -= pixels
      this.#underWay -= 1
      this.#letGo()
    }
  }

  #letGo(): void {
    for (let [next] = this.#waiting; next && this.#hasRoomFor(next.pixels); [next] = this.#waiting) {
      this.#waiting.shift()
      this.#pixelsUnderWay += next.pixels
      this.#underWay += 1
      next.go()
    }
  }

  #hasRoomFor(pixels: number): boolean {
    return this.#underWay < this.#atOnce && this.#pixelsUnderWay + pixels <= mostPixels
  }
}
