import { refuse } from '../http/answer.ts'
import { endpointOf, uploadEndpoints, type EndpointName } from '../http/endpoints.ts'

/** Running calls that must not overlap with others, by key. */
export class Overlaps {
  readonly #running = new Map<string, number>()

  /** @returns Whether another call with this key is running. */
  enter(key: string): boolean {
    const running = this.#running.get(key) ?? 0
    this.#running.set(key, running + 1)
    return running > 0
  }

  leave(key: string): void {
    this.#running.set(key, (this.#running.get(key) ?? 1) - 1)
  }
}

/** Drive takes one of these after another (drive-v1/file/create_folder, 2025-05-07; copy, 2025-07-02). */
const oneAtATime: ReadonlySet<EndpointName> = new Set<EndpointName>(['createFolder', 'copyFile'])

/** Key of calls that must not overlap: the endpoint, table or spreadsheet; null if calls may overlap. */
export function exclusiveOf(name: EndpointName, parameters: Readonly<Record<string, string>>): string | null {
  if (uploadEndpoints.has(name) || oneAtATime.has(name)) return name
  const key = endpointOf(name).rate.oneAtATimePer
  return key === undefined ? null : `${key} ${parameters[key] ?? ''}`
}

/** Refuses an overlapping call; uploads only if they are to be refused. */
export function refuseOverlap(name: EndpointName, concurrentUploads: 'refused' | 'tolerated'): void {
  const { oneAtATimePer } = endpointOf(name).rate
  if (oneAtATimePer === 'table_id') refuse(1254291)
  // No code is documented for it; this one's text is about concurrent calls (generic error codes, sheets).
  if (oneAtATimePer === 'spreadsheet_token') refuse(90235)
  if (oneAtATime.has(name) || concurrentUploads === 'refused') refuse(1061045)
}
