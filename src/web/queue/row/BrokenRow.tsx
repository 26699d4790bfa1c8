import type { JobId } from '../../../engine/job/job.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import type { Breakage } from '../../boundary/Boundary.tsx'
import { CopyError } from '../../boundary/CopyError.tsx'
import { OutsideText } from '../../names/OutsideText.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { forgetJobs } from '../state/forget-jobs.ts'

interface BrokenRowProps extends Breakage {
  readonly uploads: Uploads
  readonly id: JobId
  readonly nameId: string
}

/** Fallback for a row that failed to render: the file's name and what to do. The upload itself goes on. */
export function BrokenRow({ uploads, id, nameId, error, again }: BrokenRowProps) {
  const { messages } = useI18n()
  const name = uploads.getJob(id)?.name ?? ''
  return (
    <div className="strip">
      <p id={nameId} translate="no">
        <OutsideText text={name} />
      </p>
      <p>{messages.broken.row}</p>
      <button type="button" className="button button-small" onClick={again}>
        {messages.session.tryAgain}
      </button>
      <button
        type="button"
        className="button button-small"
        aria-label={messages.uploads.removeFile(name)}
        onClick={() => forgetJobs(uploads, [id])}
      >
        {messages.uploads.remove}
      </button>
      <CopyError error={error} />
    </div>
  )
}
