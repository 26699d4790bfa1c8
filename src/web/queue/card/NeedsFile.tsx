import { useState } from 'react'
import { FilePlus, X } from 'lucide-react'
import { isInspected, type SourceFile } from '../../../engine/files/source-file.ts'
import type { Job } from '../../../engine/job/job.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import { useQueueMessages, useI18n } from '../../i18n/i18n.ts'
import { useWorkspace } from '../../app/workspace-context.ts'
import { replaceFile } from '../state/act-on-jobs.ts'
import { RowButton } from '../row/RowButton.tsx'
import styles from '../row/UploadRow.module.css'
import type { Formats } from '../../i18n/formats.ts'
import type { QueueMessages } from '../../i18n/zh-CN/queue.ts'

interface NeedsFileProps {
  readonly job: Job
  readonly uploads: Uploads
}

/** Controls of a job whose bytes are missing: takes the file again, and asks before accepting a different one. */
export function NeedsFile({ job, uploads }: NeedsFileProps) {
  const { messages } = useI18n()
  const { needsFile } = useQueueMessages()
  const { actions } = useWorkspace()
  const [other, setOther] = useState<SourceFile | null>(null)
  const take = async (file: SourceFile) => {
    setOther(null)
    const isTaken = file.name === job.file.name && (await uploads.reattach([atPathOf(job, file)])).length === 0
    if (!isTaken) setOther(file)
  }
  return (
    <>
      <div className={styles['buttons']}>
        <button
          type="button"
          className={`button button-small ${styles['choose'] ?? ''}`}
          aria-label={needsFile.chooseFor(job.name)}
          data-tip={needsFile.choose}
          onClick={() => actions.chooseFile((file) => void take(file))}
        >
          <FilePlus aria-hidden size={16} />
          <span>{needsFile.choose}</span>
        </button>
        <RowButton
          icon={X}
          title={messages.uploads.cancel}
          label={messages.uploads.cancelFile(job.name)}
          onClick={() => uploads.cancelUndoably([job.id])}
        />
      </div>
      {other && <OtherFile job={job} file={other} onUse={() => replaceFile(uploads, job, other)} />}
    </>
  )
}

interface OtherFileProps {
  readonly job: Job
  readonly file: SourceFile
  readonly onUse: () => void
}

function OtherFile({ job, file, onUse }: OtherFileProps) {
  const { formats } = useI18n()
  const { needsFile } = useQueueMessages()
  const differences = differencesOf(job, file, needsFile, formats)
  return (
    <div className={`${styles['below'] ?? ''} ${styles['other'] ?? ''}`} role="alert">
      <p>{needsFile.differs(file.name, differences.join(needsFile.gap))}</p>
      <button type="button" className="button button-small" onClick={onUse}>
        {needsFile.useInstead}
      </button>
    </div>
  )
}

/** A file from the file chooser has no folder in its path; give it the path of the job. */
function atPathOf({ file: { path } }: Job, file: SourceFile): SourceFile {
  const { name, sizeBytes, lastModifiedMs, type, inspect } = file
  return file.path === path ? file : { name, path, sizeBytes, lastModifiedMs, type, inspect, open: () => file.open() }
}

/** Describes how a file differs from the one the job was made for. */
function differencesOf(
  { file: original }: Job,
  file: SourceFile,
  messages: QueueMessages['needsFile'],
  formats: Formats,
): readonly string[] {
  const differences: string[] = []
  if (file.name !== original.name) differences.push(messages.name)
  if (!isInspected(original)) return differences
  if (file.sizeBytes !== original.sizeBytes) {
    differences.push(messages.size(formats.size(original.sizeBytes), formats.size(file.sizeBytes)))
  } else if (file.lastModifiedMs !== original.lastModifiedMs) differences.push(messages.date)
  return differences
}
