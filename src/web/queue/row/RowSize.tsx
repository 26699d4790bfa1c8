import { isInspected } from '../../../engine/files/source-file.ts'
import type { Job } from '../../../engine/job/job.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import styles from './UploadRow.module.css'

interface RowSizeProps {
  readonly file: Job['file']
  /** Of a video; null for anything else, and where it is unknown. */
  readonly lengthMs: number | null
}

/** How large a file is, and for those who do not see its thumbnail, how long a video. */
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
