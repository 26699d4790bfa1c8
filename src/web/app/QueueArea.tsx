import type { Target } from '../../engine/targets/target.ts'
import type { QueueSnapshot } from '../../engine/queue/uploads.ts'
import { Whole } from '../boundary/BrokenPart.tsx'
import { WithMessages } from '../boundary/Part.tsx'
import type { Intaken } from '../drop/intake.ts'
import type { Kept } from '../journal/journal-status.ts'
import { ReloadNote } from '../journal/ReloadNote.tsx'
import { RestoredNotice } from '../journal/RestoredNotice.tsx'
import type { OpenQueue } from '../tabs/tab-queue-snapshot.ts'
import { QuotaToday } from '../quota/QuotaToday.tsx'
import { useHeldCalls } from '../quota/use-held-calls.ts'
import { QueueHold } from '../queue/hold/QueueHold.tsx'
import type { Ways } from '../queue/state/act-on-jobs.ts'
import { isPending, queueStateOf } from '../queue/state/queue-state.ts'
import { KeptFocus } from '../queue/list/KeptFocus.tsx'
import { UndoToast } from '../queue/card/UndoToast.tsx'
import { UploadQueue } from '../queue/UploadQueue.tsx'
import type { Person } from '../session/use-ownership.ts'
import type { AskGateway } from '../platform/ask-gateway.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { QueueBundle } from './queue-bundle.ts'
import styles from './QueueArea.module.css'

interface QueueAreaProps {
  readonly bundle: QueueBundle
  readonly queue: OpenQueue
  readonly snapshot: QueueSnapshot
  readonly people: {
    readonly owner: Person
    readonly present: Person | null
    readonly portalUrl: string | null
    readonly onBecome: (person: Person) => void
  }
  readonly intaken: Intaken
  /** Ways for files that are missing to come back. */
  readonly bringing: {
    readonly onAddChanged: (place: 'instead' | 'beside') => void
    readonly onChooseFiles: () => void
    readonly onChooseFolder: () => void
  }
  readonly kept: Kept
  readonly ask: AskGateway
  readonly ways: Ways
  readonly target: Target | null
}

/** The queue, and all that has to be said about it as a whole. */
export function QueueArea(props: QueueAreaProps) {
  return (
    <Whole>
      <Area {...props} />
    </Whole>
  )
}

function Area(props: QueueAreaProps) {
  const { bundle, queue, snapshot, people, intaken, bringing, kept, ask, ways, target } = props
  const { returned, uploads } = queue
  const i18n = useI18n()
  const pending = isPending(snapshot)
  const isStanding = queueStateOf(snapshot) === 'standing'
  const isAnyOnItsWay = pending || intaken.files + intaken.duplicates.length > 0
  useHeldCalls(ask, bundle.openCalls)
  return (
    <KeptFocus>
      <WithMessages lazy={i18n.queueMessages}>
        <UndoToast uploads={uploads} undoable={snapshot.undoable} />
      </WithMessages>
      <WithMessages lazy={i18n.problemMessages}>
        <QueueHold snapshot={snapshot} {...people} onSignIn={ways.signIn} onGoOn={() => uploads.goOn()} />
      </WithMessages>
      <WithMessages lazy={i18n.queueMessages}>
        {returned && (
          <RestoredNotice
            key={returned.files + returned.lost.length}
            returned={returned}
            missing={snapshot.counts['needs-file']}
            isPending={pending && !isStanding}
            goingOn={isStanding ? 0 : snapshot.counts.active + snapshot.counts.waiting}
            changed={intaken.changed}
            {...bringing}
          />
        )}
        {snapshot.ids.length > 0 && (
          <div className={styles['notes']}>
            <ReloadNote
              kept={kept}
              isOver={!isAnyOnItsWay && snapshot.counts.failed === 0 && snapshot.undoable === null}
            />
            <QuotaToday ask={ask} isWorking={pending && snapshot.hold === null} />
          </div>
        )}
      </WithMessages>
      <WithMessages lazy={i18n.queueMessages}>
        <UploadQueue uploads={uploads} snapshot={snapshot} ways={ways} target={target} />
      </WithMessages>
    </KeptFocus>
  )
}
