import { usualPartBytes } from '../../contract/feishu/limits.ts'
import type { Clock, Doors, SmallFilesByParts } from '../doors.ts'
import type { Job, JobId } from '../job/job.ts'
import type { WorkLeft } from '../queue/work-left.ts'

/** After others' parts filled the endpoints, small files leave them alone for so long. */
const crowdedForMs = 30_000

/**
 * Decides whether small files also go by the endpoints for parts. Feishu counts 5 calls a second for each endpoint (docs/feishu.md,
 * U49), so that both ways together take twice as many files as upload_all alone.
 */
export class SmallByParts {
  readonly #door: SmallFilesByParts | undefined
  readonly #clock: Clock
  readonly #callsLeft: () => WorkLeft['calls']
  /** Files that Feishu refused by parts, until upload_all tells whether that was the reason. */
  readonly #suspects = new Set<JobId>()
  #isRefused = false
  #crowdedUntilMs = 0

  /** @param callsLeft Calls that the queue still needs, by kind. */
  constructor(
    { smallFilesByParts, clock }: Pick<Doors, 'smallFilesByParts' | 'clock'>,
    callsLeft: () => WorkLeft['calls'],
  ) {
    this.#door = smallFilesByParts
    this.#clock = clock
    this.#callsLeft = callsLeft
  }

  /** Whether this installation's small files go by parts, now or in a moment. */
  get isAllowed(): boolean {
    return this.#door !== undefined && !this.#isRefused && this.#door.isAllowed()
  }

  /** Whether both ways are used for what is left. */
  get isUsed(): boolean {
    return this.#isFree && this.#callsLeft().whole >= (this.#door?.fromFiles ?? Infinity)
  }

  /**
   * Whether this small file could go by parts now. Without a byte it has no part.
   *
   * @param isWholeHeld Whether upload_all is held: then more than one part is better than waiting.
   */
  takes({ file: { sizeBytes } }: Job, isWholeHeld: boolean): boolean {
    return sizeBytes > 0 && (isWholeHeld || sizeBytes <= usualPartBytes) && this.#isFree
  }

  /** A call of a small file waits for its turn behind others': upload_all is the better way. */
  crowded(): void {
    this.#crowdedUntilMs = this.#clock.nowMs() + crowdedForMs
  }

  /** Feishu refused a file by parts for good. None goes by parts until upload_all has told whether the file itself is the reason. */
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
  }

  /** Large files have the endpoints for parts to themselves, be they this page's or others'. */
  get #isFree(): boolean {
    if (!this.isAllowed || this.#suspects.size > 0 || this.#callsLeft().parts > 0) return false
    return this.#clock.nowMs() >= this.#crowdedUntilMs
  }
}
