import { Pause, Play, RotateCw, Trash2, X } from 'lucide-react'
import type { Job } from '../../../engine/job/job.ts'
import { isPausable } from '../../../engine/job/paused.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import { mayHelpToRetry } from '../../guidance/offered-actions.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { RowButton } from './RowButton.tsx'
import styles from './UploadRow.module.css'

interface RowButtonsProps {
  readonly job: Job
  readonly uploads: Uploads
  /** Nothing is running that could be paused. */
  readonly isOnHold: boolean
}

export function RowButtons({ job, uploads, isOnHold }: RowButtonsProps) {
  const { messages } = useI18n()
  const { id, name } = job
  const say = messages.uploads
  const { takeOut } = useQueueMessages()
  const offers = offersOf(job)
  const isTakenOut = job.stage.at === 'cancelled' && job.stage.takenOut !== undefined
  const retryWords = isTakenOut
    ? { title: takeOut.putAgain, label: takeOut.putAgainFile(name) }
    : { title: say.retry, label: say.retryFile(name) }
  return (
    <div className={styles['buttons']}>
      {offers.pause && !isOnHold && (
        <RowButton icon={Pause} title={say.pause} label={say.pauseFile(name)} onClick={() => uploads.pause([id])} />
      )}
      {offers.resume && (
        <RowButton icon={Play} title={say.resume} label={say.resumeFile(name)} onClick={() => uploads.resume([id])} />
      )}
      {offers.cancel && (
        <RowButton
          icon={X}
          title={say.cancel}
          label={say.cancelFile(name)}
          onClick={() => uploads.cancelUndoably([id])}
        />
      )}
      {offers.retry && <RowButton icon={RotateCw} {...retryWords} onClick={() => uploads.retry([id])} />}
      {offers.remove && (
        <RowButton
          icon={Trash2}
          title={say.remove}
          label={say.removeFile(name)}
          onClick={() => uploads.forgetUndoably([id])}
        />
      )}
    </div>
  )
}

const nothing = { pause: false, resume: false, cancel: false, retry: false, remove: false }

function offersOf({ stage, paused }: Job) {
  switch (stage.at) {
    case 'done':
    case 'clearing':
      return nothing
    case 'cancelled':
      return { ...nothing, retry: true, remove: true }
    case 'failed':
      return { ...nothing, retry: mayHelpToRetry(stage.failure.problem), remove: true }
    default:
      return { ...nothing, cancel: true, pause: !paused && isPausable(stage), resume: paused }
  }
}
