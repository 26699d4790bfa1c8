import type { Wire } from '../../engine/doors.ts'
import type { OpenQueue, TabQueueSnapshot } from '../tabs/tab-queue-snapshot.ts'
import { oneReader } from '../drop/drop-reader.ts'
import { oneIntake } from '../drop/intake/one-intake.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { editRefusals } from '../target/right/edit-refusals.ts'
import { resolveTarget } from '../target/resolve-target.ts'
import { OpenCalls } from '../gateway/open-calls.ts'
import { endOfTest } from './end-of-test.ts'
import { components, type QueueBundle } from '../app/queue-bundle.ts'

/** A queue bundle around a queue and a wire controlled by the test. */
export function bundleOf(queue: OpenQueue, wire: Wire): LazyModule<QueueBundle> {
  const snapshot: TabQueueSnapshot = { queue, waitsFor: null, elsewhere: [] }
  const [nothing, neverChanges] = [() => undefined, () => () => undefined]
  const bundle: QueueBundle = {
    tab: {
      getSnapshot: () => snapshot,
      subscribe: neverChanges,
      beginNow: nothing,
      bringHere: nothing,
      own: nothing,
      end: () => Promise.resolve(),
    },
    history: {
      read: () => Promise.resolve([]),
      clear: () => Promise.resolve(true),
      own: nothing,
      end: () => Promise.resolve(),
    },
    intakeInto: oneIntake({ signal: endOfTest() }),
    readerInto: oneReader(),
    wire,
    openCalls: new OpenCalls(),
    editRefusals,
    components,
    resolveTarget: (...asked) => resolveTarget(wire, ...asked),
  }
  return new LazyModule(() => Promise.resolve(bundle), { isOffline: () => false })
}
