import type { Holdup } from '../job/job.ts'

/** Reports one holdup for a file: that of the first part that has one. */
export class PartsHoldup {
  readonly #report: (holdup: Holdup | null) => void
  readonly #heldUp = new Map<number, Holdup>()

  constructor(report: (holdup: Holdup | null) => void) {
    this.#report = report
  }

  heldUp(seq: number, holdup: Holdup | null): void {
    if (holdup === null) this.#heldUp.delete(seq)
    else this.#heldUp.set(seq, holdup)
    this.#report(this.#heldUp.get(Math.min(...this.#heldUp.keys())) ?? null)
  }
}
