import { blocksPerCreate, uploadAllMaxBytes } from '../../contract/feishu/limits.ts'
import type { Job } from '../job/job.ts'
import { isPaused } from '../job/paused.ts'
import { targetKeyOf, takesBytes } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'
import { isInFlight } from './in-flight-order.ts'
import { isInspected } from '../files/source-file.ts'

/** When no more empty blocks than this are left, more are placed: as many as bodies can be in flight. */
const refillAt = 4
/** The same while small files also go by parts: ten a second, and an edit of the document takes its time. */
const refillAtForBothWays = 12
/** Most empty blocks ahead of the uploads, in all documents together, so that a closed tab leaves few behind. */
const maxAhead = 24
/**
 * Most empty blocks while one of the two upload quotas is idle. Blocks are placed in order, so a large file behind a hundred
 * small ones can start early only if the blocks of all those are placed before its own.
 */
const maxAheadForIdleQuota = 250
/**
 * Most pictures per spreadsheet that have a cell and are not in it yet. A spreadsheet takes one after the other, and a picture
 * whose cell turns out to be filled moves to the next free one, so those behind it can get theirs only after that.
 */
const maxCellsAhead = 1

interface UploadQuota {
  waiting: number
  /** As in `isInFlight`. */
  inFlight: number
}

/**
 * How far placing runs ahead of the uploads: only as far as keeps both upload quotas busy. Cells are counted apart from blocks,
 * because their calls have a quota of their own and neither should wait for the other.
 */
export class PlaceAhead {
  #ahead = 0
  /** By spreadsheet. */
  readonly #cellsAhead = new Map<string, number>()
  readonly #whole: UploadQuota = { waiting: 0, inFlight: 0 }
  readonly #parts: UploadQuota = { waiting: 0, inFlight: 0 }
  readonly #goesBothWays: () => boolean

  /** @param goesBothWays Whether small files are sent by parts besides upload_all. */
  constructor(goesBothWays: () => boolean) {
    this.#goesBothWays = goesBothWays
  }

  /** @returns Whether there is more room now, for the job's target or its former one. */
  change(after: Job, before: Job | undefined): boolean {
    const targets = before ? [before.target, after.target] : [after.target]
    const roomsBefore = targets.map((target) => this.room(target))
    if (before) this.#count(before, -1)
    this.#count(after, 1)
    return targets.some((target, at) => this.room(target) > (roomsBefore[at] ?? 0))
  }

  /** Number of empty blocks, or cells of this spreadsheet, that may be placed now. */
  room(target: Target): number {
    if (takesBytes(target)) return Math.max(0, maxCellsAhead - this.#cellsAheadIn(target))
    if (this.#ahead <= (this.#goesBothWays() ? refillAtForBothWays : refillAt)) return maxAhead - this.#ahead
    if (!isIdle(this.#whole) && !isIdle(this.#parts)) return 0
    return Math.max(0, Math.min(blocksPerCreate, maxAheadForIdleQuota - this.#ahead))
  }

  #count(job: Job, by: 1 | -1): void {
    // A job paused for an hour must not keep others from being placed; for one not inspected yet, the size is not known.
    if (isPaused(job) || !isInspected(job.file)) return
    if (takesBytes(job.target)) {
      if (isInFlight(job)) this.#cellsAhead.set(targetKeyOf(job.target), this.#cellsAheadIn(job.target) + by)
      return
    }
    const quota = job.file.sizeBytes > uploadAllMaxBytes ? this.#parts : this.#whole
    if (job.stage.at === 'waiting') quota.waiting += by
    if (isInFlight(job)) quota.inFlight += by
    if (isAhead(job)) this.#ahead += by
  }

  #cellsAheadIn(target: Target): number {
    return this.#cellsAhead.get(targetKeyOf(target)) ?? 0
  }
}

function isIdle({ waiting, inFlight }: UploadQuota): boolean {
  return waiting > 0 && inFlight === 0
}

function isAhead({ stage }: Job): boolean {
  return stage.at === 'placing' || stage.at === 'placed'
}
