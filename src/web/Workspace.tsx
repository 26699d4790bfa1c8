import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { KyInstance } from 'ky'
import { readDocumentLink, type LinkRules } from '../contract/document-links.ts'
import type { SessionAnswer } from '../contract/session.ts'
import type { Wire } from '../engine/doors.ts'
import type { JobId } from '../engine/job.ts'
import { chooseFolder } from './drop/choose-folder.ts'
import { chooseOneFile } from './drop/choose-one-file.ts'
import { DropOverlay } from './drop/DropOverlay.tsx'
import { DropPanel } from './drop/DropPanel.tsx'
import { Intake, type Intaken } from './drop/intake.ts'
import { useDrop } from './drop/use-drop.ts'
import type { OpenQueue } from './journal/open-queue.ts'
import { ReloadNote } from './journal/ReloadNote.tsx'
import { PageFrame } from './PageFrame.tsx'
import { PersonMenu } from './session/PersonMenu.tsx'
import { openSignInWindow } from './session/sign-in-address.ts'
import { SimulatedNotice } from './session/SimulatedNotice.tsx'
import { Standstill } from './Standstill.tsx'
import { TargetPanel } from './target/TargetPanel.tsx'
import { useTarget, type ChosenTarget } from './target/use-target.ts'
import { TargetGuidance } from './TargetGuidance.tsx'
import { isPending } from './uploads/is-pending.ts'
import { UploadQueue } from './uploads/UploadQueue.tsx'
import { useQueue } from './uploads/use-queue.ts'
import { useOwnership, type Person } from './use-ownership.ts'
import type { Speech } from './words/load-language.ts'
import { useSpeech } from './words/speech.ts'

// Shown rarely, so their code is fetched only then.
const RestoredNotice = lazy(async () => ({ default: (await import('./journal/RestoredNotice.tsx')).RestoredNotice }))

const DuplicatesDialog = lazy(async () => ({
  default: (await import('./uploads/DuplicatesDialog.tsx')).DuplicatesDialog,
}))

export interface SignedInProps {
  /** Whose work this is; stays so while a queue runs, whoever signs in meanwhile. */
  readonly owner: Person
  readonly onOwner: (owner: Person | null) => void
  readonly app: SessionAnswer['app']
}

interface WorkspaceProps extends SignedInProps {
  readonly client: KyInstance
  readonly wire: Wire
  readonly queue: OpenQueue
  /** Another person goes on with the queue. */
  readonly onBecome: (person: Person) => void
}

/** Choose a document, put files in, watch them arrive. */
export function Workspace({ owner, onOwner, onBecome, app, client, wire, queue }: WorkspaceProps) {
  const { uploads, keeping, returned } = queue
  const speech = useSpeech()
  const snapshot = useQueue(uploads)
  const { present, signOut, become } = useOwnership({ owner, onOwner, onBecome, client, uploads, snapshot })
  const rules = linkRulesOf(app)
  const chosen = useTarget(wire, rules, owner.openId)
  const target = writableTarget(chosen)
  const [intake] = useState(() => new Intake(uploads))
  const intaken = useSyncExternalStore(intake.subscribe, intake.getSnapshot)
  useEffect(() => intake.goInto(target), [intake, target])

  const drop = useDrop({
    screenshotWord: speech.words.drop.screenshot,
    onDrop: intake.take,
    onPastedText: (text) => {
      if (readDocumentLink(text, rules).ok) chosen.choose(text)
    },
  })
  const ways = useWays(intake.keepJobs, chosen.clear)
  const pending = isPending(snapshot)
  const isKept = useSyncExternalStore(keeping.subscribe, keeping.getSnapshot)
  const onChooseFolder = () => chooseFolder((files) => intake.take([files]))

  return (
    <div {...drop.rootProps()}>
      <input {...drop.inputProps()} aria-hidden />
      <PageFrame
        person={<PersonMenu name={owner.name} isWorkPending={pending} isWorkKept={isKept} onSignOut={signOut} />}
      >
        {app.simulated && <SimulatedNotice documentOrigin={app.documentOrigin} />}
        <TargetPanel
          chosen={chosen}
          isAskedFor={intaken.jobIds.length > 0}
          waiting={target === null ? waitingText(intaken, speech) : null}
          guidance={<TargetGuidance chosen={chosen} onSignIn={ways.signIn} />}
        />
        <DropPanel
          isSmall={snapshot.ids.length > 0}
          reading={drop.reading}
          onChooseFiles={drop.chooseFiles}
          onChooseFolder={onChooseFolder}
          onDismiss={drop.dismissReading}
        />
        <Standstill snapshot={snapshot} owner={owner} present={present} onBecome={become} />
        {returned && (
          <Suspense>
            <RestoredNotice
              returned={returned}
              missing={snapshot.counts['needs-file']}
              isPending={pending}
              changed={intaken.changed}
              onAddChanged={intake.addChanged}
              onChooseFiles={drop.chooseFiles}
              onChooseFolder={onChooseFolder}
            />
          </Suspense>
        )}
        {pending && <ReloadNote isKept={isKept} />}
        <UploadQueue uploads={uploads} snapshot={snapshot} ways={ways} document={target} />
      </PageFrame>
      {intaken.duplicates.length > 0 && (
        <Suspense>
          <DuplicatesDialog duplicates={intaken.duplicates} onDecide={intake.keepDuplicates} />
        </Suspense>
      )}
      {drop.isDragging && <DropOverlay text={overlayText(target?.title ?? null, speech)} />}
    </div>
  )
}

/** What the queue's buttons set in motion elsewhere on the page; the same object for as long as the page stands. */
function useWays(keepJobs: (ids: readonly JobId[]) => void, clearTarget: () => void) {
  return useMemo(
    () => ({
      pickDocument: (ids: readonly JobId[]) => {
        keepJobs(ids)
        clearTarget()
      },
      signIn: () => void openSignInWindow(),
      chooseFile: chooseOneFile,
    }),
    [keepJobs, clearTarget],
  )
}

function linkRulesOf({ brand, documentOrigin }: SessionAnswer['app']): LinkRules {
  return { brand, ...(documentOrigin === null ? {} : { documentOrigin }) }
}

/** The document that files may go into right now. */
function writableTarget({ state }: ChosenTarget) {
  return state.is === 'resolved' && state.target.mayEdit !== false ? state.target : null
}

function waitingText({ files, jobIds }: Intaken, { words, formats }: Speech): string | null {
  if (jobIds.length > 0) return words.target.retargeting(formats.number(jobIds.length))
  return files > 0 ? words.target.filesWait(formats.number(files)) : null
}

function overlayText(title: string | null, { words }: Speech): string {
  if (title === null) return words.drop.overlayNoTarget
  return title === '' ? words.drop.overlay : words.drop.overlayWithTarget(title)
}
