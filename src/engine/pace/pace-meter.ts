import { routes } from '../../contract/feishu/routes.ts'
import type { Rate } from '../../contract/feishu/route.ts'
import { CallGauge } from './call-gauge.ts'
import type { Clock } from '../doors.ts'
import type { Pace } from '../queue/uploads.ts'
import type { CallKind } from '../calls/call-kind.ts'
import type { WorkLeft } from '../queue/work-left.ts'

const rates: Readonly<Record<CallKind, Rate>> = {
  whole: routes.uploadAll.rate,
  parts: routes.uploadPart.rate,
  cells: routes.writeCellImage.rate,
  floats: routes.createFloatImage.rate,
}
const kinds = Object.keys(rates) as readonly CallKind[]

/** Time constant of the smoothing: after it, about two thirds of a change are taken over. */
const smoothingMs = 5000
/**
 * Time without any confirmation after which retries count as a standstill; quick retries, or parts that arrive meanwhile, do not.
 */
const stillAfterMs = 3000
/** Factor by which the bytes must take longer than the calls before the connection counts as the limit; less is noise. */
const clearlySlower = 1.25
/** Share of the quota's call rate from which the quota counts as the limit. */
const nearQuota = 0.8

interface Forecast {
  readonly delayMs: number
  readonly boundBy: NonNullable<Pace['boundBy']>
}

/** Measures how fast Feishu confirms bytes and estimates the time left: by quota or by connection, whichever takes longer. */
export class PaceMeter {
  readonly #clock: Clock
  #gauges = newGauges()
  /** Kinds without calls left, because they ended or were paused: measured again when there are calls again, however much later. */
  readonly #ended = new Set<CallKind>()
  #forecast: { readonly atMs: number; readonly endMs: number } | null = null

  readonly #goesBothWays: () => boolean

  /** @param goesBothWays Whether small files are sent by parts besides upload_all, be it only once the large ones are sent. */
  constructor(clock: Clock, goesBothWays: () => boolean) {
    this.#clock = clock
    this.#goesBothWays = goesBothWays
  }

  begin(kind: CallKind): void {
    this.#restart(kind)
    this.#gauges[kind].begin(this.#clock.nowMs())
  }

  /** @param left What is left after these bytes. */
  confirm(kind: CallKind, bytes: number, left: Readonly<WorkLeft>): void {
    this.#restart(kind)
    this.#gauges[kind].confirm(bytes, this.#clock.nowMs())
    if (left.calls[kind] === 0) this.#ended.add(kind)
  }

  /** Drops all measurements: those from before a standstill say nothing about the time after it. */
  forget(): void {
    this.#gauges = newGauges()
    this.#forecast = null
  }

  read(left: Readonly<WorkLeft>): Pace {
    if (this.#waits(left)) this.forget()
    for (const kind of kinds) {
      if (left.calls[kind] > 0) this.#restart(kind)
      else this.#ended.add(kind)
    }
    const callsLeft = { ...left.calls }
    const confirmedBytesPerSecond = this.#bytesPerSecond()
    const open = kinds.filter((kind) => left.calls[kind] > 0)
    if (confirmedBytesPerSecond === null || open.length === 0) {
      this.#forecast = null
      return { confirmedBytesPerSecond, callsLeft, timeLeftMs: null, boundBy: null }
    }
    const last = open
      .map((kind) => this.#foretell(kind, left, confirmedBytesPerSecond))
      .reduce((a, b) => (b.delayMs > a.delayMs ? b : a))
    return { confirmedBytesPerSecond, callsLeft, timeLeftMs: this.#smoothed(last.delayMs), boundBy: last.boundBy }
  }

  #restart(kind: CallKind): void {
    if (this.#ended.delete(kind)) this.#gauges[kind] = new CallGauge()
  }

  /** Whether nothing moves because all files being sent wait for a retry, which says nothing about the connection. */
  #waits({ sending, repeating }: Readonly<WorkLeft>): boolean {
    const lastAtMs = Math.max(...kinds.map((kind) => this.#gauges[kind].lastAtMs ?? Number.NEGATIVE_INFINITY))
    return sending > 0 && sending === repeating && this.#clock.nowMs() - lastAtMs > stillAfterMs
  }

  #bytesPerSecond(): number | null {
    const nowMs = this.#clock.nowMs()
    const speeds = kinds.flatMap((kind) => this.#gauges[kind].speed(nowMs) ?? [])
    return speeds.length === 0 ? null : speeds.reduce((sum, { bytesPerSecond }) => sum + bytesPerSecond, 0)
  }

  #foretell(kind: CallKind, left: Readonly<WorkLeft>, allBytesPerSecond: number): Forecast {
    const { calls, perMs } = rates[kind]
    const { whole, parts } = left.calls
    const hasBothWays = kind === 'whole' && this.#goesBothWays()
    // Large files take the endpoints for parts first; the small files left after them are shared between both ways.
    const turns = hasBothWays ? Math.min(whole, (whole + parts) / 2) : left.calls[kind]
    const quotaMs = (turns / calls) * perMs
    const byQuota = kind === 'floats' ? 'floats' : 'quota'
    const speed = this.#gauges[kind].speed(this.#clock.nowMs())
    // At the quota's rate, bytes per second only show how large the files were. Others may use the same quota: the rate is
    // measured.
    if (speed && (left.held[kind] > 0 || speed.callsPerSecond * perMs >= nearQuota * calls * 1000)) {
      const callsAtSpeed = hasBothWays && parts > 0 ? turns : left.calls[kind]
      const measuredMs = speed.callsPerSecond === 0 ? 0 : (callsAtSpeed / speed.callsPerSecond) * 1000
      return { delayMs: Math.max(quotaMs, measuredMs), boundBy: byQuota }
    }
    const lineMs = (left.bytes[kind] / (speed?.bytesPerSecond ?? allBytesPerSecond)) * 1000
    // If calls are the limit, bytes come no faster either: only a clear difference is due to the connection, or to serial targets.
    const boundByLine = left.files === left.filesInTurn ? 'turns' : 'bandwidth'
    return {
      delayMs: Math.max(quotaMs, lineMs),
      boundBy: lineMs > clearlySlower * quotaMs ? boundByLine : byQuota,
    }
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

function newGauges(): Record<CallKind, CallGauge> {
  return { whole: new CallGauge(), parts: new CallGauge(), cells: new CallGauge(), floats: new CallGauge() }
}
