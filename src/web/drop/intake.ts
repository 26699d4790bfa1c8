import { Subscribable } from '../../engine/subscribable.ts'
import type { DroppedFile } from '../../engine/doors.ts'
import type { Job, JobId } from '../../engine/job/job.ts'
import type { Target } from '../../engine/targets/target.ts'
import { statusOf } from '../../engine/job/status.ts'
import type { Duplicate, Uploads } from '../../engine/queue/uploads.ts'
import { guardLeaving } from '../queue/state/leave-guard.ts'

/** The files of one drop, choice or paste, as they become known. */
export type Drop = AsyncIterable<readonly DroppedFile[]> | Iterable<readonly DroppedFile[]>

/** A document that Feishu has not told enough of yet to put files in. */
export interface AwaitedDocument {
  readonly is: 'awaited'
  readonly link: string
  /** As the page calls it. */
  readonly title: string
}

/** What the page showed as the place of files when they were dropped; null where nothing was chosen: they take what is next. */
export type Goal = Target | AwaitedDocument | null

export interface Intaken {
  /** Files on their way into the queue: where no document is chosen, they wait for one. */
  readonly files: number
  /** Those among them that were dropped for one document, and wait for that one only. */
  readonly awaited: readonly (AwaitedDocument & { readonly files: number })[]
  /** Jobs that go to another document, once one is chosen. */
  readonly jobIds: readonly JobId[]
  /** Files that the document would hold twice: a person decides which of them go in. */
  readonly duplicates: readonly Duplicate[]
  /** Files of the same path as one that is missing, but of another size or date: a person decides what they are. */
  readonly changed: readonly DroppedFile[]
}

/** One drop, and where its files go: of a document that is still being looked at, the place in it becomes known later. */
interface Arrival {
  goal: Goal
}

interface Batch {
  readonly arrival: Arrival
  readonly files: readonly DroppedFile[]
}

/** Files whose document holds some of them already, until a person has decided. */
interface Question {
  readonly files: readonly DroppedFile[]
  readonly duplicates: readonly Duplicate[]
  readonly target: Target
}

/**
 * The way of files into the queue. First they serve the jobs that lack their bytes; the rest goes where the page said at the
 * drop, whatever is chosen meanwhile. Without a document it waits for one, so that nothing dropped too early is lost, and for a
 * person's word where something would come twice. Drops keep their order.
 */
export class Intake {
  #uploads: Uploads
  readonly #changes = new Subscribable()
  #target: Target | null = null
  #waiting: readonly Batch[] = []
  #jobIds: readonly JobId[] = []
  #changed: readonly Batch[] = []
  #question: Question | null = null
  /** Files of drops that brought missing ones again: what else of them stands in the document is no question to anybody. */
  readonly #again = new WeakSet<DroppedFile>()
  #snapshot: Intaken = { files: 0, awaited: [], jobIds: [], duplicates: [], changed: [] }
  /** Drops are read one after another. */
  #reading = Promise.resolve()
  readonly #unread = new Set<Arrival>()
  #isReleasing = false

  constructor(uploads: Uploads) {
    this.#uploads = uploads
  }

  readonly getSnapshot = (): Intaken => this.#snapshot

  readonly subscribe = this.#changes.subscribe

  /** @param goal What the page shows as the place of files right now. */
  readonly take = (drop: Drop, goal: Goal = null): void => {
    const arrival = { goal }
    this.#unread.add(arrival)
    this.#reading = this.#reading.then(() => this.#read(drop, arrival))
    this.#publish()
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

  /** Where a document takes the files that were dropped for it; null: it takes none, and they go into the next one that does. */
  readonly settle = (link: string, target: Target | null): void => {
    const arrivals = [...this.#unread, ...[...this.#waiting, ...this.#changed].map(({ arrival }) => arrival)]
    for (const arrival of arrivals) if (isAwaited(arrival.goal) && arrival.goal.link === link) arrival.goal = target
    this.#goOn()
  }

  /** Where files without a place of their own go from now on; null as long as no document can take them. */
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
      const paths = new Set(changed.flatMap(({ files }) => files.map((file) => file.path)))
      this.#uploads.cancel(this.#lacking().flatMap(({ id, file }) => (paths.has(file.path) ? [id] : [])))
    }
    this.#changed = []
    this.#waiting = [...this.#waiting, ...changed]
    this.#goOn()
  }

