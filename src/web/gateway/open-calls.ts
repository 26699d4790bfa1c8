import { Subscribable } from '../../engine/subscribable.ts'
import type { QuotaAnswer } from '../../contract/own-api/quota.ts'
import type { QuotaWait } from '../../engine/job/job.ts'
import { browserChance } from '../platform/browser-chance.ts'

/** Longer than a call takes that nobody holds back; about when a person begins to wonder. */
const overdueAfterMs = 2000

interface OpenCall {
  /** Name by which the gateway knows the call. */
  readonly name: string
  /** Call when it was answered or given up. */
  readonly close: () => void
}

/** Tracks unanswered calls, and whether one has taken so long that the gateway may be holding it back. */
export class OpenCalls {
  readonly #overdue = new Map<string, (held: QuotaWait | null) => void>()
  readonly #changes = new Subscribable()

  /** @param onQuotaWait Called by `report` once the call is overdue. */
  open(onQuotaWait: (wait: QuotaWait | null) => void): OpenCall {
    const name = browserChance.uuid()
    const timer = setTimeout(() => {
      this.#overdue.set(name, onQuotaWait)
      if (this.#overdue.size === 1) this.#changes.publish()
    }, overdueAfterMs)
    return {
      name,
      close: () => {
        clearTimeout(timer)
        if (this.#overdue.delete(name) && this.#overdue.size === 0) this.#changes.publish()
      },
    }
  }

  /** Reports to each overdue call its place in the gateway's queue; null if the gateway is not holding it. */
  report(held: QuotaAnswer['held']): void {
    const byName = new Map(held.map(({ call, why, ahead }) => [call, { why, ahead }]))
    for (const [name, onQuotaWait] of this.#overdue) onQuotaWait(byName.get(name) ?? null)
  }

  readonly isOneOverdue = (): boolean => this.#overdue.size > 0

  readonly subscribe = this.#changes.subscribe
}
