import { oneIntake } from '../drop/intake.ts'
import { browserStores } from '../tabs/browser-stores.ts'
import { TabQueue } from '../tabs/tab-queue.ts'
import { editRefusals } from '../target/edit-refusals.ts'
import { resolveTarget } from '../target/resolve-target.ts'
import { browserChance } from '../platform/browser-chance.ts'
import { browserClock } from '../platform/browser-clock.ts'
import { browserConnectivity } from '../platform/browser-connectivity.ts'
import { createGatewayClient } from '../platform/gateway-client.ts'
import { createGatewayWire } from '../platform/gateway-wire.ts'
import { OpenCalls } from '../platform/open-calls.ts'
import { components, type QueueBundle } from './queue-bundle.ts'

/** Begins to open a person's queue behind the browser's doors, which may take long. */
export function openQueueBundle(ownerOpenId: string): QueueBundle {
  const openCalls = new OpenCalls()
  const doors = {
    wire: createGatewayWire(createGatewayClient(location.origin), openCalls),
    clock: browserClock,
    chance: browserChance,
    connectivity: browserConnectivity,
  }
  return {
    wire: doors.wire,
    openCalls,
    tab: new TabQueue(doors, browserStores, ownerOpenId),
    intakeInto: oneIntake(),
    resolveTarget: (...asked) => resolveTarget(doors.wire, ...asked),
    editRefusals,
    components,
  }
}
