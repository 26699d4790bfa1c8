import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import { documentEditsPerSecond } from '../../contract/feishu/limits.ts'
import { routes, type RouteName } from '../../contract/feishu/routes.ts'
import type { Rate } from '../../contract/feishu/route.ts'
import type { Clock, SendOptions, Wire } from '../doors.ts'
import { answerOf, marked } from './hand-held-wire.ts'
import type { Model } from './model.ts'

/** Connections that a browser opens to one host over HTTP/1.1. */
const connections = 6
/** By how much further apart than Feishu's rate the gateway starts calls (src/gateway/quota/limits.ts). */
const slack = 1.02
/** After how long at the gateway the page learns that a call waits for its turn (src/web/gateway/open-calls.ts). */
const overdueAfterMs = 2000

/** A call that waits at the gateway for its turn. */
interface Waiting {
  /** Names of its limits, and how far apart their calls start. */
  readonly limits: readonly (readonly [name: string, spacingMs: number])[]
  /** Starts only where no call waits that does not yield. */
  readonly yields: boolean
  readonly start: () => void
}

/**
 * A wire that answers by itself after the time that a call takes on the hand-held clock: a connection of the browser, its turn at the
 * gateway, which spaces the calls of an endpoint and the edits of a document as Feishu's rates want it, and the way to the answer. A
 * call that waits long is told so. The page itself takes no time.
 */
export class PacedWire implements Wire {
  /** Routes of all calls that had their turn, in that order. */
  readonly routes: RouteName[] = []
  readonly #clock: Clock
  readonly #model: Model
  readonly #answerMs: number
  readonly #opensAtMs = new Map<string, number>()
  readonly #forConnection: (() => void)[] = []
  #forTurn: readonly Waiting[] = []
  #open = 0

  /** @param answerMs From a call's turn to its answer. */
  constructor(clock: Clock, model: Model, answerMs: number) {
    this.#clock = clock
    this.#model = model
    this.#answerMs = answerMs
  }

  /** Calls of a route so far. */
  count(route: RouteName): number {
    return this.routes.filter((each) => each === route).length
  }

  async send(request: ApiRequest, { signal, onQuotaWait }: SendOptions): Promise<ApiAnswer> {
    if (this.#open >= connections) await new Promise<void>((go) => this.#forConnection.push(go))
    this.#open += 1
    try {
      const isOver = new AbortController()
      const report = () => onQuotaWait?.({ why: 'turn', ahead: 0 })
      void this.#clock.sleep(overdueAfterMs, AbortSignal.any([signal, isOver.signal])).then(report, () => undefined)
      await this.#turn(request, signal).finally(() => isOver.abort())
      this.routes.push(request.route)
      await this.#clock.sleep(this.#answerMs, signal)
      const { status, text } = this.#model.apply(request)
      return answerOf(status, text, marked)
    } finally {
      this.#open -= 1
      this.#forConnection.shift()?.()
    }
  }

  #turn(request: ApiRequest, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const waiting = { limits: limitsOf(request), yields: request.yields === true, start: resolve }
      signal.addEventListener('abort', () => {
        this.#forTurn = this.#forTurn.filter((each) => each !== waiting)
        reject(signal.reason as Error)
      })
      this.#forTurn = [...this.#forTurn, waiting]
      this.#serve()
    })
  }

  #serve(): void {
    const nowMs = this.#clock.nowMs()
    for (const waiting of this.#forTurn.toSorted((a, b) => Number(a.yields) - Number(b.yields))) {
      const { limits, start } = waiting
      if (limits.some(([name]) => (this.#opensAtMs.get(name) ?? 0) > nowMs)) continue
      this.#forTurn = this.#forTurn.filter((each) => each !== waiting)
      for (const [name, spacingMs] of limits) {
        this.#opensAtMs.set(name, nowMs + spacingMs)
        void this.#clock.sleep(spacingMs, new AbortController().signal).then(() => this.#serve())
      }
      start()
    }
  }
}

function limitsOf({ route, parameters }: ApiRequest): Waiting['limits'] {
  const { calls, perMs, editsDocument }: Rate = routes[route].rate
  const limits: [string, number][] = [[route, (perMs / calls) * slack]]
  if (editsDocument) limits.push([`document ${parameters['document_id']}`, (1000 / documentEditsPerSecond) * slack])
  return limits
}