  async #read(drop: Drop, arrival: Arrival): Promise<void> {
    const others: DroppedFile[] = []
    let broughtMissing = false
    for await (const files of drop) {
      const rest = this.#isAnyMissing() ? await this.#uploads.reattach(files) : files
      broughtMissing ||= rest.length < files.length
      others.push(...rest)
      this.#sort(rest, arrival)
    }
    if (broughtMissing) for (const file of others) this.#again.add(file)
    this.#unread.delete(arrival)
    this.#goOn()
  }

  /** Sets files aside that seem to be another version of a missing one. */
  #sort(files: readonly DroppedFile[], arrival: Arrival): void {
    const missing = new Set(this.#lacking().map(({ file }) => file.path))
    const changed = files.filter((file) => missing.has(file.path))
    const others = files.filter((file) => !missing.has(file.path))
    if (changed.length > 0) this.#changed = [...this.#changed, { arrival, files: changed }]
    if (others.length > 0) this.#waiting = [...this.#waiting, { arrival, files: others }]
    this.#goOn()
  }

  #goOn(): void {
    void this.#release()
    this.#publish()
  }

  /** Where files of a drop can go now; null as long as they wait. */
  #targetOf({ arrival: { goal } }: Batch): Target | null {
    if (goal === null) return this.#target
    return isAwaited(goal) ? null : goal
  }

  /** The document is there: everything that waited goes into it, as long as nobody has to be asked. */
  async #release(): Promise<void> {
    if (this.#isReleasing) return
    this.#isReleasing = true
    while (!this.#question) {
      this.#retarget()
      const target = this.#waiting.map((batch) => this.#targetOf(batch)).find((each) => each !== null)
      if (!target) break
      const batches = new Set(this.#waiting.filter((batch) => this.#targetOf(batch) === target))
      const files = [...batches].flatMap((batch) => batch.files)
      const duplicates = await this.#uploads.findDuplicates(files, target)
      // Another document may have been chosen meanwhile.
      if ([...batches].some((batch) => this.#targetOf(batch) !== target)) continue
      // Decided about a whole drop, not about each piece of it as it is read.
      if (duplicates.length > 0 && this.#unread.size > 0) break
      this.#waiting = this.#waiting.filter((batch) => !batches.has(batch))
      this.#addOrAsk(files, duplicates, target)
    }
    this.#isReleasing = false
    this.#publish()
  }

  #retarget(): void {
    const jobIds = this.#jobIds
    if (!this.#target || jobIds.length === 0) return
    this.#jobIds = []
    this.#uploads.retarget(jobIds, this.#target)
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

  /** Documents that files wait for; also those of drops that are still being read. */
  #awaited(): Intaken['awaited'] {
    const batches = [...[...this.#unread].map((arrival) => ({ arrival, files: [] })), ...this.#waiting]
    const byLink = new Map<string, Intaken['awaited'][number]>()
    for (const { arrival, files } of batches) {
      const { goal } = arrival
      if (!isAwaited(goal)) continue
      const before = byLink.get(goal.link)?.files ?? 0
      byLink.set(goal.link, { ...goal, files: before + files.length })
    }
    return byLink.size === 0 ? nothingAwaited : [...byLink.values()]
  }

  #publish(): void {
    this.#snapshot = {
      files: countOf(this.#waiting),
      awaited: this.#awaited(),
      jobIds: this.#jobIds,
      duplicates: this.#question?.duplicates ?? noDuplicates,
      changed: this.#changed.flatMap(({ files }) => files),
    }
    this.#changes.publish()
  }
}

/**
 * One way in, however often the queue behind it becomes another one, and whatever becomes of the page around it: what waits
 * there goes on waiting.
 */
export function oneIntake(): (uploads: Uploads) => Intake {
  let intake: Intake | null = null
  return (uploads) => {
    intake ??= guarded(new Intake(uploads))
    intake.goThrough(uploads)
    return intake
  }
}

function guarded(intake: Intake): Intake {
  guardLeaving(intake, () => intake.getSnapshot().files + intake.getSnapshot().duplicates.length > 0)
  return intake
}

const noDuplicates: readonly Duplicate[] = []
const nothingAwaited: Intaken['awaited'] = []

function isAwaited(goal: Goal): goal is AwaitedDocument {
  return goal?.is === 'awaited'
}

function countOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { files }) => sum + files.length, 0)
}
