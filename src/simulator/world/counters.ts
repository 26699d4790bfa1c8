import type { EndpointName } from '../http/endpoints.ts'
import type { RandomFaultKind } from '../faults/random-faults.ts'

export interface RouteCount {
  calls: number
  readonly refusals: Record<string, number>
  /** Random faults met, by kind. */
  readonly randomFaults: Partial<Record<RandomFaultKind, number>>
  peakConcurrent: number
}

/** Calls of each route: number, refusals, random faults, concurrency. */
export class Counters {
  readonly #counts = new Map<EndpointName, RouteCount>()
  readonly #running = new Map<EndpointName, number>()

  readonly #uploads = new Map<string, number>()

  begin(route: EndpointName): void {
    const running = (this.#running.get(route) ?? 0) + 1
    this.#running.set(route, running)
    const count = this.#countOf(route)
    count.calls += 1
    count.peakConcurrent = Math.max(count.peakConcurrent, running)
  }

  end(route: EndpointName): void {
    this.#running.set(route, (this.#running.get(route) ?? 1) - 1)
  }

  refused(route: EndpointName, code: number): void {
    const { refusals } = this.#countOf(route)
    refusals[code] = (refusals[code] ?? 0) + 1
  }

  met(route: EndpointName, kind: RandomFaultKind): void {
    const { randomFaults } = this.#countOf(route)
    randomFaults[kind] = (randomFaults[kind] ?? 0) + 1
  }

  /** A file of this person or app has arrived, whole or as a part. */
  uploaded(callerId: string): void {
    this.#uploads.set(callerId, (this.#uploads.get(callerId) ?? 0) + 1)
  }

  /** Uploads that arrived, by who sent them. */
  readUploads(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#uploads)
  }

  read(): Readonly<Record<string, RouteCount>> {
    return Object.fromEntries(this.#counts)
  }

  #countOf(route: EndpointName): RouteCount {
    const count = this.#counts.get(route) ?? { calls: 0, refusals: {}, randomFaults: {}, peakConcurrent: 0 }
    this.#counts.set(route, count)
    return count
  }
}
