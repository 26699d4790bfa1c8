import type { Wire } from '../../engine/doors.ts'
import type { OpenQueue, TabQueueSnapshot } from '../journal/tab-queue-snapshot.ts'
import { oneIntake } from '../drop/intake.ts'
import { Late } from '../lazy/lazy-module.ts'
import { editRefusals } from '../target/edit-refusals.ts'
import { resolveTarget } from '../target/resolve-target.ts'
import { OpenCalls } from '../platform/open-calls.ts'
import { faces, type Work } from '../app/queue-bundle.ts'

/** Work around a queue and a wire held by hand. */
export function workOf(queue: OpenQueue, wire: Wire): Late<Work> {
  const snapshot: TabQueueSnapshot = { queue, waitsFor: null, elsewhere: [] }
  const [nothing, neverChanges] = [() => undefined, () => () => undefined]
  const work: Work = {
    tab: { getSnapshot: () => snapshot, subscribe: neverChanges, beginNow: nothing, bringHere: nothing, own: nothing },
    intakeInto: oneIntake(),
    wire,
    openCalls: new OpenCalls(),
    editRefusals,
    faces,
    resolveTarget: (...asked) => resolveTarget(wire, ...asked),
  }
  return new Late(() => Promise.resolve(work), { isOffline: () => false })
}
