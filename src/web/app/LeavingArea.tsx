import type { SessionAnswer } from '../../contract/own-api/session.ts'
import type { QueueSnapshot } from '../../engine/queue/uploads.ts'
import { Lazy, WithMessages } from '../boundary/Lazy.tsx'
import type { Intaken } from '../drop/intake.ts'
import { rememberedDocuments } from '../finding/remembered-documents.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { Kept } from '../journal/journal-status.ts'
import type { LazyModule } from '../lazy/lazy-module.ts'
import { browserStorage } from '../platform/browser-storage.ts'
import { isPending, queueStateOf } from '../queue/state/queue-state.ts'
import { isSharedComputer } from '../session/shared-computer.ts'
import type { TabQueueSnapshot } from '../tabs/tab-queue-snapshot.ts'
import type { LeavingBundle } from './leaving-bundle.ts'
import type { Person } from './workspace-context.ts'

interface LeavingAreaProps {
  readonly lazy: LazyModule<LeavingBundle>
  readonly owner: Person
  readonly app: SessionAnswer['app']
  readonly tab: TabQueueSnapshot
  readonly snapshot: QueueSnapshot
  readonly intaken: Intaken
  readonly kept: Kept
  /** A document is chosen, whose link the browser remembers. */
  readonly isAnyChosen: boolean
  readonly isWanted: boolean
  readonly onStay: () => void
}

/** The end of a visit: by the person, or of a kiosk that nobody uses. */
export function LeavingArea({ lazy, owner, app, tab, snapshot, intaken, kept, ...props }: LeavingAreaProps) {
  const { queueMessages } = useI18n()
  const idleMinutes = app.idleSignOutMinutes
  const { isWanted, isAnyChosen, onStay } = props
  if (!isWanted && idleMinutes === null) return null
  // Files that wait for a document are nowhere but in this page.
  const isAnyWaiting = intaken.files + intaken.duplicates.length > 0
  const isAnyQueue = snapshot.ids.length + tab.elsewhere.length > 0
  return (
    <WithMessages lazy={queueMessages}>
      <Lazy lazy={lazy}>
        {({ leaving, SignOut }) => (
          <SignOut
            openId={owner.openId}
            storage={browserStorage}
            ending={leaving}
            isWanted={isWanted}
            onStay={onStay}
            isWorkPending={isPending(snapshot) || isAnyWaiting}
            isWorkKept={kept === 'kept' && !isAnyWaiting}
            isAnythingKept={isAnyQueue || isAnyChosen || rememberedDocuments(owner.openId, browserStorage).length > 0}
            isShared={isSharedComputer(app)}
            idleMinutes={idleMinutes}
            isBusy={queueStateOf(snapshot) === 'running'}
          />
        )}
      </Lazy>
    </WithMessages>
  )
}
