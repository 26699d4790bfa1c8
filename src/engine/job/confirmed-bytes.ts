import { bytesOf } from './while-sending.ts'
import type { Job } from './job.ts'

/** Bytes of a job's file that Feishu has confirmed and that are not lost. */
export function confirmedBytesOf({ stage, file }: Pick<Job, 'stage' | 'file'>): number {
  switch (stage.at) {
    case 'placed':
      return stage.parts ? bytesOf(stage.parts, file.sizeBytes) : 0
    case 'sending':
      return stage.acceptedBytes
    case 'sent':
    case 'binding':
    case 'done':
      return file.sizeBytes
    default:
      return 0
  }
}
