import { browserStorage } from '../platform/browser-storage.ts'
import { openJournalDatabase } from '../journal/journal-database.ts'
import { browserLocks } from './queue-locks.ts'
import { browserTabChannel } from './tab-channel.ts'
import type { BrowserStores } from './tab-queue-snapshot.ts'

export const browserStores: BrowserStores = {
  openDatabase: openJournalDatabase,
  // Missing on plain http away from localhost, whatever the type says.
  locks: isSecureContext ? browserLocks(navigator.locks) : null,
  channel: browserTabChannel(),
  storage: browserStorage,
  // WebKitGTK has no `navigator.storage`, whatever the type says.
  estimate: async () => navigator.storage.estimate(),
}
