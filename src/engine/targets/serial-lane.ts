import type { QueueHold } from '../calls/queue-hold.ts'

/** One kind of edit in one lane. `work` does one round, and is called only while `hasWork`. */
export interface Edits {
  hasWork(): boolean
  work(): Promise<void>
  /** Makes no calls, so that it runs even during a queue hold. */
  readonly isLocal?: true
}

/**
 * A mutex with a queue: runs the edits of one target key one at a time. Feishu takes three a second for each document and one at a
 * time for each table, and a block's index is not reliable while another edit is in flight. The kinds take turns, so that none
 * starves. When a queue hold ends, somebody has to call `wake`.
 */
export class SerialLane {
  readonly #hold: QueueHold
  readonly #onBroken: (error: unknown) => boolean
  /** The kind whose turn is next comes first. */
  #turns: readonly Edits[]
  #running = false

  /** @param onBroken Called when a round threw (a bug of ours): ends the jobs it was working on; returns whether there were any. */
  constructor(hold: QueueHold, kinds: readonly Edits[], onBroken: (error: unknown) => boolean) {
    this.#hold = hold
    this.#turns = kinds
    this.#onBroken = onBroken
  }

  /** There may be work. */
  wake(): void {
    if (this.#running) return
    this.#running = true
    void this.#run()
  }

  async #run(): Promise<void> {
    /** Kinds that threw with no job to end: without one, they would throw again at once. */
    const broken = new Set<Edits>()
    try {
      // Let the caller finish first, so that a drop of many files becomes one batch.
      await Promise.resolve()
      for (let edits = this.#next(broken); edits; edits = this.#next(broken)) {
        try {
          // Let the journal take the changes so far before the round makes more.
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
    // A hold of uploads alone does not concern edits: what was sent before it can still be bound.
    const isHeld = this.#hold.holds()
    const edits = this.#turns.find((kind) => !broken.has(kind) && (kind.isLocal ?? !isHeld) && kind.hasWork())
    if (edits) this.#turns = [...this.#turns.filter((kind) => kind !== edits), edits]
    return edits
  }
}
