import { useState, type ReactNode } from 'react'
import { PageFrame } from '../shell/PageFrame.tsx'
import { PersonMenu } from '../session/PersonMenu.tsx'
import { Lazy, WithMessages } from '../boundary/Lazy.tsx'
import { rememberedDocuments } from '../finding/remembered-documents.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { LazyModule } from '../lazy/lazy-module.ts'
import { useLazyModule, useWhyNotLoaded } from '../lazy/use-lazy.ts'
import { overlays } from '../shell/overlays/overlays.ts'
import { browserStorage } from '../platform/browser-storage.ts'
import { isPending, queueStateOf } from '../queue/state/queue-state.ts'
import type { QueueBundle } from './queue-bundle.ts'
import type { LeavingBundle } from './leaving-bundle.ts'
import { usePage } from './page-context.ts'
import { useWorkspace } from './workspace-context.ts'

interface SignedInFrameProps {
  readonly bundle: LazyModule<QueueBundle>
  readonly leaving: LazyModule<LeavingBundle>
  readonly children: ReactNode
}

/** The frame of a signed-in page, with the person's menu and the way out. */
export function SignedInFrame({ bundle: lazy, leaving, children }: SignedInFrameProps) {
  const bundle = useLazyModule(lazy)
  const [isWanted, setWanted] = useState(false)
  const { owner, app } = useWorkspace()
  const { snapshot } = usePage()
  const isMenuMissing = useIsMenuMissing(lazy)
  return (
    <PageFrame
      person={
        <>
          {bundle && <bundle.components.HistoryButton history={bundle.history} />}
          <PersonMenu
            name={owner.name}
            isMenuMissing={isMenuMissing}
            menu={bundle && <bundle.components.AvatarMenu name={owner.name} onSignOut={() => setWanted(true)} />}
            onSignOut={() => setWanted(true)}
          />
        </>
      }
      sign={
        app.simulated &&
        bundle &&
        snapshot.ids.length > 0 && <bundle.components.SimulatedSign documentOrigin={app.documentOrigin} />
      }
    >
      <LeavingArea leaving={leaving} isWanted={isWanted} onStay={() => setWanted(false)} />
      {children}
      {bundle && <bundle.components.TooltipArea />}
    </PageFrame>
  )
}

/** Whether something of what the person's menu is made of could not be loaded. */
function useIsMenuMissing(bundle: LazyModule<QueueBundle>): boolean {
  const { queueMessages } = useI18n()
  const whyNots = [useWhyNotLoaded(bundle), useWhyNotLoaded(queueMessages), useWhyNotLoaded(overlays)]
  return whyNots.some((whyNot) => whyNot !== null)
}

interface LeavingAreaProps {
  readonly leaving: LazyModule<LeavingBundle>
  readonly isWanted: boolean
  readonly onStay: () => void
}

/** The end of a visit: by the person, or of a kiosk that nobody uses. */
function LeavingArea({ leaving, isWanted, onStay }: LeavingAreaProps) {
  const { queueMessages } = useI18n()
  const { owner, app } = useWorkspace()
  const { tab, snapshot, kept, chosen, intake: intakeActions } = usePage()
  if (!isWanted && app.idleSignOutMinutes === null) return null
  const { intake } = intakeActions
  // Files that wait for a document are nowhere but in this page.
  const isAnyWaiting = intake.files + intake.duplicates.length > 0 || intake.matching !== null
  const isAnyQueue = snapshot.ids.length + tab.elsewhere.length > 0
  const isAnyDocument = chosen.link !== null || rememberedDocuments(owner.openId, browserStorage).length > 0
  const work = {
    isPending: isPending(snapshot) || isAnyWaiting,
    isKept: kept === 'kept' && !isAnyWaiting,
    isAnythingKept: isAnyQueue || isAnyDocument,
    isBusy: queueStateOf(snapshot) === 'running',
  }
  return (
    <WithMessages lazy={queueMessages}>
      <Lazy lazy={leaving}>
        {({ leaving: ending, SignOut }) => <SignOut ending={ending} isWanted={isWanted} onStay={onStay} work={work} />}
      </Lazy>
    </WithMessages>
  )
}
