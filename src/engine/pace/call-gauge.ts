/** Confirmations are counted over at least this long, so that one late answer does not look like a slow line. */
const spanMs = 10_000
/** And over at least so many: on a slow line a part takes longer than the span. */
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

  /** A call of this kind goes out; told of later ones too, which makes no difference. */
  begin(atMs: number): void {
    if (this.#confirmed.length === 0) this.#confirmed = [{ atMs, bytes: 0, calls: 0 }]
  }

  /** Without `begin` nobody knows how long the first call took: it is only what later ones are measured from. */
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

  /** Null before anything was confirmed that can be measured. */
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
