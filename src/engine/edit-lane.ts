import type { Standstill } from './standstill.ts'

/** One kind of edit of one place: knows whether it has something to do, and does one round of it. */
export interface Edits {
  hasWork(): boolean
  work(): Promise<void>
}

/**
 * The edits of one place, one at a time: Feishu takes three a second for each document and one at a time for each table, and
 * a block's index means nothing while another edit is out. The kinds take turns, so that none starves.
 */
export class EditLane {
  readonly #standstill: Standstill
  /** Next turn first. */
  #turns: readonly Edits[]
  #running = false

  constructor(standstill: Standstill, kinds: readonly Edits[]) {
    this.#standstill = standstill
    this.#turns = kinds
  }

  /** Something may be there to do. */
  wake(): void {
    if (this.#running) return
    this.#running = true
    void this.#run()
  }

  async #run(): Promise<void> {
    const always = new AbortController().signal
    try {
      // Whatever woke the lane is finished first: a drop of many files makes one batch.
      await Promise.resolve()
      for (let edits = this.#next(); edits; edits = this.#next()) {
        await this.#standstill.over(always)
        if (edits.hasWork()) await edits.work()
      }
    } finally {
      this.#running = false
    }
  }

  #next(): Edits | undefined {
    const edits = this.#turns.find((kind) => kind.hasWork())
    if (edits) this.#turns = [...this.#turns.filter((kind) => kind !== edits), edits]
    return edits
  }
}
