import type { Job } from './job.ts'
import type { Status } from './uploads.ts'

/** A job whose empty block stands ready still waits for its turn; one whose block is being cleared away is still at work. */
export function statusOf({ stage }: Job): Status {
  switch (stage.at) {
    case 'waiting':
    case 'placed':
      return 'waiting'
    case 'done':
    case 'failed':
    case 'cancelled':
      return stage.at
    default:
      return 'active'
  }
}
