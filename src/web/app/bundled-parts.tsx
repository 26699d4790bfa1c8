import type { RefObject } from 'react'
import type { FeishuFact } from '../../contract/own-api/feishu-facts.ts'
import type { Wire } from '../../engine/doors.ts'
import { Lazy, WithMessages } from '../boundary/Lazy.tsx'
import type { PageDrops } from '../drop/page-drops.ts'
import { SharedFiles } from '../drop/shared/SharedFiles.tsx'
import type { AskGateway } from '../gateway/ask-gateway.ts'
import { useI18n, useQueueMessages } from '../i18n/i18n.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { DuplicatesDialog } from '../queue/duplicates/DuplicatesDialog.tsx'
import { useSession } from '../session/use-session.ts'
import { AwaitedDocuments } from '../target/AwaitedDocuments.tsx'
import { MadeDocuments } from '../target/MadeDocuments.tsx'
import { MatchingRecords } from '../target/records/MatchingRecords.tsx'
import { SeveralDocuments } from '../target/SeveralDocuments.tsx'
import { ComingFinder, WaitingNote } from '../target/TargetPanel.tsx'
import { usePage } from './page-context.ts'
import { useWorkspace } from './workspace-context.ts'
import styles from './TargetArea.module.css'

// Parts of the page that are loaded with the bundle, since only an open queue needs them.

/** Not needed by those who arrive with a link or continue with their last document. */
const lazyFinding = new LazyModule(async () => (await import('../finding/Finding.tsx')).Finding)

/** Needed once a document is chosen; a docx needs it only for another position than its end. */
const lazyOptions = new LazyModule(async () => (await import('../target/options/TargetOptions.tsx')).TargetOptions)

/** What concerns other documents than the chosen one, and failed files that are to be imported into a folder. */
export function TargetNotices() {
  const { seeker, chosen, target, intake } = usePage()
  const { formats } = useI18n()
  const { failures } = useQueueMessages()
  const { jobIds, areImported } = intake.intake
  return (
    <>
      {areImported && !target && <WaitingNote text={failures.importing(formats.number(jobIds.length))} />}
      <MadeDocuments chosen={chosen} />
      <AwaitedDocuments
        seeker={seeker}
        chosen={chosen}
        target={target}
        awaited={intake.intake.awaited}
        onResolve={intake.resolve}
      />
    </>
  )
}

interface WithWire {
  readonly wire: Wire
}

/** Where in the chosen document files go. */
export function DocumentOptions({ wire }: WithWire) {
  const { choice, seeker, tab } = usePage()
  if (!choice || !tab.queue) return null
  const { uploads } = tab.queue
  return (
    <Lazy lazy={lazyOptions} meanwhile={<div className={styles['awaited']} />}>
      {(TargetOptions) => (
        <TargetOptions
          // Another document gets fresh options.
          key={JSON.stringify(choice.document.body)}
          {...choice}
          wire={wire}
          uploads={uploads}
          openId={seeker.openId}
        />
      )}
    </Lazy>
  )
}

interface TargetFinderProps extends WithWire {
  readonly words: string
  readonly field: RefObject<HTMLInputElement | null>
}

/** The finder; where the field holds several documents, these. */
export function TargetFinder({ wire, words, field }: TargetFinderProps) {
  const { queueMessages } = useI18n()
  const { owner, app } = useWorkspace()
  const { seeker, chosen, intake } = usePage()
  const { areImported } = intake.intake
  const { rules, openId } = seeker
  if (chosen.state.is === 'several') {
    return (
      <WithMessages lazy={queueMessages}>
        <SeveralDocuments seeker={seeker} documents={chosen.state.documents} onChoose={chosen.pick} />
      </WithMessages>
    )
  }
  return (
    <Lazy lazy={lazyFinding} meanwhile={<ComingFinder />}>
      {(Finding) => (
        <Finding
          key={String(areImported)}
          start={areImported ? 'files' : 'recent'}
          doors={{
            wire,
            rules,
            openId,
            name: owner.name,
            lacksEmptySearch: app.facts?.includes('no-empty-search' satisfies FeishuFact),
          }}
          field={{
            text: words,
            clear: () => chosen.setDraft(''),
            focus: () => {
              field.current?.focus()
              field.current?.select()
            },
          }}
          onChoose={chosen.pick}
          wishAhead={chosen.wishAhead}
        />
      )}
    </Lazy>
  )
}

interface FileQuestionsProps extends WithWire {
  readonly drops: PageDrops
}

/** What a person has to decide about files before they go into the queue. */
export function FileQuestions({ wire, drops }: FileQuestionsProps) {
  return (
    <>
      <SharedFiles drops={drops} />
      <QuestionsOfDrops wire={wire} />
    </>
  )
}

function QuestionsOfDrops({ wire }: WithWire) {
  const { queueMessages } = useI18n()
  const { owner } = useWorkspace()
  const { intake, keepDuplicates, decideMatching } = usePage().intake
  const { duplicates, matching } = intake
  if (duplicates.length === 0 && !matching) return null
  return (
    <WithMessages lazy={queueMessages}>
      {duplicates.length > 0 && <DuplicatesDialog duplicates={duplicates} onDecide={keepDuplicates} />}
      {matching && (
        <MatchingRecords
          key={matching.id}
          matching={matching}
          wire={wire}
          openId={owner.openId}
          onDecide={decideMatching}
        />
      )}
    </WithMessages>
  )
}

/** Says that the page was opened from the cache: the gateway has not answered since. */
export function OpenedOffline({ ask }: { readonly ask: AskGateway }) {
  const { session } = useI18n().messages
  const { query } = useSession(ask, false)
  if (query.data) return null
  return (
    <div role="status" className="strip">
      <p>{session.openedOffline}</p>
      <button type="button" className="button button-small" onClick={() => void query.refetch()}>
        {session.tryAgain}
      </button>
    </div>
  )
}
