import type { Wire } from '../../engine/doors.ts'
import type { OpenQueue } from '../journal/open-queue.ts'
import { Late } from '../late.ts'
import { resolveTarget } from '../target/resolve-target.ts'
import { OpenCalls } from '../wire/open-calls.ts'
import { faces, type Work } from '../work.ts'

/** Work around a queue and a wire held by hand. */
export function workOf(queue: OpenQueue, wire: Wire): Late<Work> {
  const work: Work = {
    queue,
    wire,
    openCalls: new OpenCalls(),
    faces,
    resolveTarget: (...asked) => resolveTarget(wire, ...asked),
  }
  return new Late(() => Promise.resolve(work), { isOffline: () => false })
}
