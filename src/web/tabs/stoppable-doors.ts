import type { Doors, Journal, SendOptions } from '../../engine/doors.ts'

/**
 * Wraps an engine's doors so that they can be shut for good, as a crash of the page would: calls are aborted, no answer is
 * delivered, nothing is written. The database then holds what it would after a crash, and another tab can take the queue
 * over.
 */
export class StoppableDoors {
  readonly #stop = new AbortController()
  readonly doors: Doors

  constructor(doors: Omit<Doors, 'journal'>, journal: Journal) {
    const { wire, clock, contents } = doors
    this.doors = {
      ...doors,
      wire: { send: (request, options) => this.#untilStopped(() => wire.send(request, this.#cutOff(options))) },
      clock: {
        nowMs: () => clock.nowMs(),
        sleep: (delayMs, signal) => this.#untilStopped(() => clock.sleep(delayMs, signal)),
      },
      contents: { read: (file) => this.#untilStopped(() => contents.read(file)) },
      journal: { write: (change) => this.#untilStopped(() => journal.write(change)) },
    }
  }

  stop(): void {
    this.#stop.abort()
  }

  #cutOff({ signal, onSent, onQuotaWait }: SendOptions): SendOptions {
    return {
      signal: AbortSignal.any([signal, this.#stop.signal]),
      ...(onSent && { onSent: (sentBytes: number) => this.#isStopped() || onSent(sentBytes) }),
      ...(onQuotaWait && {
        onQuotaWait: (held: Parameters<typeof onQuotaWait>[0]) => this.#isStopped() || onQuotaWait(held),
      }),
    }
  }

  async #untilStopped<T>(work: () => Promise<T>): Promise<T> {
    const never = new Promise<never>(() => undefined)
    if (this.#isStopped()) return never
    try {
      const result = await work()
      return this.#isStopped() ? await never : result
    } catch (cause: unknown) {
      if (this.#isStopped()) return never
      throw cause
    }
  }

  #isStopped(): boolean {
    return this.#stop.signal.aborted
  }
}
