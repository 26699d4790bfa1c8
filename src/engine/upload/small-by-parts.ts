import { usualPartBytes } from '../../contract/feishu/limits.ts'
import type { Clock, Doors, SmallFilesByParts } from '../doors.ts'
import type { Job, JobId } from '../job/job.ts'
import { isPaused } from '../job/paused.ts'
import type { WorkLeft } from '../queue/work-left.ts'

/** After others' parts filled the endpoints, small files leave them alone for so long. */
const crowdedForMs = 30_000

interface QueuedJobs {
  readonly left: Pick<WorkLeft, 'calls' | 'largePlaced'>
  get(id: JobId): Job | undefined
}

/**
 * Decides whether small files also go by the endpoints for parts. Feishu counts 5 calls a second for each endpoint (docs/feishu.md,
 * U49), so that both ways together take twice as many files as upload_all alone.
 */
export class SmallByParts {
  readonly #door: SmallFilesByParts | undefined
  readonly #clock: Clock
  readonly #store: QueuedJobs
  readonly #onRefused: () => void
  /** Files that Feishu refused by parts, until upload_all tells whether that was the reason. */
  readonly #suspects = new Set<JobId>()
  #isRefused = false
  #crowdedUntilMs = 0

  /** @param onRefused Called when no small file goes by parts any more. */
  constructor(
    { smallFilesByParts, clock }: Pick<Doors, 'smallFilesByParts' | 'clock'>,
    store: QueuedJobs,
    onRefused: () => void,
  ) {
    this.#door = smallFilesByParts
    this.#clock = clock
    this.#store = store
    this.#onRefused = onRefused
  }

  /** Whether small files go by parts where upload_all is held. */
  get isAllowed(): boolean {
    return this.#door !== undefined && !this.#isRefused && this.#door.isAllowed()
  }

  /** Whether both ways are used now. */
  get isUsed(): boolean {
    return this.willBeUsed && this.#store.left.largePlaced === 0
  }

  /** Whether both ways are used for what is left, at the latest once large files are sent. */
  get willBeUsed(): boolean {
    return this.#isOpen() && this.#store.left.calls.whole >= (this.#door?.fromFiles ?? Infinity)
  }

  /**
   * Whether this small file could go by parts now. Without a byte it has no part.
   *
   * @param isWholeHeld Whether upload_all is held: then it is the only way, in however many parts, and beside whatever else goes there.
   */
  takes({ id, file: { sizeBytes } }: Job, isWholeHeld: boolean): boolean {
    if (sizeBytes === 0 || !this.isAllowed || this.isSuspect(id)) return false
    return isWholeHeld || (sizeBytes <= usualPartBytes && this.#isFree())
  }

  /** A call of a small file waits for its turn behind others': upload_all is the better way. */
  crowded(): void {
    // Behind this queue's own large file: when that one is sent, nobody is in the way.
    if (this.#store.left.largePlaced > 0) return
    this.#crowdedUntilMs = this.#clock.nowMs() + crowdedForMs
  }

  /** Feishu refused a file by parts for good. While upload_all has not told whether the file itself is the reason, no other goes that way. */
  refused(id: JobId): void {
    this.#suspects.add(id)
  }

  isSuspect(id: JobId): boolean {
    return this.#suspects.has(id)
  }

  /** What came of a file that was sent by upload_all. */
  sentWhole(id: JobId, isAccepted: boolean): void {
    if (!this.#suspects.delete(id) || !isAccepted || this.#isRefused) return
    this.#isRefused = true
    this.#door?.onRefused()
    this.#onRefused()
  }

  /** Large files have the endpoints for parts to themselves, be they this page's or others'. */
  #isFree(): boolean {
    return this.#isOpen() && this.#store.left.largePlaced === 0
  }

  #isOpen(): boolean {
    this.#forgetSuspects()
    return this.isAllowed && this.#suspects.size === 0 && this.#clock.nowMs() >= this.#crowdedUntilMs
  }

  /** Those that will not be sent soon: cancelled, paused, failed with another file. What comes of them later says nothing. */
  #forgetSuspects(): void {
    for (const id of this.#suspects) {
      const job = this.#store.get(id)
      const isComing = job?.stage.at === 'placed' || job?.stage.at === 'sending'
      if (!isComing || isPaused(job)) this.#suspects.delete(id)
    }
  }
}
