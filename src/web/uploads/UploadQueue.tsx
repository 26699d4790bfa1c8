import type { JobId } from '../../engine/job.ts'
import { placeKeyOf, type Target } from '../../engine/target.ts'
import type { QueueSnapshot, Uploads } from '../../engine/uploads.ts'
import { useLate } from '../use-late.ts'
import { useSpeech } from '../words/speech.ts'
import type { Ways } from './act-on-jobs.ts'
import { isPending } from './is-pending.ts'
import { QueueAnnouncer } from './QueueAnnouncer.tsx'
import { QueueCard } from './QueueCard.tsx'
import { useLeaveGuard } from './use-leave-guard.ts'
import { useTitle } from './use-title.ts'

interface UploadQueueProps {
  readonly uploads: Uploads
  readonly snapshot: QueueSnapshot
  readonly ways: Ways
  /** Where files go at present: the one to open when files stand in it. */
  readonly target: Target | null
}

export function UploadQueue({ uploads, snapshot, ways, target }: UploadQueueProps) {
  const { queueWords } = useSpeech()
  const hasWords = useLate(queueWords) !== null
  useLeaveGuard(isPending(snapshot))
  useTitle(snapshot)
  return (
    <>
      <QueueAnnouncer snapshot={snapshot} />
      {hasWords && snapshot.ids.length > 0 && (
        <QueueCard
          uploads={uploads}
          snapshot={snapshot}
          ways={ways}
          currentPlace={target && placeKeyOf(target)}
          documentUrl={urlOf(uploads, snapshot.ids, target)}
        />
      )}
    </>
  )
}

/** The chosen target's, or that of the first file when none is chosen just now. */
function urlOf(uploads: Uploads, ids: readonly JobId[], target: Target | null): string {
  const [first] = ids
  return target?.url ?? (first === undefined ? '' : (uploads.getJob(first)?.target.url ?? ''))
}
