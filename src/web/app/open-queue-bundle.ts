import { oneIntake } from '../drop/intake.ts'
import { TabQueue } from '../tabs/tab-queue.ts'
import { editRefusals } from '../target/edit-refusals.ts'
import { resolveTarget } from '../target/resolve-target.ts'
import { browserChance } from '../platform/browser-chance.ts'
import { browserClock, browserConnectivity } from '../platform/browser-doors.ts'
import { createGatewayClient } from '../platform/gateway-client.ts'
import { createGatewayWire } from '../platform/gateway-wire.ts'
import { OpenCalls } from '../platform/open-calls.ts'
import { components, type QueueBundle } from './queue-bundle.ts'
import { browserStorage } from '../platform/browser-storage.ts'
import { openJournalDatabase } from '../journal/journal-database.ts'
import { browserLocks } from '../tabs/queue-locks.ts'
import { browserTabChannel } from '../tabs/tab-channel.ts'
import type { BrowserStores } from '../tabs/tab-queue-snapshot.ts'

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

const browserStores: BrowserStores = {
  openDatabase: openJournalDatabase,
  // Missing on plain http away from localhost, whatever the type says.
  locks: isSecureContext ? browserLocks(navigator.locks) : null,
  channel: browserTabChannel(),
  storage: browserStorage,
  // WebKitGTK has no `navigator.storage`, whatever the type says.
  estimate: async () => navigator.storage.estimate(),
}
