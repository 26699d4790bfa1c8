import { usualPartBytes } from '../../contract/feishu/limits.ts'
import type { CallKind } from '../calls/call-kind.ts'
import { callKindOf } from './call-kind-of.ts'
import { confirmedBytesOf } from '../job/confirmed-bytes.ts'
import type { Job } from '../job/job.ts'
import { familyOf } from '../targets/families.ts'

/** Work left for the jobs that need nothing from a person. Updated by difference, as in `QueueTotals`. */
export class WorkLeft {
  readonly calls: Record<CallKind, number> = none()
  /** Bytes to send. */
  readonly bytes: Record<CallKind, number> = none()
  /** Files in stage `sending` whose call is in a quota wait. */
  readonly held: Record<CallKind, number> = none()
  /** Files to send. */
  files = 0
  /** Part of `files` whose target takes one file after the other. */
  filesInTurn = 0
  /** Large files whose parts can go at any moment: they have a place, and are not sent yet. */
  largePlaced = 0
  /** Files in stage `sending`; `repeating` of them wait for a retry. */
  sending = 0
  repeating = 0

  count(job: Job, by: 1 | -1): void {
    const { stage } = job
    if (stage.at === 'sending') {
      this.sending += by
      if (stage.holdup?.is === 'repeat') this.repeating += by
      if (stage.holdup?.is === 'quota-wait') this.held[callKindOf(job)] += by
    }
    if (isToSend(job)) this.#countSending(job, by)
    if (isToFloat(job)) this.calls.floats += by
  }

  #countSending(job: Job, by: 1 | -1): void {
    const kind = callKindOf(job)
    const bytes = job.file.sizeBytes - confirmedBytesOf(job)
    this.bytes[kind] += by * bytes
    this.files += by
    if (kind === 'parts' && (job.stage.at === 'placed' || job.stage.at === 'sending')) this.largePlaced += by
    if (familyOf(job.target).isSerial(job.target)) this.filesInTurn += by
    this.calls[kind] += by * (kind === 'parts' ? Math.ceil(bytes / partBytesOf(job)) : 1)
  }
}

function none(): Record<CallKind, number> {
  return { whole: 0, parts: 0, cells: 0, floats: 0 }
}

function isToSend({ stage: { at }, paused, lacksFile }: Job): boolean {
  return !paused && !lacksFile && (at === 'waiting' || at === 'placing' || at === 'placed' || at === 'sending')
}

/** A file that was sent is bound even if its job is paused or lacks its bytes. */
function isToFloat(job: Job): boolean {
  const { target, stage } = job
  if (!familyOf(target).countsBinds(target)) return false
  return isToSend(job) || stage.at === 'sent' || stage.at === 'binding'
}

function partBytesOf({ stage }: Job): number {
  return stage.at === 'placed' || stage.at === 'sending' ? (stage.parts?.partBytes ?? usualPartBytes) : usualPartBytes
}
