import { useState, type ReactNode } from 'react'
import { PageFrame } from '../shell/PageFrame.tsx'
import { PersonMenu } from '../session/PersonMenu.tsx'
import type { SessionAnswer } from '../../contract/own-api/session.ts'
import type { QueueSnapshot } from '../../engine/queue/uploads.ts'
import { Lazy, WithMessages } from '../boundary/Lazy.tsx'
import type { IntakeSnapshot } from '../drop/intake.ts'
import { rememberedDocuments } from '../finding/remembered-documents.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { Kept } from '../journal/journal-status.ts'
import type { LazyModule } from '../lazy/lazy-module.ts'
import { browserStorage } from '../platform/browser-storage.ts'
import { isPending, queueStateOf } from '../queue/state/queue-state.ts'
import { isSharedComputer } from '../session/shared-computer.ts'
import type { TabQueueSnapshot } from '../tabs/tab-queue-snapshot.ts'
import type { QueueBundle } from './queue-bundle.ts'
import type { LeavingBundle } from './leaving-bundle.ts'
import type { Person } from './workspace-context.ts'

interface Visit {
  readonly leaving: LazyModule<LeavingBundle>
  readonly owner: Person
  readonly app: SessionAnswer['app']
  readonly tab: TabQueueSnapshot
  readonly snapshot: QueueSnapshot
  readonly intake: IntakeSnapshot
  readonly kept: Kept
  /** Link of the chosen document, which the browser remembers; null while none is chosen. */
  readonly link: string | null
}

interface LeavingAreaProps extends Visit {
  readonly isWanted: boolean
  readonly onStay: () => void
}

interface SignedInFrameProps extends Visit {
  /** Null until it has loaded. */
  readonly bundle: QueueBundle | null
  readonly children: ReactNode
}

/** The frame of a signed-in page, with the person's menu and the way out. */
export function SignedInFrame({ children, bundle, ...visit }: SignedInFrameProps) {
  const [isWanted, setWanted] = useState(false)
  return (
    <PageFrame
      person={
        <>
          {bundle && <bundle.components.HistoryButton history={bundle.history} />}
          <PersonMenu
            name={visit.owner.name}
            menu={bundle && <bundle.components.AvatarMenu name={visit.owner.name} onSignOut={() => setWanted(true)} />}
            onSignOut={() => setWanted(true)}
          />
        </>
      }
      sign={
        visit.app.simulated &&
        bundle &&
        visit.snapshot.ids.length > 0 && <bundle.components.SimulatedSign documentOrigin={visit.app.documentOrigin} />
      }
    >
      <LeavingArea {...visit} isWanted={isWanted} onStay={() => setWanted(false)} />
      {children}
      {bundle && <bundle.components.TooltipArea />}
    </PageFrame>
  )
}

/** The end of a visit: by the person, or of a kiosk that nobody uses. */
function LeavingArea({ leaving, owner, app, tab, snapshot, intake, kept, ...props }: LeavingAreaProps) {
  const { queueMessages } = useI18n()
  const idleMinutes = app.idleSignOutMinutes
  const { isWanted, link, onStay } = props
  if (!isWanted && idleMinutes === null) return null
  // Files that wait for a document are nowhere but in this page.
  const isAnyWaiting = intake.files + intake.duplicates.length > 0 || intake.matching !== null
  const isAnyQueue = snapshot.ids.length + tab.elsewhere.length > 0
  return (
    <WithMessages lazy={queueMessages}>
      <Lazy lazy={leaving}>
        {({ leaving: ending, SignOut }) => (
          <SignOut
            openId={owner.openId}
            storage={browserStorage}
            ending={ending}
            isWanted={isWanted}
            onStay={onStay}
            isWorkPending={isPending(snapshot) || isAnyWaiting}
            isWorkKept={kept === 'kept' && !isAnyWaiting}
            isAnythingKept={isAnyQueue || link !== null || rememberedDocuments(owner.openId, browserStorage).length > 0}
            isShared={isSharedComputer(app)}
            idleMinutes={idleMinutes}
            isBusy={queueStateOf(snapshot) === 'running'}
          />
        )}
      </Lazy>
    </WithMessages>
  )
}
