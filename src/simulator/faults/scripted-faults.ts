import type { EndpointName } from '../http/endpoints.ts'
import type { ForeignEdit } from '../other-editor/foreign-edit.ts'

/** Fault injection: what a call meets instead of, or besides, its usual answer. */
export type Fault =
  | { readonly kind: 'code'; readonly code: number }
  /** A page of HTML: before the call has an effect, or after it, instead of the answer. */
  | { readonly kind: 'html'; readonly status: 400 | 502; readonly when: 'before' | 'after' }
  /** The connection is closed, before or after the effect. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** The connection is closed when this share of the body has been read. */
  | { readonly kind: 'cut-at'; readonly share: number }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The call waits until the faults are cleared; it has no effect if the caller goes away before. */
  | { readonly kind: 'hold' }
  /** The body is read at this speed. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** The call's access token has just expired. */
  | { readonly kind: 'expire-token' }
  /** The upload that the call names has expired. */
  | { readonly kind: 'forget-upload' }
  /** Somebody else edits the document right before the call takes effect, or is refused with `code`. */
  | { readonly kind: 'edited-meanwhile'; readonly edits: readonly ForeignEdit[]; readonly code: number | null }
  /** An edit by ids is answered with code 0, but was not done, or not for its last block. */
  | { readonly kind: 'result'; readonly result: 'partial_success' | 'failed' }

export interface ScriptedFault {
  readonly route: EndpointName
  readonly times: number | 'always'
  /** Matching calls without the fault before the first one with it. */
  readonly skip: number
  /** Only calls with exactly this `file_name`. */
  readonly fileName: string | null
  readonly fault: Fault
}

/** Faults that tests order, in order; a call meets at most one. */
export class Faults {
  #clearing = new AbortController()
  #waiting: { order: ScriptedFault; skip: number; times: number }[] = []

  order(orders: readonly ScriptedFault[]): void {
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

  /** Aborted when the present faults are cleared. */
  get untilCleared(): AbortSignal {
    return this.#clearing.signal
  }

  /** The fault of a call before its body is read (`fileName` null), or of one with this file name. */
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
