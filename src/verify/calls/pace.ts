import type { ApiRequest } from '../../contract/feishu/api.ts'
import { documentEditsPerSecond } from '../../contract/feishu/limits.ts'
import { routes, type Rate } from '../../contract/feishu/routes.ts'

/** Part of an interval that is added to it: a call may overtake the one before it on the way. */
const margin = 1.15

/** When the next call of each route, and the next edit of each document, may be made. */
export class Pace {
  readonly #freeAtMs = new Map<string, number>()

  /** Takes the next turn of a call. @returns How long to wait for it. */
  take({ route, parameters }: ApiRequest, nowMs: number): number {
    const rate: Rate = routes[route].rate
    const turns: readonly (readonly [key: string, intervalMs: number])[] = [
      [route, rate.perMs / rate.calls],
      ...(rate.editsDocument
        ? [[`edits ${parameters['document_id'] ?? ''}`, 1000 / documentEditsPerSecond] as const]
        : []),
    ]
    const atMs = Math.max(nowMs, ...turns.map(([key]) => this.#freeAtMs.get(key) ?? 0))
    for (const [key, intervalMs] of turns) this.#freeAtMs.set(key, atMs + intervalMs * margin)
    return atMs - nowMs
  }
}
