import type { Wire } from '../../engine/doors.ts'
import { Intake } from '../drop/intake.ts'
import type { OpenQueue } from '../journal/open-queue.ts'
import { Late } from '../late.ts'
import { editRefusals } from '../target/edit-refusals.ts'
import { resolveTarget } from '../target/resolve-target.ts'
import { OpenCalls } from '../wire/open-calls.ts'
import { faces, type Work } from '../work.ts'

/** Work around a queue and a wire held by hand. */
export function workOf(queue: OpenQueue, wire: Wire): Late<Work> {
  return new Late(() =>
    Promise.resolve({
      queue,
      intake: new Intake(queue.uploads),
      wire,
      openCalls: new OpenCalls(),
      editRefusals,
      faces,
      resolveTarget: (...asked) => resolveTarget(wire, ...asked),
    }),
  )
}
