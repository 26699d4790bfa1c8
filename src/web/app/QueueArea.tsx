import { useEffect } from 'react'
import type { OpenCalls } from '../gateway/open-calls.ts'
import { Whole } from '../boundary/BrokenPart.tsx'
import { Coming, WithMessages } from '../boundary/Lazy.tsx'
import { ReloadNote } from '../journal/ReloadNote.tsx'
import { RestoredNotice } from '../journal/RestoredNotice.tsx'
import type { OpenQueue } from '../tabs/tab-queue-snapshot.ts'
import { QuotaToday } from '../quota/QuotaToday.tsx'
import { useQuotaWaits } from '../quota/use-quota.ts'
import { QueueHold } from '../queue/hold/QueueHold.tsx'
import { pictureFormat } from '../platform/browser-contents.ts'
import { idle } from '../platform/idle.ts'
import { isPending, queueStateOf } from '../queue/state/queue-state.ts'
import { AwaitingList } from '../queue/awaiting/AwaitingList.tsx'
import { KeptFocus } from '../queue/list/KeptFocus.tsx'
import { ThumbnailsContext } from '../queue/thumbnail/thumbnails-context.ts'
import { UndoToast } from '../queue/card/UndoToast.tsx'
import { UploadQueue } from '../queue/UploadQueue.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { usePage } from './page-context.ts'
import { useWorkspace } from './workspace-context.ts'
import styles from './QueueArea.module.css'

interface QueueAreaProps {
  readonly openCalls: OpenCalls
  readonly queue: OpenQueue
}

/** The queue with every notice about it as a whole. */
export function QueueArea(props: QueueAreaProps) {
  return (
    <Whole>
      <Area {...props} />
    </Whole>
  )
}

function Area({ openCalls, queue }: QueueAreaProps) {
  const { snapshot, intake: intakeActions, kept, target, become } = usePage()
  const { intake, opened, addChanged } = intakeActions
  const { ask } = useWorkspace()
  const { returned, uploads, thumbnails } = queue
  const i18n = useI18n()
  const pending = isPending(snapshot)
  const isOnHold = queueStateOf(snapshot) === 'on-hold'
  const isAnyOnItsWay = pending || intake.files + intake.duplicates.length > 0 || intake.matching !== null
  useQuotaWaits(ask, openCalls)
  useReaderAhead(target !== null)
  // Above the queue only where a reload would lose something.
  const notes = snapshot.ids.length > 0 && (
    <div className={styles['notes']}>
      <ReloadNote kept={kept} isOver={!isAnyOnItsWay && snapshot.counts.failed === 0 && snapshot.undoable === null} />
      <QuotaToday ask={ask} isWorking={pending && snapshot.hold === null} />
    </div>
  )
  return (
    <KeptFocus>
      <WithMessages lazy={i18n.queueMessages}>
        <UndoToast uploads={uploads} undoable={snapshot.undoable} />
      </WithMessages>
      {pending && <Coming lazy={pictureFormat} />}
      <WithMessages lazy={i18n.problemMessages}>
        <QueueHold snapshot={snapshot} onBecome={become} onGoOn={() => uploads.goOn()} />
      </WithMessages>
      <WithMessages lazy={i18n.queueMessages}>
        {returned && (
          <RestoredNotice
            key={returned.files + returned.lost.length}
            returned={returned}
            missing={snapshot.counts['needs-file']}
            isPending={pending && !isOnHold}
            goingOn={isOnHold ? 0 : snapshot.counts.active + snapshot.counts.waiting}
            changed={intake.changed}
            onAddChanged={addChanged}
          />
        )}
        {opened && <AwaitingList intake={opened} />}
        {kept !== 'kept' && notes}
      </WithMessages>
      <WithMessages lazy={i18n.queueMessages}>
        <ThumbnailsContext value={thumbnails}>
          <UploadQueue uploads={uploads} snapshot={snapshot} target={target} />
        </ThumbnailsContext>
      </WithMessages>
      <WithMessages lazy={i18n.queueMessages}>{kept === 'kept' && notes}</WithMessages>
    </KeptFocus>
  )
}

/** Fetches what reads files while a person looks for theirs. */
function useReaderAhead(isDue: boolean): void {
  useEffect(() => {
    if (isDue) void idle().then(() => pictureFormat.load())
  }, [isDue])
}
