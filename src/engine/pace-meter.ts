import { routes } from '../contract/routes.ts'
import type { Rate } from '../contract/route.ts'
import type { Clock } from './doors.ts'
import type { Pace } from './uploads.ts'
import type { CallKind, WorkLeft } from './work-left.ts'

const rates: Readonly<Record<CallKind, Rate>> = {
  whole: routes.uploadAll.rate,
  parts: routes.uploadPart.rate,
  cells: routes.writeCellImage.rate,
  floats: routes.createFloatImage.rate,
}

/** Confirmations are counted over at least this long, so that one late answer does not look like a slow line. */
const spanMs = 10_000
/** And over at least so many: on a slow line a part takes longer than the span. */
const confirmations = 4
/** Time in which a changed forecast is believed by two thirds. */
const smoothingMs = 5000
/** Attempts that are repeated right after one another, and parts that arrive beside them, are a line that moves. */
const stillAfterMs = 3000
/** How much longer the bytes must take than the calls before the line is called the slower one; below, it is noise. */
const clearlySlower = 1.25

interface Confirmation {
  readonly atMs: number
  /** Bytes confirmed since the meter began, this one included. */
  readonly bytes: number
}

/** Measures how fast Feishu confirms bytes, and foretells the end: by the quota or by the line, whichever is later. */
export class PaceMeter {
  readonly #clock: Clock
  #confirmed: readonly Confirmation[] = []
  #bytes = 0
  #forecast: { readonly atMs: number; readonly endMs: number } | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  confirm(bytes: number): void {
    const atMs = this.#clock.nowMs()
    if (this.#confirmed.length === 0) this.#confirmed = [{ atMs, bytes: this.#bytes }]
    this.#bytes += bytes
    const recent = this.#confirmed.filter((one, at) => {
      return at >= this.#confirmed.length - confirmations || atMs - one.atMs <= spanMs
    })
    this.#confirmed = [...recent, { atMs, bytes: this.#bytes }]
  }

  /** The queue stood still: what was measured before says nothing about what comes after. */
  forget(): void {
    this.#confirmed = []
    this.#forecast = null
  }

  read(left: Readonly<WorkLeft>): Pace {
    const callsLeft = { ...left.calls }
    if (this.#waits(left)) this.forget()
    const confirmedBytesPerSecond = this.#bytesPerSecond()
    const quotas = kinds.map((kind) => ({ kind, delayMs: callsMs(left.calls[kind], rates[kind]) }))
    const longest = quotas.reduce((a, b) => (b.delayMs > a.delayMs ? b : a))
    if (confirmedBytesPerSecond === null || longest.delayMs === 0) {
      this.#forecast = null
      return { confirmedBytesPerSecond, callsLeft, timeLeftMs: null, boundBy: null }
    }
    const sendingMs = (left.bytes / confirmedBytesPerSecond) * 1000
    return {
      confirmedBytesPerSecond,
      callsLeft,
      timeLeftMs: this.#smoothed(Math.max(longest.delayMs, sendingMs)),
      boundBy: boundBy(left, { longest, sendingMs }),
    }
  }

  /** Whether nothing moves because every call on its way waits for another attempt: that tells of Feishu, and nothing of the line. */
  #waits({ sending, repeating }: Readonly<WorkLeft>): boolean {
    const last = this.#confirmed.at(-1)
    return sending > 0 && sending === repeating && (!last || this.#clock.nowMs() - last.atMs > stillAfterMs)
  }

  #bytesPerSecond(): number | null {
    const [first] = this.#confirmed
    if (!first || this.#bytes === first.bytes) return null
    const tookMs = this.#clock.nowMs() - first.atMs
    return tookMs <= 0 ? null : ((this.#bytes - first.bytes) / tookMs) * 1000
  }

  #smoothed(leftMs: number): number {
    const nowMs = this.#clock.nowMs()
    const before = this.#forecast
    const endMs = nowMs + leftMs
    const jumped = !before || Math.abs(endMs - before.endMs) > leftMs / 2
    const believed = jumped
      ? endMs
      : before.endMs + (endMs - before.endMs) * (1 - Math.exp((before.atMs - nowMs) / smoothingMs))
    this.#forecast = { atMs: nowMs, endMs: believed }
    return Math.max(0, believed - nowMs)
  }
}

const kinds = Object.keys(rates) as readonly CallKind[]

interface Delays {
  readonly longest: { readonly kind: CallKind; readonly delayMs: number }
  readonly sendingMs: number
}

/** Where calls are the limit, bytes come no faster either: only a clear difference is the line's, or that of places that take turns. */
function boundBy({ files, filesInTurn }: Readonly<WorkLeft>, { longest, sendingMs }: Delays): Pace['boundBy'] {
  if (sendingMs > clearlySlower * longest.delayMs) return files === filesInTurn ? 'turns' : 'bandwidth'
  return longest.kind === 'floats' ? 'floats' : 'quota'
}

function callsMs(calls: number, rate: Rate): number {
  return (calls / rate.calls) * rate.perMs
}
