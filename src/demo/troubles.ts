import type { Trouble } from './shared/protocol.ts'
import { faultsFor } from './shared/codes.ts'
import { situationOf, type FaultOrder } from './shared/situations.ts'

type Counters = Readonly<Record<string, { readonly refusals: Readonly<Record<string, number>> }>>

/** What is wrong in one simulated Feishu, ordered by its control API. */
export class Troubles {
  readonly #simulatorUrl: string
  #present: Trouble | null = null
  #refusedBefore = 0
  #editedDocument: string | null = null

  constructor(simulatorUrl: string) {
    this.#simulatorUrl = simulatorUrl
  }

  get present(): Trouble | null {
    return this.#present
  }

  /** @param document Token of the document that the stage shows. */
  async begin(trouble: Trouble, document: string): Promise<void> {
    await this.end()
    this.#refusedBefore = await this.#refused()
    this.#present = trouble
    if (trouble.kind === 'code') {
      await this.#order(faultsFor(trouble.code))
      return
    }
    const { faults = [], revokes, editor } = situationOf(trouble.id)
    await this.#order(faults)
    if (revokes) await this.#call('POST', 'tokens/expire', { kind: 'all' })
    if (editor) {
      this.#editedDocument = document
      const kinds = ['insert-paragraph', 'move-block']
      await this.#call('POST', `documents/${document}/editor`, { everyMs: 900, kinds })
    }
  }

  async end(): Promise<void> {
    this.#present = null
    await this.#call('DELETE', 'faults')
    if (this.#editedDocument !== null) await this.#call('DELETE', `documents/${this.#editedDocument}/editor`)
    this.#editedDocument = null
  }

  /** Calls that were refused since the trouble began. */
  async met(): Promise<number> {
    return this.#present ? (await this.#refused()) - this.#refusedBefore : 0
  }

  /** Uploads of each person, by open_id. */
  async uploads(): Promise<Readonly<Record<string, number>>> {
    return (await this.#call('GET', 'counters/uploads')) as Readonly<Record<string, number>>
  }

  async #refused(): Promise<number> {
    const counters = (await this.#call('GET', 'counters')) as Counters
    return Object.values(counters)
      .flatMap(({ refusals }) => Object.values(refusals))
      .reduce((sum, count) => sum + count, 0)
  }

  async #order(faults: readonly FaultOrder[]): Promise<void> {
    if (faults.length > 0) await this.#call('POST', 'faults', faults)
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json' }
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers }
    const answer = await fetch(`${this.#simulatorUrl}/_simulator/${path}`, { method, ...sent })
    if (!answer.ok) throw new Error(`/_simulator/${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}
