import type { Target } from '../engine/target.ts'
import type { QueueSnapshot } from '../engine/uploads.ts'
import { Whole } from './boundary/BrokenPart.tsx'
import { WithWords } from './boundary/Part.tsx'
import type { Intaken } from './drop/intake.ts'
import { ReloadNote } from './journal/ReloadNote.tsx'
import { RestoredNotice } from './journal/RestoredNotice.tsx'
import { QuotaToday } from './quota/QuotaToday.tsx'
import { useHeldCalls } from './quota/use-held-calls.ts'
import { Standstill } from './Standstill.tsx'
import type { Ways } from './uploads/act-on-jobs.ts'
import { isPending } from './uploads/is-pending.ts'
import { KeptFocus } from './uploads/KeptFocus.tsx'
import { UploadQueue } from './uploads/UploadQueue.tsx'
import type { Person } from './use-ownership.ts'
import type { AskGateway } from './wire/ask-gateway.ts'
import { useSpeech } from './words/speech.ts'
import type { Work } from './work.ts'
import styles from './QueueArea.module.css'

interface QueueAreaProps {
  readonly work: Work
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
  readonly isKept: boolean
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

function Area({ work, snapshot, people, intaken, bringing, isKept, ask, ways, target }: QueueAreaProps) {
  const { returned, uploads } = work.queue
  const speech = useSpeech()
  const pending = isPending(snapshot)
  useHeldCalls(ask, work.openCalls)
  return (
    <KeptFocus>
      <WithWords late={speech.problemWords}>
        <Standstill snapshot={snapshot} {...people} onSignIn={ways.signIn} onGoOn={() => uploads.goOn()} />
      </WithWords>
      <WithWords late={speech.queueWords}>
        {returned && (
          <RestoredNotice
            returned={returned}
            missing={snapshot.counts['needs-file']}
            isPending={pending}
            changed={intaken.changed}
            {...bringing}
          />
        )}
        {snapshot.ids.length > 0 && (
          <div className={styles['notes']}>
            <ReloadNote isKept={isKept} isOver={!pending && snapshot.counts.failed === 0} />
            <QuotaToday ask={ask} isWorking={pending} />
          </div>
        )}
      </WithWords>
      <WithWords late={speech.queueWords}>
        <UploadQueue uploads={uploads} snapshot={snapshot} ways={ways} target={target} />
      </WithWords>
    </KeptFocus>
  )
}
