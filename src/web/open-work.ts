import { Intake } from './drop/intake.ts'
import { browserKeeps } from './journal/browser-keeps.ts'
import { openQueue } from './journal/open-queue.ts'
import { editRefusals } from './target/edit-refusals.ts'
import { resolveTarget } from './target/resolve-target.ts'
import { browserChance } from './wire/browser-chance.ts'
import { browserClock } from './wire/browser-clock.ts'
import { browserConnectivity } from './wire/browser-connectivity.ts'
import { createGatewayClient } from './wire/gateway-client.ts'
import { createGatewayWire } from './wire/gateway-wire.ts'
import { OpenCalls } from './wire/open-calls.ts'
import { faces, type Work } from './work.ts'

/** Opens a person's queue behind the browser's doors. */
export async function openWork(ownerOpenId: string): Promise<Work> {
  const openCalls = new OpenCalls()
  const doors = {
    wire: createGatewayWire(createGatewayClient(location.origin), openCalls),
    clock: browserClock,
    chance: browserChance,
    connectivity: browserConnectivity,
  }
  const queue = await openQueue(doors, browserKeeps, ownerOpenId)
  return {
    wire: doors.wire,
    openCalls,
    queue,
    intake: new Intake(queue.uploads),
    resolveTarget: (...asked) => resolveTarget(doors.wire, ...asked),
    editRefusals,
    faces,
  }
}
