import { isInspected } from '../../../engine/files/source-file.ts'
import type { Job } from '../../../engine/job/job.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import styles from './UploadRow.module.css'

interface RowSizeProps {
  readonly file: Job['file']
  /** Length of a video; null for other files, and where it is unknown. */
  readonly lengthMs: number | null
}

/** Size of a file; for screen readers, also the length of a video, which sighted people see on its thumbnail. */
export function RowSize({ file, lengthMs }: RowSizeProps) {
  const { formats } = useI18n()
  const { videoLength } = useQueueMessages()
  return (
    <p className={styles['size']}>
      {isInspected(file) && <span>{formats.size(file.sizeBytes)}</span>}
      {lengthMs !== null && <span className="visually-hidden">{videoLength(formats.duration(lengthMs))}</span>}
    </p>
  )
}
