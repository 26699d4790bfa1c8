import { readUploaded, uploadAllRequest, type UploadPoint } from '../../contract/feishu/drive/media.ts'
import type { FileToken } from '../../contract/feishu/ids.ts'
import type { Outcome } from '../calls/api-caller.ts'
import type { Api } from '../engine-context.ts'
import type { Holdup, Job } from '../job/job.ts'
import { readFile } from './read-file.ts'
import type { UploadWindow } from '../calls/upload-window.ts'

/** What sending one file needs. */
export interface Sending {
  readonly job: Job
  readonly point: UploadPoint
  readonly api: Api
  readonly window: UploadWindow
  readonly signal: AbortSignal
  /** Aborted when a person pauses the file: ends the call while it waits; a request in flight is answered first. */
  readonly pause: AbortSignal
  readonly onHoldup: (holdup: Holdup | null) => void
  readonly onSent: (sentBytes: number) => void
}

/**
 * Sends a file of at most `uploadAllMaxBytes` by one call.
 *
 * @throws {FileUnreadable} When the file cannot be read, or is not the one that was dropped.
 * @throws The reason of `signal` or `pause`, when aborted.
 */
export function sendWhole({ job, point, ...call }: Sending): Promise<Outcome<FileToken>> {
  return call.api.call({
    request: async () => uploadAllRequest({ fileName: job.name, point, ...(await readFile(job.file)) }),
    read: readUploaded,
    ...call,
  })
}
