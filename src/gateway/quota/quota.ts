import { documentEditsPerSecond } from '../../contract/limits.ts'
import { routes, type Rate, type RouteName } from '../../contract/routes.ts'
import { FairQueue, type QueueBounds, type Waiting } from './fair-queue.ts'
import { Lane } from './lane.ts'

/** A call about to be made. */
export interface QuotaCall {
  readonly session: string
  readonly route: RouteName
  /** Ids in its path, by their names in the path template. */
  readonly parameters: Readonly<Record<string, string>>
}

export type Turn =
  | { readonly granted: true }
  /** The queue is full, or the wait was too long; `waitMs` is when to ask again. */
  | { readonly granted: false; readonly waitMs: number }

export interface QuotaDoors {
  readonly nowMs: () => number
  /** Calls back once, later; returns the way to forget it. */
  readonly wakeIn: (delayMs: number, wake: () => void) => () => void
}

export interface QuotaLimits extends QueueBounds {
  /** Longest a call is held; browsers and proxies give up on a silent answer after about as long. */
  readonly longestWaitMs: number
}

export const usualQuotaLimits: QuotaLimits = { perSession: 100, inAll: 5000, longestWaitMs: 60_000 }

/** Documents being edited whose pace is remembered at once. */
const rememberedDocuments = 1000

/** What Feishu lets one app do, handed out fairly: one lane per endpoint, and one per document for edits. */
export class Quota {
  readonly #doors: QuotaDoors
  readonly #limits: QuotaLimits
  /** One queue for all endpoints: a document's lane joins them. */
  readonly #queue: FairQueue
  readonly #endpoints = new Map<RouteName, Lane>()
  readonly #documents = new Map<string, Lane>()
  #forgetWake: (() => void) | undefined

  constructor(doors: QuotaDoors, limits: QuotaLimits = usualQuotaLimits) {
    this.#doors = doors
    this.#limits = limits
    this.#queue = new FairQueue(limits)
  }

  get waiting(): number {
    return this.#queue.size
  }

  callsToday(route: RouteName): number {
    return this.#endpoint(route).callsToday(this.#doors.nowMs())
  }

  /**
   * Waits for the turn of a call.
   *
   * @throws The signal's reason, when whoever asked went away; the place in the queue is free again.
   */
  turn(call: QuotaCall, signal: AbortSignal): Promise<Turn> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(reasonOf(signal))
        return
      }
      const settle = () => {
        forgetLimit()
        signal.removeEventListener('abort', leave)
      }
      const waiting: Waiting = {
        session: call.session,
        route: call.route,
        lanes: this.#lanesOf(call),
        start: () => {
          settle()
          resolve({ granted: true })
        },
      }
      const leave = () => {
        settle()
        this.#queue.leave(waiting)
        reject(reasonOf(signal))
      }
      const forgetLimit = this.#doors.wakeIn(this.#limits.longestWaitMs, () => {
        settle()
        this.#queue.leave(waiting)
        resolve({ granted: false, waitMs: this.#waitMs(waiting.lanes) })
      })
      if (!this.#queue.join(waiting)) {
        forgetLimit()
        resolve({ granted: false, waitMs: this.#waitMs(waiting.lanes) })
        return
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#serve()
    })
  }

  /** Feishu refused a call as one too many: no further one leaves before `waitMs` are over. */
  close({ route, parameters }: Omit<QuotaCall, 'session'>, which: 'endpoint' | 'document', waitMs: number): void {
    const document = which === 'document' ? this.#document(route, parameters) : undefined
    const lane = document ?? this.#endpoint(route)
    lane.close(this.#doors.nowMs() + waitMs)
  }

  #serve(): void {
    this.#forgetWake?.()
    const nowMs = this.#doors.nowMs()
    const wakeAtMs = this.#queue.serve(nowMs)
    this.#forgetWake =
      wakeAtMs === undefined ? undefined : this.#doors.wakeIn(Math.max(1, wakeAtMs - nowMs), () => this.#serve())
  }

  #waitMs(lanes: readonly Lane[]): number {
    const nowMs = this.#doors.nowMs()
    return Math.max(...lanes.map((lane) => Math.max(lane.spacingMs, lane.opensAtMs - nowMs)))
  }

  #lanesOf({ route, parameters }: QuotaCall): readonly Lane[] {
    const endpoint = this.#endpoint(route)
    const document = this.#document(route, parameters)
    return document ? [endpoint, document] : [endpoint]
  }

  #endpoint(route: RouteName): Lane {
    const lane = this.#endpoints.get(route) ?? new Lane(routes[route].rate)
    this.#endpoints.set(route, lane)
    return lane
  }

  #document(route: RouteName, parameters: Readonly<Record<string, string>>): Lane | undefined {
    const rate: Rate = routes[route].rate
    const id = parameters['document_id']
    if (rate.editsDocument === undefined || id === undefined) return undefined
    const lane = this.#documents.get(id) ?? new Lane({ calls: documentEditsPerSecond, perMs: 1000 })
    this.#documents.delete(id)
    this.#documents.set(id, lane)
    this.#forgetDocuments()
    return lane
  }

  /** An open lane holds nothing worth remembering; a waiting call keeps hold of its own lane. */
  #forgetDocuments(): void {
    if (this.#documents.size <= rememberedDocuments) return
    const nowMs = this.#doors.nowMs()
    for (const [id, lane] of this.#documents) if (lane.opensAtMs <= nowMs) this.#documents.delete(id)
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('The caller went away')
}
