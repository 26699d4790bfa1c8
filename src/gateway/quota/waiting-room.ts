import type { LimitedCall, Limit } from './limits.ts'
import type { Line, WaitingCall } from './line.ts'
import type { PutOff } from './put-off.ts'

export type WhyPutOff = Partial<Pick<PutOff, 'dayIsUsedUp' | 'monthIsUsedUp' | 'isForgotten' | 'refusedForMs'>>

/** A call that waits for its turn. */
export interface Waiting extends WaitingCall, LimitedCall {
  readonly session: string
  readonly limits: readonly Limit[]
  readonly yields?: true
  readonly start: (isProbe: boolean) => void
  /** Asks it to come back after `waitMs`: its limits stay closed for longer than it may wait. */
  readonly putOff: (waitMs: number, why?: WhyPutOff) => void
}

interface OpenLine extends Line<Waiting> {
  readonly calls: Waiting[]
}

/** The calls that wait at this gateway, in lines. */
export class WaitingRoom {
  /** By session and limits, in the order in which the lines began. */
  readonly #lines = new Map<string, OpenLine>()
  #size = 0

  get size(): number {
    return this.#size
  }

  get lines(): readonly Line<Waiting>[] {
    return [...this.#lines.values()]
  }

  join(call: Waiting): void {
    const { session, route, limits, yields } = call
    const key = keyOf(call)
    const line = this.#lines.get(key) ?? { session, route, limits, calls: [], ...(yields && { yields }) }
    line.calls.push(call)
    this.#lines.set(key, line)
    this.#size += 1
  }

  leave(call: Waiting): void {
    const key = keyOf(call)
    const line = this.#lines.get(key)
    const at = line?.calls.indexOf(call) ?? -1
    if (!line || at === -1) return
    line.calls.splice(at, 1)
    if (line.calls.length === 0) this.#lines.delete(key)
    this.#size -= 1
  }
}

function keyOf({ session, limits, yields }: Waiting): string {
  return [session, ...(yields ? ['yields'] : []), ...limits.map(({ name }) => name)].join(' ')
}
