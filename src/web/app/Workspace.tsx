import { useEffect, useMemo, useSyncExternalStore, type ComponentProps } from 'react'
import { ForgetDatabase } from '../boundary/ForgetDatabase.tsx'
import { Whole } from '../boundary/BrokenPart.tsx'
import { Coming, WithMessages } from '../boundary/Lazy.tsx'
import type { LinkRules } from '../../contract/feishu/document-links.ts'
import type { SessionAnswer } from '../../contract/own-api/session.ts'
import type { JobId } from '../../engine/job/job.ts'
import { DropOverlay, DropPanel } from '../drop/DropPanel.tsx'
import type { Goal } from '../drop/intake/intake.ts'
import type { Dragged, PageDrops } from '../drop/page-drops.ts'
import { useDragged, useDrops } from '../drop/use-drops.ts'
import { chooseOneFile, useChooser } from '../drop/use-chooser.ts'
import { useIntake } from '../drop/intake/use-intake.ts'
import type { Kept } from '../journal/journal-status.ts'
import { nothingShown, type OpenQueue, type TabQueueSnapshot } from '../tabs/tab-queue-snapshot.ts'
import type { LazyModule } from '../lazy/lazy-module.ts'
import { useRemembering } from '../finding/use-remembering.ts'
import { openSignInWindow } from '../session/sign-in-address.ts'
import styles from './Workspace.module.css'
import { SimulatedNotice } from '../session/SimulatedNotice.tsx'
import { TargetArea } from './TargetArea.tsx'
import { useChosenTarget, useGoal } from '../target/use-chosen-target.ts'
import { useEditRight } from '../target/right/use-edit-right.ts'
import { useTarget, type ChosenTarget, type Seeker } from '../target/use-target.ts'
import { isWritable } from '../target/target-document.ts'
import { isPending } from '../queue/state/queue-state.ts'
import { useQueue } from '../queue/state/use-queue.ts'
import { useGrant } from '../session/use-grant.ts'
import { useLazyModule } from '../lazy/use-lazy.ts'
import { useOwnership } from '../session/use-ownership.ts'
import { NewerVersion } from '../version/NewerVersion.tsx'
import type { Embedding } from '../embed/embedding.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import type { I18n } from '../i18n/load-language.ts'
import { useI18n } from '../i18n/i18n.ts'
import { SignedInFrame } from './SignedInFrame.tsx'
import type { LeavingBundle } from './leaving-bundle.ts'
import type { QueueBundle } from './queue-bundle.ts'
import { PageContext, usePage } from './page-context.ts'
import { WorkspaceContext, type PageActions, type Person } from './workspace-context.ts'

export interface SignedInProps {
  /** Whose work this is; stays the same while a queue runs, whoever signs in meanwhile. */
  readonly owner: Person
  readonly onOwner: (owner: Person | null) => void
  readonly app: SessionAnswer['app']
}

/** What the page was opened with. */
interface Opened {
  readonly ask: AskGateway
  readonly drops: PageDrops
  /** Loads while the person looks for a document; files pasted or dropped before then wait for it. */
  readonly bundle: LazyModule<QueueBundle>
  readonly leaving: LazyModule<LeavingBundle>
  /** The portal that shows the page in a frame; null: none. */
  readonly embedding?: Embedding | null
}

interface WorkspaceProps extends SignedInProps {
  readonly opened: Opened
  /** Hands the queue to another person. */
  readonly onBecome: (person: Person) => void
}

/** The page of a signed-in person: choose a document, add files, watch the queue. */
export function Workspace({ owner, onOwner, onBecome, app, opened }: WorkspaceProps) {
  const { ask, drops, bundle: lazy, leaving, embedding } = opened
  const bundle = useLazyModule(lazy)
  const tab = useTabQueue(bundle)
  const uploads = tab.queue?.uploads ?? null
  const i18n = useI18n()
  useLazyModule(i18n.problemMessages)
  const snapshot = useQueue(uploads)
  const seeker = useSeeker(lazy, app, owner)
  const chosen = useTarget(seeker)
  useRemembering(chosen, { openId: owner.openId, rules: seeker.rules })
  const [target, choice] = useChosenTarget(writableDocument(chosen))
  const goal = useGoal(chosen, target)
  const into = useMemo(() => bundle && uploads && bundle.intakeInto(uploads), [bundle, uploads])
  const intake = useIntake(into, target)
  const reader = useMemo(() => bundle && into && bundle.readerInto(into), [bundle, into])
  const right = useEditRight({ chosen, snapshot, refusalsIn: bundle?.editRefusals ?? null })
  const { present, become } = useOwnership({ owner, onOwner, onBecome, ask, uploads, snapshot, intake: intake.intake })

  useDrops({
    drops,
    reader,
    goal,
    i18n,
    rules: seeker.rules,
    isAnyChosen: chosen.link !== null,
    onLink: chosen.pick,
  })
  // After `useDrops`, whose goal a portal's files go to.
  useEffect(() => embedding?.serve({ uploads, i18n, isSignedIn: present !== null, chosen }))
  const files = useChooser('files', drops.choose)
  const folders = useChooser('folder', drops.choose)
  const grant = useGrant({ owner, ask, uploads, onGranted: () => lookAgainIfUnusable(chosen) })
  const { portalUrl } = app
  const actions = usePageActions({
    keepJobs: intake.keepJobs,
    clearTarget: chosen.clear,
    grant,
    portalUrl,
    chooseFiles: files.open,
    chooseFolder: folders.open,
  })
  const facts = useMemo(() => ({ owner, present, app, ask, actions }), [owner, present, app, ask, actions])
  const pending = isPending(snapshot)
  const kept = useKept(tab.queue)
  const isQueue = snapshot.ids.length > 0
  const page = { tab, snapshot, kept, intake, seeker, chosen, right, choice, target, become }

  return (
    <WorkspaceContext value={facts}>
      <PageContext value={page}>
        <input {...files.inputProps()} aria-hidden />
        <input {...folders.inputProps()} aria-hidden />
        <SignedInFrame bundle={lazy} leaving={leaving}>
          {app.simulated && !isQueue && <SimulatedNotice documentOrigin={app.documentOrigin} />}
          {bundle && <bundle.components.OpenedOffline ask={ask} />}
          {bundle && <bundle.components.ClientSignInProblem ask={ask} />}
          <NewerVersion isPending={pending} isKept={kept === 'kept'} />
          <div className={styles['start']} data-is-queue={isQueue} data-is-chosen={chosen.isCard}>
            <TargetArea bundle={bundle} />
            <Whole>
              <DropPanel
                isSmall={isQueue}
                isAboveFiles={intake.intake.free.length > 0}
                reports={bundle && reader && <Reports bundle={bundle} reader={reader} />}
              />
            </Whole>
          </div>
          <QueuePane lazy={lazy} />
        </SignedInFrame>
        {bundle && <bundle.components.FileQuestions wire={bundle.wire} drops={drops} />}
        <WhileDragging drops={drops} goal={goal} />
      </PageContext>
    </WorkspaceContext>
  )
}

