import { targetKeyOf } from '../../engine/targets/families.ts'
import type { Target } from '../../engine/targets/target.ts'
import type { QueueSnapshot, Uploads } from '../../engine/queue/uploads.ts'
import { Coming } from '../boundary/Lazy.tsx'
import { useLazyModule } from '../lazy/use-lazy.ts'
import { useI18n } from '../i18n/i18n.ts'
import { QueueAnnouncer } from './card/QueueAnnouncer.tsx'
import { QueueCard } from './card/QueueCard.tsx'
import { queueStateOf } from './state/queue-state.ts'
import { useWakeLock } from './state/use-wake-lock.ts'
import { EndNotice } from './signs/EndNotice.tsx'
import { useTabSigns } from './signs/use-tab-signs.ts'

interface UploadQueueProps {
  readonly uploads: Uploads
  readonly snapshot: QueueSnapshot
  /** The current target of new files. */
  readonly target: Target | null
}

export function UploadQueue({ uploads, snapshot, target }: UploadQueueProps) {
  const { queueMessages } = useI18n()
  const hasMessages = useLazyModule(queueMessages) !== null
  useTabSigns(snapshot)
  useWakeLock(queueStateOf(snapshot) === 'running')
  return (
    <>
      <QueueAnnouncer snapshot={snapshot} />
      {!hasMessages && snapshot.ids.length > 0 && <Coming lazy={queueMessages} />}
      {hasMessages && <EndNotice snapshot={snapshot} />}
      {hasMessages && snapshot.ids.length > 0 && (
        <QueueCard
          uploads={uploads}
          snapshot={snapshot}
          currentTargetKey={target && targetKeyOf(target)}
          openTarget={targetToOpen(snapshot.targets, target)}
        />
      )}
    </>
  )
}

/** Target whose link is offered: that of the first file, unless the document above the queue, which has a link, is one of them. */
function targetToOpen(targets: readonly Target[], target: Target | null): Target | null {
  const chosen = target && targetKeyOf(target)
  return targets.some((each) => targetKeyOf(each) === chosen) ? null : (targets[0] ?? null)
}
