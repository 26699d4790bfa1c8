import { useState } from 'react'
import type { SourceFile } from '../../engine/doors.ts'
import type { Job } from '../../engine/job.ts'
import type { Uploads } from '../../engine/uploads.ts'
import { useSpeech } from '../words/speech.ts'
import { replaceFile, type Ways } from './act-on-jobs.ts'
import { differencesOf } from './file-differences.ts'
import styles from './NeedsFile.module.css'

interface NeedsFileProps {
  readonly job: Job
  readonly uploads: Uploads
  readonly ways: Ways
}

/** A job whose bytes are not here any more: takes the file again, and asks before it takes another one. */
export function NeedsFile({ job, uploads, ways }: NeedsFileProps) {
  const speech = useSpeech()
  const { needsFile } = speech.words
  const [other, setOther] = useState<SourceFile | null>(null)

  const take = async (file: SourceFile) => {
    setOther(null)
    const isTaken = file.name === job.file.name && (await uploads.reattach([atPathOf(job, file)])).length === 0
    if (!isTaken) setOther(file)
  }
  const differences = other ? differencesOf(job, other, speech).join(needsFile.gap) : ''
  const choose = () => ways.chooseFile((file) => void take(file))

  return (
    <div className={styles['needs']}>
      <p role="status">{other ? needsFile.differs(other.name, differences) : needsFile.what}</p>
      {other && (
        <button type="button" className="button button-small" onClick={() => replaceFile(uploads, job, other)}>
          {needsFile.useInstead}
        </button>
      )}
      <button
        type="button"
        className={`${other ? 'button' : 'button-primary'} button-small`}
        aria-label={other ? undefined : needsFile.chooseFor(job.name)}
        onClick={choose}
      >
        {other ? needsFile.chooseAgain : needsFile.choose}
      </button>
    </div>
  )
}

/** A file chosen by itself comes without the folder it was dropped in. */
function atPathOf({ file: { path } }: Job, file: SourceFile): SourceFile {
  const { name, sizeBytes, lastModifiedMs, type } = file
  return file.path === path ? file : { name, path, sizeBytes, lastModifiedMs, type, open: () => file.open() }
}
