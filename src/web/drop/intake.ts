import type { DroppedFile } from '../../engine/doors.ts'
import type { Job, JobId } from '../../engine/job.ts'
import type { Target } from '../../engine/target.ts'
import { statusOf } from '../../engine/status-of.ts'
import type { Duplicate, Uploads } from '../../engine/uploads.ts'

/** The files of one drop, choice or paste, as they become known. */
export type Drop = AsyncIterable<readonly DroppedFile[]> | Iterable<readonly DroppedFile[]>

export interface Intaken {
  /** Files on their way into the queue: where no document is chosen, they wait for one. */
  readonly files: number
  /** Jobs that go to another document, once one is chosen. */
  readonly jobIds: readonly JobId[]
  /** Files that the document would hold twice: a person decides which of them go in. */
  readonly duplicates: readonly Duplicate[]
  /** Files of the same path as one that is missing, but of another size or date: a person decides what they are. */
  readonly changed: readonly DroppedFile[]
}

/** Files whose document holds some of them already, until a person has decided. */
interface Question {
  readonly files: readonly DroppedFile[]
  readonly duplicates: readonly Duplicate[]
  readonly target: Target
}

/**
 * The way of files into the queue. First they serve the jobs that lack their bytes; the rest waits for a document, so that
 * nothing dropped too early is lost, and for a person's word where something would come twice. Drops keep their order.
 */
export class Intake {
  #uploads: Uploads
  readonly #listeners = new Set<() => void>()
  #target: Target | null = null
  #waiting: readonly DroppedFile[] = []
  #jobIds: readonly JobId[] = []
  #changed: readonly DroppedFile[] = []
  #question: Question | null = null
  /** Files of drops that brought missing ones again: what else of them stands in the document is no question to anybody. */
  readonly #again = new WeakSet<DroppedFile>()
  #snapshot: Intaken = { files: 0, jobIds: [], duplicates: [], changed: [] }
  /** Drops are read one after another. */
  #reading = Promise.resolve()
  #unread = 0
  #isReleasing = false

  constructor(uploads: Uploads) {
    this.#uploads = uploads
  }

  readonly getSnapshot = (): Intaken => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly take = (drop: Drop): void => {
    this.#unread += 1
    this.#reading = this.#reading.then(() => this.#read(drop))
  }

  /** The queue has become another one: what waits here goes into that. */
  readonly goThrough = (uploads: Uploads): void => {
    if (uploads === this.#uploads) return
    this.#uploads = uploads
    this.#jobIds = []
  }

  /** Holds jobs until another document is chosen than the present one. */
  readonly keepJobs = (jobIds: readonly JobId[]): void => {
    this.#jobIds = jobIds
    this.#target = null
    this.#goOn()
  }

  /** Where files go from now on; null as long as no document can take them. */
  readonly goInto = (target: Target | null): void => {
    this.#target = target
    this.#goOn()
  }

  /** A person has decided about the duplicates: the wanted ones go in as well. */
  readonly keepDuplicates = (wanted: readonly DroppedFile[]): void => {
    if (!this.#question) return
    const { files, duplicates, target } = this.#question
    const left = new Set(duplicates.map((duplicate) => duplicate.file))
    for (const file of wanted) left.delete(file)
    this.#question = null
    this.#uploads.add(
      files.filter((file) => !left.has(file)),
      target,
    )
    this.#goOn()
  }

  /** A person has decided about the changed files: they go in, instead of the missing ones or beside them. */
  readonly addChanged = (place: 'instead' | 'beside'): void => {
    const changed = this.#changed
    if (place === 'instead') {
      const paths = new Set(changed.map((file) => file.path))
      this.#uploads.cancel(this.#lacking().flatMap(({ id, file }) => (paths.has(file.path) ? [id] : [])))
    }
    this.#changed = []
    this.#waiting = [...this.#waiting, ...changed]
    this.#goOn()
  }

  async #read(drop: Drop): Promise<void> {
    const others: DroppedFile[] = []
    let broughtMissing = false
    for await (const files of drop) {
      const rest = this.#isAnyMissing() ? await this.#uploads.reattach(files) : files
      broughtMissing ||= rest.length < files.length
      others.push(...rest)
      this.#sort(rest)
    }
    if (broughtMissing) for (const file of others) this.#again.add(file)
    this.#unread -= 1
    this.#goOn()
  }

  /** Sets files aside that seem to be another version of a missing one. */
  #sort(files: readonly DroppedFile[]): void {
    const missing = new Set(this.#lacking().map(({ file }) => file.path))
    this.#changed = [...this.#changed, ...files.filter((file) => missing.has(file.path))]
    this.#waiting = [...this.#waiting, ...files.filter((file) => !missing.has(file.path))]
    this.#goOn()
  }

  #goOn(): void {
    void this.#release()
    this.#publish()
  }

  /** The document is there: everything that waited goes into it, as long as nobody has to be asked. */
  async #release(): Promise<void> {
    if (this.#isReleasing) return
    this.#isReleasing = true
    while (this.#target && !this.#question && this.#waiting.length + this.#jobIds.length > 0) {
      const [target, jobIds, files] = [this.#target, this.#jobIds, this.#waiting]
      this.#jobIds = []
      if (jobIds.length > 0) this.#uploads.retarget(jobIds, target)
      const duplicates = await this.#uploads.findDuplicates(files, target)
      // Another document may have been chosen meanwhile.
      if (this.#target !== target) continue
      // Decided about a whole drop, not about each piece of it as it is read.
      if (duplicates.length > 0 && this.#unread > 0) break
      this.#waiting = this.#waiting.slice(files.length)
      this.#addOrAsk(files, duplicates, target)
    }
    this.#isReleasing = false
    this.#publish()
  }

  #addOrAsk(files: readonly DroppedFile[], duplicates: readonly Duplicate[], target: Target): void {
    const known = new Set(duplicates.map(({ file }) => file).filter((file) => this.#again.has(file)))
    const wanted = files.filter((file) => !known.has(file))
    const questionable = duplicates.filter(({ file }) => !known.has(file))
    if (questionable.length > 0) this.#question = { files: wanted, duplicates: questionable, target }
    else if (wanted.length > 0) this.#uploads.add(wanted, target)
  }

  #isAnyMissing(): boolean {
    return this.#uploads.getSnapshot().counts['needs-file'] > 0
  }

  /** Jobs whose bytes have to be brought again. */
  #lacking(): readonly Job[] {
    if (!this.#isAnyMissing()) return []
    return this.#uploads.getSnapshot().ids.flatMap((id) => {
      const job = this.#uploads.getJob(id)
      return job && statusOf(job) === 'needs-file' ? [job] : []
    })
  }

  #publish(): void {
    this.#snapshot = {
      files: this.#waiting.length,
      jobIds: this.#jobIds,
      duplicates: this.#question?.duplicates ?? noDuplicates,
      changed: this.#changed,
    }
    for (const listener of [...this.#listeners]) listener()
  }
}

const noDuplicates: readonly Duplicate[] = []
