import { refuse } from '../http/answer.ts'
import { endpointOf, uploadEndpoints, type EndpointName } from '../http/endpoints.ts'
import type { SimulatedWorld } from '../world/world.ts'

/** Calls under way, by what they keep to themselves. */
export class Overlaps {
  readonly #running = new Map<string, number>()

  /** @returns Whether another call is at it already. */
  enter(key: string): boolean {
    const running = this.#running.get(key) ?? 0
    this.#running.set(key, running + 1)
    return running > 0
  }

  leave(key: string): void {
    this.#running.set(key, (this.#running.get(key) ?? 1) - 1)
  }
}

/** What a call keeps to itself while it runs: its endpoint, a table or a spreadsheet; null where calls may overlap. */
export function exclusiveOf(name: EndpointName, parameters: Readonly<Record<string, string>>): string | null {
  // Folders: drive-v1/file/create_folder, 2025-05-07.
  if (uploadEndpoints.has(name) || name === 'createFolder') return name
  const key = endpointOf(name).rate.oneAtATimePer
  return key === undefined ? null : `${key} ${parameters[key] ?? ''}`
}

/** Refuses a call that came while another was at the same thing; uploads only where the world does not tolerate it. */
export function refuseOverlap({ options }: SimulatedWorld, name: EndpointName): void {
  const { oneAtATimePer } = endpointOf(name).rate
  if (oneAtATimePer === 'table_id') refuse(1254291)
  // No code is documented for it; this one's text speaks of calls at the same time (generic error codes, sheets).
  if (oneAtATimePer === 'spreadsheet_token') refuse(90235)
  if (name === 'createFolder' || options.concurrentUploads === 'refused') refuse(1061045)
}
