import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import { documentEditsPerSecond } from '../../contract/feishu/limits.ts'
import { routes, type RouteName } from '../../contract/feishu/routes.ts'
import type { Rate } from '../../contract/feishu/route.ts'
import type { Clock, SendOptions, Wire } from '../doors.ts'
import { answerOf, marked } from './hand-held-wire.ts'
import type { Model } from './model.ts'

/** Connections that a browser opens to one host over HTTP/1.1. */
const connections = 6

/**
 * A wire that answers by itself after the time that a call takes on the hand-held clock: a connection of the browser, its turn at the
 * gateway, which spaces the calls of an endpoint and the edits of a document as Feishu's rates want it, and the way to the answer.
 */
export class PacedWire implements Wire {
  /** Routes of all calls that had their turn, in that order. */
  readonly routes: RouteName[] = []
  readonly #clock: Clock
  readonly #model: Model
  readonly #answerMs: number
  readonly #opensAtMs = new Map<string, number>()
  readonly #waiting: (() => void)[] = []
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

  async send(request: ApiRequest, { signal }: SendOptions): Promise<ApiAnswer> {
    if (this.#open >= connections) await new Promise<void>((go) => this.#waiting.push(go))
    this.#open += 1
    try {
      await this.#clock.sleep(this.#turnInMs(request), signal)
      this.routes.push(request.route)
      await this.#clock.sleep(this.#answerMs, signal)
      const { status, text } = this.#model.apply(request)
      return answerOf(status, text, marked)
    } finally {
      this.#open -= 1
      this.#waiting.shift()?.()
    }
  }

  #turnInMs({ route, parameters }: ApiRequest): number {
    const { calls, perMs, editsDocument }: Rate = routes[route].rate
    const limits: [string, number][] = [[route, perMs / calls]]
    if (editsDocument) limits.push([`document ${parameters['document_id']}`, 1000 / documentEditsPerSecond])
    const nowMs = this.#clock.nowMs()
    const atMs = Math.max(nowMs, ...limits.map(([name]) => this.#opensAtMs.get(name) ?? 0))
    for (const [name, spacingMs] of limits) this.#opensAtMs.set(name, atMs + spacingMs)
    return atMs - nowMs
  }
}