function WhileDragging({ drops, goal }: { readonly drops: PageDrops; readonly goal: Goal }) {
  const i18n = useI18n()
  const dragged = useDragged(drops)
  return dragged && <DropOverlay text={overlayText(dragged, goal, i18n)} />
}

/** Queues in other tabs and the queue of this one; while the bundle is missing, why. */
function QueuePane({ lazy }: { readonly lazy: LazyModule<QueueBundle> }) {
  const { tab } = usePage()
  const bundle = useLazyModule(lazy)
  if (!bundle) {
    return (
      <Coming lazy={lazy}>
        <ForgetDatabase />
      </Coming>
    )
  }
  return (
    <>
      <Whole>
        <bundle.components.OtherTabs {...tab} {...bundle.tab} />
      </Whole>
      {tab.queue && <bundle.components.QueueArea openCalls={bundle.openCalls} queue={tab.queue} />}
    </>
  )
}

type ReportsProps = ComponentProps<QueueBundle['components']['DropReports']> & { readonly bundle: QueueBundle }

function Reports({ bundle, ...reports }: ReportsProps) {
  const { queueMessages } = useI18n()
  return (
    <WithMessages lazy={queueMessages}>
      <bundle.components.DropReports {...reports} />
    </WithMessages>
  )
}

function useSeeker(bundle: LazyModule<QueueBundle>, app: SessionAnswer['app'], { openId }: Person): Seeker {
  return useMemo(
    () => ({
      resolve: async (...link) => (await bundle.load()).resolveTarget(...link),
      rules: linkRulesOf(app),
      openId,
    }),
    [bundle, app, openId],
  )
}

/** This tab's queue once it is open, and the queues of other tabs. */
function useTabQueue(bundle: QueueBundle | null): TabQueueSnapshot {
  return useSyncExternalStore(bundle?.tab.subscribe ?? neverChanges, bundle?.tab.getSnapshot ?? nothingYet)
}

/** Whether the queue survives a reload. Counts as kept before a queue is open: nothing can be lost yet. */
function useKept(queue: OpenQueue | null): Kept {
  const journalStatus = queue?.journalStatus
  return useSyncExternalStore(journalStatus?.subscribe ?? neverChanges, journalStatus?.getSnapshot ?? yes)
}

const neverChanges = () => () => undefined
const yes = () => 'kept' as const
const nothingYet = () => nothingShown

interface PageActionsOptions extends Pick<PageActions, 'grant' | 'chooseFiles' | 'chooseFolder'> {
  readonly keepJobs: (ids: readonly JobId[], areImported?: boolean) => void
  readonly clearTarget: () => void
  readonly portalUrl: string | null
}

/** The same object as long as nothing changes that the actions depend on. */
function usePageActions(options: PageActionsOptions): PageActions {
  const { keepJobs, clearTarget, grant, portalUrl, chooseFiles, chooseFolder } = options
  return useMemo(
    () => ({
      pickDocument: (ids: readonly JobId[]) => {
        keepJobs(ids)
        clearTarget()
      },
      pickFolder: (ids: readonly JobId[]) => {
        keepJobs(ids, true)
        clearTarget()
      },
      signIn: () => {
        if (portalUrl === null) openSignInWindow()
        else window.open(portalUrl, '_blank', 'noopener')
      },
      grant,
      chooseFiles,
      chooseFolder,
      chooseFile: chooseOneFile,
    }),
    [keepJobs, clearTarget, grant, portalUrl, chooseFiles, chooseFolder],
  )
}

function linkRulesOf({ brand, documentOrigin, customDomains }: SessionAnswer['app']): LinkRules {
  return { brand, customDomains, ...(documentOrigin === null ? {} : { documentOrigin }) }
}

function lookAgainIfUnusable({ state, lookAgain }: ChosenTarget): void {
  if (state.is === 'unusable') lookAgain()
}

/** The chosen document if it is known to accept files; null otherwise. */
function writableDocument({ state }: ChosenTarget) {
  return state.is === 'resolved' && isWritable(state.target) ? state.target : null
}

/** How many items would be dropped, and where they would go. */
function overlayText({ items }: Dragged, goal: Goal, { messages, formats }: I18n): string {
  const { overlay } = messages.drop
  const what = items === 0 ? null : formats.number(items)
  if (goal === null) return overlay.noTarget(what)
  return overlay.into(what, goal.title, 'at' in goal ? goal.at : null)
}
