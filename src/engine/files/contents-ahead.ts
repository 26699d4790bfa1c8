import { WaitingList } from '../dispatch/waiting-list.ts'
import type { Clock, ContentsReader } from '../doors.ts'
import type { JobEvent } from '../job/job-event.ts'
import type { Job, JobId } from '../job/job.ts'
import { isPaused } from '../job/paused.ts'
import type { JobStore } from '../queue/job-store.ts'
import { targetKeyOf } from '../targets/families.ts'
import type { Target } from '../targets/target.ts'
import { failureOfReading } from '../upload/read-file.ts'
import { FileUnreadable, isInspected } from './source-file.ts'

/** Most files of a target that are read before they are placed: more than one batch of empty blocks. */
const maxAhead = 128
/** Files read at the same time. Their results are reported together, so that the empty blocks of a batch come from one call. */
const readAtOnce = 32
/** As many come first where more wait than are read at the same time: their uploads need not wait until all of those are read. */
const readFirst = 8
/** Longest time that files which are slow to read, such as those of a cloud drive, delay the others of their batch. */
const patienceMs = 250

interface ContentsAheadOptions {
  readonly store: JobStore
  readonly reader: ContentsReader
  readonly clock: Clock
  /** Whether the job waits while others go first, so that it must not take their place among those that are read. */
  readonly isHeld: (job: Job | undefined) => boolean
  /** Called after jobs have learned their contents, or failed because their files cannot be read. */
  readonly onRead: (ids: readonly JobId[]) => void
}

/** The waiting files of one target key. */
interface Lane {
  readonly waiting: WaitingList
  /** Files whose bytes were read, or are being read. Those that are placed meanwhile are dropped when it is looked through. */
  ahead: readonly JobId[]
  isReading: boolean
  isDue: boolean
}

/** Reads what waiting files are from their bytes: in the order of the queue, and only as far ahead of placing as `maxAhead`. */
export class ContentsAhead {
  readonly #options: ContentsAheadOptions
  readonly #lanes = new Map<string, Lane>()

  constructor(options: ContentsAheadOptions) {
    this.#options = options
  }

  /** A job waits, and its file may have to be read. */
  add({ id, target }: Pick<Job, 'id' | 'target'>): void {
    const lane = this.#laneOf(target)
    lane.waiting.add(id)
    this.#goOn(lane)
  }

  /** A job changed: if it no longer waits, another file may be read. */
  change(after: Job, before: Job): void {
    if (before.stage.at !== 'waiting') return
    if (after.stage.at === 'waiting' && after.target === before.target && isPaused(after) === isPaused(before)) return
    const lane = this.#lanes.get(targetKeyOf(before.target))
    if (lane) this.#goOn(lane)
  }

  /** The order of the queue changed. */
  reordered(): void {
    for (const lane of this.#lanes.values()) lane.waiting.reordered()
    this.wake()
  }

  /** There may be files to read, as after a queue hold. */
  wake(): void {
    for (const lane of this.#lanes.values()) this.#goOn(lane)
  }

  /** Starts reading after the current change of the queue, which may be one of many. */
  #goOn(lane: Lane): void {
    if (lane.isDue || lane.isReading) return
    lane.isDue = true
    void Promise.resolve().then(() => {
      lane.isDue = false
      return this.#readOn(lane)
    })
  }

  async #readOn(lane: Lane): Promise<void> {
    if (lane.isReading) return
    lane.isReading = true
    // A call more for their empty blocks, once in a long queue.
    const isFirst = lane.ahead.length === 0 && lane.waiting.size > readAtOnce
    let ids = this.#next(lane, isFirst ? readFirst : readAtOnce)
    for (; ids.length > 0; ids = this.#next(lane, readAtOnce)) await this.#read(ids)
    lane.isReading = false
  }

  #next(lane: Lane, atOnce: number): readonly JobId[] {
    const { store, isHeld } = this.#options
    lane.ahead = lane.ahead.filter((id) => {
      const job = store.get(id)
      return job?.stage.at === 'waiting' && this.#lanes.get(targetKeyOf(job.target)) === lane
    })
    const ranks = lane.ahead
      .filter((id) => {
        const job = store.get(id)
        return job && !isPaused(job) && !isHeld(job)
      })
      .map((id) => store.rankOf(id))
    let count = 0
    const ids = lane.waiting.take((id) => {
      count += 1
      const rank = store.rankOf(id)
      // Those that come later do not count: a file that was moved to the front has to be read before all of them.
      return count <= atOnce && count + ranks.filter((each) => each < rank).length <= maxAhead
    })
    lane.ahead = [...lane.ahead, ...ids]
    return ids
  }

  /** Resolves when all files have been read, or when the slow ones are no longer waited for. */
  async #read(ids: readonly JobId[]): Promise<void> {
    const { clock } = this.#options
    const results = new Map<JobId, JobEvent>()
    let isLate = false
    const reading = Promise.all(
      ids.map(async (id) => {
        results.set(id, await this.#eventFor(id))
        if (isLate) this.#report(results)
      }),
    )
    const patience = new AbortController()
    await Promise.race([reading, clock.sleep(patienceMs, patience.signal).catch(() => undefined)])
    patience.abort()
    isLate = true
    this.#report(results)
  }

  #report(results: Map<JobId, JobEvent>): void {
    const { store, onRead } = this.#options
    const events = new Map(results)
    results.clear()
    // A job that was cancelled meanwhile and taken up again may have been read a second time, and be on its way.
    const ids = [...events.keys()].filter((id) => isUnknown(store.get(id)))
    store.dispatchAll(ids, ({ id }) => events.get(id) ?? eventOf(new FileUnreadable('unreadable')))
    onRead(ids)
  }

  async #eventFor(id: JobId): Promise<JobEvent> {
    const { store, reader } = this.#options
    try {
      const file = store.get(id)?.file
      if (!file) throw new FileUnreadable('unreadable')
      return { type: 'recognized', contents: await reader.read(file) }
    } catch (cause) {
      return eventOf(cause instanceof FileUnreadable ? cause : new FileUnreadable('unreadable', { cause }))
    }
  }

  #laneOf(target: Target): Lane {
    const key = targetKeyOf(target)
    const known = this.#lanes.get(key)
    if (known) return known
    const { store, isHeld } = this.#options
    const waiting = new WaitingList({
      rankOf: (id) => store.rankOf(id),
      stillWaits: (id) => {
        const job = store.get(id)
        return isToRead(job) && targetKeyOf(job.target) === key
      },
      isHeld: (id) => isHeld(store.get(id)),
    })
    const lane: Lane = { waiting, ahead: [], isReading: false, isDue: false }
    this.#lanes.set(key, lane)
    return lane
  }
}

function isToRead(job: Job | undefined): job is Job {
  return isUnknown(job) && !isPaused(job) && isInspected(job.file)
}

function isUnknown(job: Job | undefined): job is Job {
  return job?.stage.at === 'waiting' && job.contents === null
}

function eventOf(error: FileUnreadable): JobEvent {
  return { type: 'failed', failure: failureOfReading(error) }
}
