/** Confirmations are counted over at least this long, so that one late answer does not look like a slow line. */
const spanMs = 10_000
/** And over at least so many: on a slow line a part takes longer than the span. */
const confirmations = 4

interface Confirmation {
  readonly atMs: number
  /** Bytes and calls confirmed since the gauge began, this one included. */
  readonly bytes: number
  readonly calls: number
}

export interface Speed {
  readonly bytesPerSecond: number
  readonly callsPerSecond: number
}

/** How fast Feishu confirms calls of one kind. */
export class CallGauge {
  #confirmed: readonly Confirmation[] = []

  confirm(bytes: number, atMs: number): void {
    const { length } = this.#confirmed
    const last = this.#confirmed.at(-1) ?? { atMs, bytes: 0, calls: 0 }
    // Nobody knows when the first call began, so that it is left out of those that were confirmed since.
    const recent = length === 0 ? [{ ...last, calls: 1 }] : this.#confirmed
    this.#confirmed = [
      ...recent.filter((one, at) => at >= length - confirmations || atMs - one.atMs <= spanMs),
      { atMs, bytes: last.bytes + bytes, calls: last.calls + 1 },
    ]
  }

  /** When the last call was confirmed; null when none was. */
  get lastAtMs(): number | null {
    return this.#confirmed.at(-1)?.atMs ?? null
  }

  /** Null before anything was confirmed. */
  speed(nowMs: number): Speed | null {
    const [first] = this.#confirmed
    const last = this.#confirmed.at(-1)
    if (!first || !last || last.bytes === first.bytes || nowMs <= first.atMs) return null
    const tookSeconds = (nowMs - first.atMs) / 1000
    return {
      bytesPerSecond: (last.bytes - first.bytes) / tookSeconds,
      callsPerSecond: (last.calls - first.calls) / tookSeconds,
    }
  }
}
