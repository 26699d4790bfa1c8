import type { Alteration } from '../../../engine/job/job-event.ts'
import type { Job, JobId } from '../../../engine/job/job.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import type { ImageOptions } from './alter-picture.ts'

export interface AlteredPictures {
  /** Pictures that were changed. */
  readonly count: number
  /** Bytes that need not be sent any more. */
  readonly savedBytes: number
}

interface Altering {
  readonly uploads: Uploads
  readonly options: ImageOptions
  readonly alter: (job: Job, options: ImageOptions) => Promise<Alteration | null>
  readonly onProgress: (looked: number) => void
  readonly signal: AbortSignal
}

/**
 * Alters waiting pictures one after the other. Those that are not paused are until their turn is over, so that none begins in the
 * meantime with the bytes that it had.
 */
export async function alterWaiting(
  ids: readonly JobId[],
  { uploads, options, alter, onProgress, signal }: Altering,
): Promise<AlteredPictures> {
  const held = new Set(ids.filter((id) => uploads.getJob(id)?.paused === false))
  uploads.pause([...held])
  const isEnded = () => signal.aborted
  let [count, savedBytes] = [0, 0]
  try {
    for (const [at, id] of ids.entries()) {
      if (isEnded()) break
      const job = uploads.getJob(id)
      // A picture that cannot be read or encoded goes up as it is, or fails when its turn comes.
      const alteration = job?.stage.at === 'waiting' ? await alter(job, options).catch(() => null) : null
      if (job && alteration && !isEnded()) {
        uploads.alter(new Map([[id, alteration]]))
        if (uploads.getJob(id)?.file === alteration.file) {
          count += 1
          savedBytes += job.file.sizeBytes - alteration.file.sizeBytes
        }
      }
      if (held.delete(id)) uploads.resume([id])
      onProgress(at + 1)
    }
  } finally {
    uploads.resume([...held])
  }
  return { count, savedBytes }
}
