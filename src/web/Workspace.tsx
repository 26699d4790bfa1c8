import { lazy, Suspense, useMemo, useSyncExternalStore } from 'react'
import type { KyInstance } from 'ky'
import { readDocumentLink, type LinkRules } from '../contract/document-links.ts'
import type { SessionAnswer } from '../contract/session.ts'
import type { JobId } from '../engine/job.ts'
import { chooseFolder } from './drop/choose-folder.ts'
import { chooseOneFile } from './drop/choose-one-file.ts'
import { DropOverlay } from './drop/DropOverlay.tsx'
import { DropPanel } from './drop/DropPanel.tsx'
import type { Intaken } from './drop/intake.ts'
import { useDrop } from './drop/use-drop.ts'
import { useIntake } from './drop/use-intake.ts'
import { ReloadNote } from './journal/ReloadNote.tsx'
import type { Late } from './late.ts'
import { PageFrame } from './PageFrame.tsx'
import { PersonMenu } from './session/PersonMenu.tsx'
import { openSignInWindow } from './session/sign-in-address.ts'
import { SimulatedNotice } from './session/SimulatedNotice.tsx'
import { TargetPanel } from './target/TargetPanel.tsx'
import { useTarget, type ChosenTarget } from './target/use-target.ts'
import { isPending } from './uploads/is-pending.ts'
import { useQueue } from './uploads/use-queue.ts'
import { useLate } from './use-late.ts'
import { useOwnership, type Person } from './use-ownership.ts'
import type { Speech } from './words/load-language.ts'
import { useSpeech } from './words/speech.ts'
import type { Work } from './work.ts'

/** Asks rarely, so its code is fetched only then. */
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
  /** Comes while a person looks for the document; what is pasted or dropped before waits for it. */
  readonly work: Late<Work>
  /** Another person goes on with the queue. */
  readonly onBecome: (person: Person) => void
}

/** Choose a document, put files in, watch them arrive. */
export function Workspace({ owner, onOwner, onBecome, app, client, work: late }: WorkspaceProps) {
  const work = useLate(late)
  const uploads = work?.queue.uploads ?? null
  const speech = useSpeech()
  useLate(speech.problemWords)
  const snapshot = useQueue(uploads)
  const { present, signOut, become } = useOwnership({ owner, onOwner, onBecome, client, uploads, snapshot })
  const rules = linkRulesOf(app)
  const chosen = useTarget(async (...link) => (await late.come()).resolveTarget(...link), rules, owner.openId)
  const target = writableTarget(chosen)
  const { intaken, ...intake } = useIntake(uploads, target)

  const drop = useDrop({
    screenshotWord: speech.words.drop.screenshot,
    onDrop: intake.take,
    onPastedText: (text) => {
      if (readDocumentLink(text, rules).ok) chosen.choose(text)
    },
  })
  const ways = useWays(intake.keepJobs, chosen.clear)
  const pending = isPending(snapshot)
  const isKept = useIsKept(work)
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
          guidance={
            work && (
              <Suspense>
                <work.faces.TargetGuidance chosen={chosen} onSignIn={ways.signIn} />
              </Suspense>
            )
          }
        />
        <DropPanel
          isSmall={snapshot.ids.length > 0}
          reading={drop.reading}
          onChooseFiles={drop.chooseFiles}
          onChooseFolder={onChooseFolder}
          onDismiss={drop.dismissReading}
        />
        {work && (
          <Suspense>
            <work.faces.Standstill snapshot={snapshot} owner={owner} present={present} onBecome={become} />
            {work.queue.returned && (
              <work.faces.RestoredNotice
                returned={work.queue.returned}
                missing={snapshot.counts['needs-file']}
                isPending={pending}
                changed={intaken.changed}
                onAddChanged={intake.addChanged}
                onChooseFiles={drop.chooseFiles}
                onChooseFolder={onChooseFolder}
              />
            )}
            {pending && <ReloadNote isKept={isKept} />}
            <work.faces.UploadQueue uploads={work.queue.uploads} snapshot={snapshot} ways={ways} document={target} />
          </Suspense>
        )}
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

/** Whether the queue would outlive the page; an empty one has nothing to lose. */
function useIsKept(work: Work | null): boolean {
  const keeping = work?.queue.keeping
  return useSyncExternalStore(keeping?.subscribe ?? neverChanges, keeping?.getSnapshot ?? yes)
}

const neverChanges = () => () => undefined
const yes = () => true

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
