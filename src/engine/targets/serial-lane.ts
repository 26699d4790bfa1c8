import type { QueueHold } from '../calls/queue-hold.ts'

/** One kind of edit of one place: knows whether it has something to do, and does one round of it. */
export interface Edits {
  hasWork(): boolean
  work(): Promise<void>
  /** It makes no calls, so that it goes on while the queue stands still. */
  readonly isLocal?: true
}

/**
 * The edits of one place, one at a time: Feishu takes three a second for each document and one at a time for each table, and
 * a block's index means nothing while another edit is out. The kinds take turns, so that none starves. Whoever ends a standstill
 * wakes the lane.
 */
export class SerialLane {
  readonly #hold: QueueHold
  readonly #onBroken: (error: unknown) => boolean
  /** Next turn first. */
  #turns: readonly Edits[]
  #running = false

  /** @param onBroken A round threw, by a fault of our own: ends the jobs that it had in hand, and tells whether there were any. */
  constructor(hold: QueueHold, kinds: readonly Edits[], onBroken: (error: unknown) => boolean) {
    this.#hold = hold
    this.#turns = kinds
    this.#onBroken = onBroken
  }

  /** Something may be there to do. */
  wake(): void {
    if (this.#running) return
    this.#running = true
    void this.#run()
  }

  async #run(): Promise<void> {
    /** Kinds that threw and would throw again at once. */
    const broken = new Set<Edits>()
    try {
      // Whatever woke the lane is finished first: a drop of many files makes one batch.
      await Promise.resolve()
      for (let edits = this.#next(broken); edits; edits = this.#next(broken)) {
        try {
          // And what came with it is written down, before there is more.
          await Promise.resolve()
          await edits.work()
        } catch (error) {
          if (!this.#onBroken(error)) broken.add(edits)
        }
      }
    } finally {
      this.#running = false
    }
  }

  #next(broken: ReadonlySet<Edits>): Edits | undefined {
    const standsStill = this.#hold.reason !== null
    const edits = this.#turns.find((kind) => !broken.has(kind) && (kind.isLocal ?? !standsStill) && kind.hasWork())
    if (edits) this.#turns = [...this.#turns.filter((kind) => kind !== edits), edits]
    return edits
  }
}
