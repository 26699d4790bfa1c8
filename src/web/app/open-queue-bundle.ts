import type { FeishuFact } from '../../contract/own-api/feishu-facts.ts'
import { gatewayPaths, type SessionAnswer } from '../../contract/own-api/session.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import { oneReader } from '../drop/drop-reader.ts'
import { oneIntake } from '../drop/intake/one-intake.ts'
import { TabQueue } from '../tabs/tab-queue.ts'
import { editRefusals } from '../target/right/edit-refusals.ts'
import { resolveTarget } from '../target/resolve-target.ts'
import { browserChance } from '../platform/browser-chance.ts'
import { browserContents } from '../platform/browser-contents.ts'
import { browserClock, browserConnectivity } from '../platform/browser-doors.ts'
import { createGatewayClient } from '../gateway/gateway-client.ts'
import { createGatewayWire } from '../gateway/gateway-wire.ts'
import { homePath } from '../gateway/own-path.ts'
import { OpenCalls } from '../gateway/open-calls.ts'
import { components, type QueueBundle } from './queue-bundle.ts'
import { installServiceWorker } from '../offline/install-service-worker.ts'
import { browserStorage } from '../platform/browser-storage.ts'
import { openHistory } from '../history/history-database.ts'
import { HistoryKeeper } from '../history/history-keeper.ts'
import { openJournalDatabase } from '../journal/journal-database.ts'
import { browserLocks } from '../tabs/queue-locks.ts'
import { browserTabChannel } from '../tabs/tab-channel.ts'
import type { BrowserStores } from '../tabs/tab-queue-snapshot.ts'

/** With fewer small files, three calls a file instead of one gain nothing. */
const fromFiles = 10

interface Installation {
  readonly ask: AskGateway
  readonly app: Pick<SessionAnswer['app'], 'smallFilesByParts' | 'facts'>
}

/**
 * Starts opening a person's queue with the browser's implementations of the engine's doors. Returns at once; opening may
 * take long.
 */
export function openQueueBundle(ownerOpenId: string, { ask, app }: Installation): QueueBundle {
  const openCalls = new OpenCalls()
  const doors = {
    wire: createGatewayWire(createGatewayClient(`${location.origin}${homePath().slice(0, -1)}`), openCalls),
    clock: browserClock,
    chance: browserChance,
    connectivity: browserConnectivity,
    contents: browserContents,
    facts: new Set(app.facts as readonly FeishuFact[] | undefined),
    smallFilesByParts: {
      fromFiles,
      isAllowed: () => app.smallFilesByParts,
      onRefused: () => void ask(gatewayPaths.smallFileRefused, { method: 'POST' }).catch(() => undefined),
    },
  }
  const tab = new TabQueue(doors, browserStores, ownerOpenId)
  const history = new HistoryKeeper({
    tab,
    open: openHistory,
    nowMs: () => Date.now(),
    ownerOpenId,
    sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
  })
  addEventListener('pagehide', history.flush)
  if (import.meta.env.PROD) void installServiceWorker()
  return {
    wire: doors.wire,
    openCalls,
    tab,
    history,
    intakeInto: oneIntake({ arrived: history.arrivedFiles }),
    readerInto: oneReader(),
    resolveTarget: (...asked) => resolveTarget(doors.wire, ...asked),
    editRefusals,
    components,
  }
}

const browserStores: BrowserStores = {
  openDatabase: openJournalDatabase,
  // `navigator.locks` is missing on plain http except on localhost, although the type says otherwise.
  locks: isSecureContext ? browserLocks(navigator.locks) : null,
  channel: browserTabChannel(),
  storage: browserStorage,
  // WebKitGTK has no `navigator.storage`, although the type says otherwise; async, so that it rejects instead of throwing.
  estimate: async () => navigator.storage.estimate(),
}
