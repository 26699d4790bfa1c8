import { RotateCw, Trash2, X } from 'lucide-react'
import { problems } from '../../contract/problems/catalogue.ts'
import type { Job } from '../../engine/job.ts'
import type { Uploads } from '../../engine/uploads.ts'
import { useSpeech } from '../words/speech.ts'
import styles from './UploadRow.module.css'

export function RowButtons({ job, uploads }: { readonly job: Job; readonly uploads: Uploads }) {
  const { words } = useSpeech()
  const { id, name, stage } = job
  if (stage.at === 'done' || stage.at === 'clearing') return <div className={styles['buttons']} />
  if (stage.at !== 'failed' && stage.at !== 'cancelled') {
    return (
      <div className={styles['buttons']}>
        <button
          type="button"
          className="button-icon"
          aria-label={words.uploads.cancelFile(name)}
          title={words.uploads.cancel}
          onClick={() => uploads.cancel([id])}
        >
          <X aria-hidden size={18} />
        </button>
      </div>
    )
  }
  return (
    <div className={styles['buttons']}>
      {mayRetry(job) && (
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
      <button
        type="button"
        className="button-icon"
        aria-label={words.uploads.removeFile(name)}
        title={words.uploads.remove}
        onClick={() => uploads.forget([id])}
      >
        <Trash2 aria-hidden size={17} />
      </button>
    </div>
  )
}

/** Trying again is offered where it can help: an empty file stays empty. */
function mayRetry({ stage }: Job): boolean {
  return (
    stage.at === 'cancelled' || (stage.at === 'failed' && problems[stage.failure.problem].actions.includes('retry'))
  )
}
