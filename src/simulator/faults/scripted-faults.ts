import type { EndpointName } from '../http/endpoints.ts'
import type { ForeignEdit } from '../other-editor/foreign-edit.ts'

export type Fault =
  | { readonly kind: 'code'; readonly code: number }
  /** A page of HTML, before anything happened, or after the effect and instead of the answer. */
  | { readonly kind: 'html'; readonly status: 400 | 502; readonly when: 'before' | 'after' }
  /** The connection is destroyed, likewise. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The call stands still until the troubles are cleared, and does nothing if its caller goes away before. */
  | { readonly kind: 'hold' }
  /** The request's body is read at this pace. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** The access token that the call carries has just ended. */
  | { readonly kind: 'expire-token' }
  /** The upload that the call names is gone, as after 24 hours. */
  | { readonly kind: 'forget-upload' }
  /** Somebody else edits the document of the call right before the call takes effect, or is refused with `code`. */
  | { readonly kind: 'edited-meanwhile'; readonly edits: readonly ForeignEdit[]; readonly code: number | null }
  /** An edit by ids is answered with code 0 and was not done, or not for the last of its blocks. */
  | { readonly kind: 'result'; readonly result: 'partial_success' | 'failed' }

export interface OrderedTrouble {
  readonly route: EndpointName
  readonly times: number | 'always'
  /** Matching calls that go through before the first one in trouble. */
  readonly skip: number
  /** Only calls that carry exactly this `file_name`. */
  readonly fileName: string | null
  readonly fault: Fault
}

/** Troubles on demand, in the order they were ordered; one call meets at most one. */
export class Faults {
  #clearing = new AbortController()
  #waiting: { order: OrderedTrouble; skip: number; times: number }[] = []

  order(orders: readonly OrderedTrouble[]): void {
    for (const order of orders) {
      const times = order.times === 'always' ? Number.POSITIVE_INFINITY : order.times
      this.#waiting.push({ order, skip: order.skip, times })
    }
  }

  clear(): void {
    this.#waiting = []
    this.#clearing.abort()
    this.#clearing = new AbortController()
  }

  /** Aborted once the troubles of now are cleared. */
  get untilCleared(): AbortSignal {
    return this.#clearing.signal
  }

  /** Trouble of a call whose body has not been read (`fileName` null), or of one that names its file. */
  take(route: EndpointName, fileName: string | null): Fault | undefined {
    for (const waiting of this.#waiting) {
      if (waiting.order.route !== route || waiting.order.fileName !== fileName) continue
      if (waiting.skip > 0) {
        waiting.skip -= 1
        continue
      }
      waiting.times -= 1
      this.#waiting = this.#waiting.filter(({ times }) => times > 0)
      return waiting.order.fault
    }
    return undefined
  }
}
