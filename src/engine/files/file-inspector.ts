import type { JobEvent } from '../job/job-event.ts'
import { FileUnreadable, isInspected } from './source-file.ts'
import type { Job, JobId } from '../job/job.ts'
import type { JobStore } from '../queue/job-store.ts'
import { inspectFiles, inspectedAtOnce, type InspectedFile } from './inspect-file.ts'
import { failureOfReading } from '../upload/read-file.ts'
import { WaitingList } from '../dispatch/waiting-list.ts'

/** Reads size and date of files that were only listed: in the background, in the queue's order, one batch at a time. */
export class FileInspector {
  readonly #store: JobStore
  readonly #onSeen: (ids: readonly JobId[]) => void
  readonly #waiting: WaitingList
  #running = false

  /**
   * @param onSeen Called after each batch with its jobs, including those whose files cannot be read.
   */
  constructor(store: JobStore, onSeen: (ids: readonly JobId[]) => void) {
    this.#store = store
    this.#onSeen = onSeen
    this.#waiting = new WaitingList({
      rankOf: (id) => store.rankOf(id),
      stillWaits: (id) => isToLookAt(store.get(id)),
    })
  }

  add(id: JobId): void {
    this.#waiting.add(id)
    if (this.#running) return
    this.#running = true
    void this.#run()
  }

  /** The order of the queue changed. */
  reordered(): void {
    this.#waiting.reordered()
  }

  async #run(): Promise<void> {
    // Let the caller finish adding first, so that a drop of many files makes full batches.
    await Promise.resolve()
    for (let ids = this.#nextBatch(); ids.length > 0; ids = this.#nextBatch()) {
      const inspected = await inspectFiles(ids.flatMap((id) => this.#store.get(id)?.file ?? []))
      const events = new Map(ids.map((id, at) => [id, eventOf(inspected[at])]))
      this.#store.dispatchAll(ids, ({ id }) => events.get(id) ?? eventOf(undefined))
      this.#onSeen(ids)
    }
    this.#running = false
  }

  #nextBatch(): readonly JobId[] {
    let files = 0
    return this.#waiting.take(() => {
      files += 1
      return files <= inspectedAtOnce
    })
  }
}

export function isToLookAt(job: Job | undefined): boolean {
  return job?.stage.at === 'waiting' && !isInspected(job.file) && !job.lacksFile
}

function eventOf(inspected: InspectedFile | undefined): JobEvent {
  if (inspected === undefined || inspected instanceof FileUnreadable) {
    return { type: 'failed', failure: failureOfReading(inspected ?? new FileUnreadable('unreadable')) }
  }
  return { type: 'inspected', file: inspected }
}
