/** Least time over which confirmations are counted, so that one late answer does not look like a slow connection. */
const spanMs = 10_000
/** Least number of confirmations counted: on a slow connection one part takes longer than `spanMs`. */
const confirmations = 4

interface Confirmation {
  readonly atMs: number
  /** Bytes and calls confirmed so far, this one included. */
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

  /** Called when a call of this kind leaves; only the first one matters. */
  begin(atMs: number): void {
    if (this.#confirmed.length === 0) this.#confirmed = [{ atMs, bytes: 0, calls: 0 }]
  }

  /** Without `begin` it is not known how long the first call took: later ones are only measured from its end. */
  confirm(bytes: number, atMs: number): void {
    const { length } = this.#confirmed
    const last = this.#confirmed.at(-1) ?? { bytes: 0, calls: 0 }
    this.#confirmed = [
      ...this.#confirmed.filter((one, at) => at >= length - confirmations || atMs - one.atMs <= spanMs),
      { atMs, bytes: last.bytes + bytes, calls: last.calls + 1 },
    ]
  }

  /** When the last call was confirmed, or the first one began; null before. */
  get lastAtMs(): number | null {
    return this.#confirmed.at(-1)?.atMs ?? null
  }

  /** Null until something has been confirmed that can be measured. */
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
