import { Pause, Play, RotateCw, Trash2, X } from 'lucide-react'
import { problems } from '../../contract/problems/catalogue.ts'
import type { Job } from '../../engine/job.ts'
import { isPausable } from '../../engine/status-of.ts'
import type { Uploads } from '../../engine/uploads.ts'
import { mayHelpToRetry } from '../guidance/offered-actions.ts'
import { useSpeech } from '../words/speech.ts'
import styles from './UploadRow.module.css'

interface RowButtonsProps {
  readonly job: Job
  readonly uploads: Uploads
  /** Guidance stands under the row and has the buttons for a failure. */
  readonly hasGuidance: boolean
}

export function RowButtons({ job, uploads, hasGuidance }: RowButtonsProps) {
  const { words } = useSpeech()
  const { id, name } = job
  const offers = offersOf(job, hasGuidance)
  return (
    <div className={styles['buttons']}>
      {offers.pause && (
        <button
          type="button"
          className="button-icon"
          aria-label={words.uploads.pauseFile(name)}
          title={words.uploads.pause}
          onClick={() => uploads.pause([id])}
        >
          <Pause aria-hidden size={17} />
        </button>
      )}
      {offers.resume && (
        <button
          type="button"
          className="button-icon"
          aria-label={words.uploads.resumeFile(name)}
          title={words.uploads.resume}
          onClick={() => uploads.resume([id])}
        >
          <Play aria-hidden size={17} />
        </button>
      )}
      {offers.cancel && (
        <button
          type="button"
          className="button-icon"
          aria-label={words.uploads.cancelFile(name)}
          title={words.uploads.cancel}
          onClick={() => uploads.cancel([id])}
        >
          <X aria-hidden size={18} />
        </button>
      )}
      {offers.retry && (
        <button
          type="button"
          className="button-icon"
          aria-label={words.uploads.retryFile(name)}
          title={words.uploads.retry}
          onClick={() => uploads.retry([id])}
        >
          <RotateCw aria-hidden size={17} />
        </button>
      )}
      {offers.remove && (
        <button
          type="button"
          className="button-icon"
          aria-label={words.uploads.removeFile(name)}
          title={words.uploads.remove}
          onClick={() => uploads.forget([id])}
        >
          <Trash2 aria-hidden size={17} />
        </button>
      )}
    </div>
  )
}

const nothing = { pause: false, resume: false, cancel: false, retry: false, remove: false }

/** What a row offers by itself, beyond the buttons that its guidance has already. */
function offersOf({ stage, paused }: Job, hasGuidance: boolean) {
  switch (stage.at) {
    case 'done':
    case 'clearing':
      return nothing
    case 'cancelled':
      return { ...nothing, retry: true, remove: true }
    case 'failed': {
      const { problem } = stage.failure
      return {
        ...nothing,
        retry: !hasGuidance && mayHelpToRetry(problem),
        remove: !hasGuidance || !problems[problem].actions.includes('remove-file'),
      }
    }
    default:
      return { ...nothing, cancel: true, pause: !paused && isPausable(stage), resume: paused }
  }
}
