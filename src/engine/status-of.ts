import type { Job, Stage } from './job.ts'
import type { Status } from './uploads.ts'

/**
 * A job whose empty block stands ready still waits for its turn; one whose block is being cleared away is still at work, and
 * so is a paused one until what is on the wire has been answered.
 */
export function statusOf({ stage, paused, lacksFile }: Job): Status {
  switch (stage.at) {
    case 'waiting':
    case 'placed':
      if (lacksFile) return 'needs-file'
      return paused ? 'paused' : 'waiting'
    case 'done':
    case 'failed':
    case 'cancelled':
      return stage.at
    default:
      return 'active'
  }
}

/** Does not go on by itself: a person paused it, or its bytes are not here. */
export function isHeld({ paused, lacksFile }: Job): boolean {
  return paused || lacksFile
}

/** Whether a job at this stage can be held back: what Feishu has whole is only written into the document. */
export function isPausable({ at }: Stage): boolean {
  return at === 'waiting' || at === 'placing' || at === 'placed' || at === 'sending'
}
