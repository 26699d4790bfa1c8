import { Subscribable } from '../../engine/subscribable.ts'
import type { QuotaAnswer } from '../../contract/own-api/quota.ts'
import type { QuotaWait } from '../../engine/doors.ts'
import { browserChance } from './browser-chance.ts'

/** Long enough for a call that nobody holds; a person begins to wonder about here. */
const overdueAfterMs = 2000

interface OpenCall {
  /** The gateway knows it by this name while it holds it. */
  readonly name: string
  /** The call has been answered, or will not be. */
  readonly close: () => void
}

/** Calls that are out, and whether one of them is out for so long that the gateway may be holding it. */
export class OpenCalls {
  readonly #overdue = new Map<string, (held: QuotaWait | null) => void>()
  readonly #changes = new Subscribable()

  /** @param onQuotaWait CallOptions by `tell`, once the call is overdue. */
  open(onQuotaWait: (held: QuotaWait | null) => void): OpenCall {
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

  /** Tells overdue calls where they stand. One that the gateway does not name is on its way. */
  tell(held: QuotaAnswer['held']): void {
    const byName = new Map(held.map(({ call, why, ahead }) => [call, { why, ahead }]))
    for (const [name, onQuotaWait] of this.#overdue) onQuotaWait(byName.get(name) ?? null)
  }

  readonly isOneOverdue = (): boolean => this.#overdue.size > 0

  readonly subscribe = this.#changes.subscribe
}
