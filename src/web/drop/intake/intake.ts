import { Subscribable } from '../../../engine/subscribable.ts'
import type { ArrivedFile } from '../../../engine/files/arrived-file.ts'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { JobId } from '../../../engine/job/job.ts'
import { isMatched, type FilesFor } from '../../../engine/targets/base/aim-files.ts'
import type { Target } from '../../../engine/targets/target.ts'
import type { Duplicate, Uploads } from '../../../engine/queue/uploads.ts'
import { browserChance } from '../../platform/browser-chance.ts'
import {
  awaitedOf,
  byArrival,
  countOf,
  exchanged,
  filesOf,
  inOneBatch,
  isAwaited,
  isFree,
  sameFiles,
  withFreeFiles,
  type Arrival,
  type Batch,
  type Drop,
  type Goal,
} from './batches.ts'
import { nothingTaken, type IntakeSnapshot, type Matching } from './intake-snapshot.ts'
import { isAnyMissing, isHere, KnownFiles, lackingJobs } from './known-files.ts'

export type { AwaitedDocument, Drop, Goal } from './batches.ts'

/** A batch with duplicates, until the person has decided. */
interface Question {
  readonly files: readonly SourceFile[]
  readonly duplicates: readonly Duplicate[]
  readonly target: Target
}

/** What earlier queues of this person put in under these paths, the newest first. */
export type ArrivedFilesOf = (paths: ReadonlySet<string>) => Promise<readonly ArrivedFile[]>

/**
 * Brings files into the queue. They first serve jobs whose bytes are missing; the rest goes where the page said at the time
 * of the drop, whatever is chosen afterwards. Files wait while there is no document, and while the person has to decide
 * about duplicates. Drops keep their order.
 */
export class Intake {
  #uploads: Uploads
  readonly #arrived: ArrivedFilesOf
  readonly #changes = new Subscribable()
  #target: Target | null = null
  #waiting: readonly Batch[] = []
  #jobIds: readonly JobId[] = []
  #areImported = false
  #changed: readonly Batch[] = []
  #question: Question | null = null
  #matching: Matching | null = null
  #matchings = 0
  readonly #arrivals = new WeakMap<Drop, Arrival>()
  readonly #known = new KnownFiles()
  /** Jobs, or files of earlier queues, that are to be replaced, by the file that takes their place. */
  readonly #replaced = new WeakMap<SourceFile, JobId | ArrivedFile>()
  #snapshot = nothingTaken
  /** Serialises reading drops. */
  #reading = Promise.resolve()
  readonly #unread = new Set<Arrival>()
  #isReleasing = false

  constructor(uploads: Uploads, arrived: ArrivedFilesOf = nothingEarlier) {
    this.#uploads = uploads
    this.#arrived = arrived
  }

  readonly getSnapshot = (): IntakeSnapshot => this.#snapshot

  readonly subscribe = this.#changes.subscribe

  /** @param goal Where the page says that files go at present. */
  readonly take = (drop: Drop, goal: Goal = null): void => {
    const arrival: Arrival = { goal, drop, dropId: browserChance.uuid(), jobs: [] }
    this.#arrivals.set(drop, arrival)
    this.#unread.add(arrival)
    this.#reading = this.#reading.then(() => this.#read(drop, arrival))
    this.#publish()
  }

  /** Replaces the queue; waiting files go into the new one. */
  readonly goThrough = (uploads: Uploads): void => {
    if (uploads === this.#uploads) return
    this.#uploads = uploads
    this.#jobIds = []
  }

  /** Keeps jobs for the next document other than the present one. */
  readonly keepJobs = (jobIds: readonly JobId[], areImported = false): void => {
    this.#jobIds = jobIds
    this.#areImported = areImported
    this.#target = null
    this.#goOn()
  }

  /** Sets the target of files dropped for a document; null if it takes none: they go to the next document that does. */
  readonly resolve = (link: string, target: Target | null): void => {
    const arrivals = [...this.#unread, ...[...this.#waiting, ...this.#changed].map(({ arrival }) => arrival)]
    for (const arrival of arrivals) if (isAwaited(arrival.goal) && arrival.goal.link === link) arrival.goal = target
    this.#goOn()
  }

  /** Sets the target of files without one of their own; null while no document can take them. */
  readonly goInto = (target: Target | null): void => {
    this.#target = target
    this.#goOn()
  }

  /** Puts the free files into another order; those left out are not added, and those that were left out come back. */
  readonly keepFree = (files: readonly SourceFile[]): void => {
    // With a document chosen, what is still free is about to go in.
    const leaving = this.#target ? filesOf(this.#waiting.filter(isFree)) : noFiles
    this.#waiting = withFreeFiles(this.#waiting, [...leaving, ...files], this.#known.arrivalOf)
    this.#goOn()
  }

  /** Name under which a file will be added. */
  readonly nameOf = (file: SourceFile): string => this.#known.names.get(file) ?? file.name

  /** Changes the names under which files will be added. */
  readonly rename = (names: ReadonlyMap<SourceFile, string>): void => {
    for (const [file, name] of names) this.#known.names.set(file, name)
    this.#publish()
  }

  /** Takes inspected files in the place of those that were only listed. */
  readonly exchange = (seen: ReadonlyMap<SourceFile, SourceFile>): void => {
    for (const [file, now] of seen) this.#known.standFor(now, file)
    this.#waiting = exchanged(this.#waiting, seen)
    this.#goOn()
  }

  /** Adds a batch with the duplicates that the person wants, some of them in the place of those that stand there. */
  readonly keepDuplicates = (wanted: readonly SourceFile[], replacing: readonly SourceFile[] = []): void => {
    if (!this.#question) return
    const { files, duplicates, target } = this.#question
    const left = new Map(duplicates.map(({ file, of, arrived }) => [file, arrived ?? of]))
    for (const file of replacing) this.#replaced.set(file, left.get(file) ?? '')
    for (const file of [...wanted, ...replacing]) left.delete(file)
    const added = files.filter((file) => !left.has(file))
    this.#question = null
    this.#add(added, target)
    this.#goOn()
  }

  /** Adds the files whose records were asked about; a file that is in no group is left out. */
  readonly decideMatching = (groups: readonly FilesFor<SourceFile>[]): void => {
    if (!this.#matching) return
    this.#matching = null
    for (const { files, target } of groups) this.#enqueue(files, target)
    this.#goOn()
  }

  /** Whether the order of a drop's files can still change: at least two can be moved. */
  readonly isArrangeable = (drop: Drop): boolean => {
    const jobs = this.#arrivals.get(drop)?.jobs ?? []
    let movable = this.#held(drop)
    // From the end: those are placed last.
    for (let at = jobs.length - 1; at >= 0 && movable < 2; at -= 1) {
      if (this.#uploads.getJob(jobs[at]?.id ?? '')?.stage.at === 'waiting') movable += 1
    }
    return movable >= 2
  }

  /** Puts the files of a drop, as far as they can still be moved, into the order of a key of their paths. */
  readonly arrange = (drop: Drop, keyOf: (path: string) => number): void => {
    const inOrder = <T extends { readonly path: string }>(items: readonly T[]) =>
      items.toSorted((a, b) => keyOf(a.path) - keyOf(b.path))
    const isOwn = (file: SourceFile) => this.#known.arrivalOf.get(file)?.drop === drop
    this.#waiting = inOneBatch(this.#waiting, drop, inOrder)
    const withOwnInOrder = (files: readonly SourceFile[]) => {
      const own = inOrder(files.filter(isOwn))
      return files.map((file) => (isOwn(file) ? (own.shift() ?? file) : file))
    }
    if (this.#question) this.#question = { ...this.#question, files: withOwnInOrder(this.#question.files) }
    if (this.#matching) this.#matching = { ...this.#matching, files: withOwnInOrder(this.#matching.files) }
    const jobs = this.#arrivals.get(drop)?.jobs ?? []
    if (jobs.length > 0) this.#uploads.arrange(inOrder(jobs).map(({ id }) => id))
    this.#goOn()
  }

  /** Number of files of a drop that are not in the queue yet. */
  #held(drop: Drop): number {
    const waiting = countOf(this.#waiting.filter(({ arrival }) => arrival.drop === drop))
    const asked = [...(this.#question?.files ?? []), ...(this.#matching?.files ?? [])]
    return waiting + asked.filter((file) => this.#known.arrivalOf.get(file)?.drop === drop).length
  }

  /** Adds files at once, or asks first which records they go to. */
  #add(files: readonly SourceFile[], target: Target): void {
    if (files.length === 0) return
    if (!isMatched(target)) this.#enqueue(files, target)
    else this.#matching = { id: (this.#matchings += 1), files: files.map((file) => this.#known.named(file)), target }
  }

  #enqueue(files: readonly SourceFile[], target: Target): void {
    for (const [arrival, own] of byArrival(files, this.#known.arrivalOf)) {
      const ids = this.#uploads.add(own, target, arrival?.dropId, this.#replaced)
      const names = new Map<JobId, string>()
      own.forEach((file, at) => {
        const id = ids[at]
        if (id === undefined) return
        arrival?.jobs.push({ id, path: file.path })
        const name = this.#known.names.get(file)
        if (name !== undefined) names.set(id, name)
      })
      if (names.size > 0) this.#rename(names)
    }
  }

  /** A file whose own name was refused is tried under its new one. */
  #rename(names: ReadonlyMap<JobId, string>): void {
    this.#uploads.rename(names)
    const refused = [...names.keys()].filter((id) => this.#uploads.getJob(id)?.stage.at === 'failed')
    if (refused.length > 0) this.#uploads.retry(refused)
  }

  /** Adds the changed files instead of the missing ones, or besides them. */
  readonly addChanged = (how: 'instead' | 'beside'): void => {
    const changed = this.#changed
    if (how === 'instead') {
      const paths = new Set(changed.flatMap(({ files }) => files.map((file) => file.path)))
      this.#uploads.cancel(lackingJobs(this.#uploads).flatMap(({ id, file }) => (paths.has(file.path) ? [id] : [])))
    }
    this.#changed = []
    this.#waiting = [...this.#waiting, ...changed]
    this.#goOn()
  }

  async #read(drop: Drop, arrival: Arrival): Promise<void> {
    const others: SourceFile[] = []
    let broughtMissing = false
    for await (const files of drop) {
      const rest = isAnyMissing(this.#uploads) ? await this.#uploads.reattach(files) : files
      broughtMissing ||= rest.length < files.length
      others.push(...rest)
      this.#sort(rest, arrival)
    }
    if (broughtMissing) for (const file of others) this.#known.again.add(file)
    this.#unread.delete(arrival)
    this.#goOn()
  }

  /** Sets aside files that seem to be other versions of missing ones. */
  #sort(files: readonly SourceFile[], arrival: Arrival): void {
    for (const file of files) this.#known.arrivalOf.set(file, arrival)
    const missing = new Set(lackingJobs(this.#uploads).map(({ file }) => file.path))
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

  /** Target of a drop; null while it has to wait. */
  #targetOf({ arrival: { goal } }: Batch): Target | null {
    if (goal === null) return this.#target
    return isAwaited(goal) ? null : goal
  }

  /** Adds waiting files whose target is known, until a person has to be asked. */
  async #release(): Promise<void> {
    if (this.#isReleasing) return
    this.#isReleasing = true
    while (!this.#question && !this.#matching) {
      this.#retarget()
      const target = this.#waiting.map((batch) => this.#targetOf(batch)).find((each) => each !== null)
      if (!target) break
      const batches = new Set(this.#waiting.filter((batch) => this.#targetOf(batch) === target))
      const files = [...batches].flatMap((batch) => batch.files)
      const arrived = await this.#arrived(new Set(files.map(({ path }) => path)))
      const duplicates = await this.#uploads.findDuplicates(files, target, arrived)
      // Another document may have been chosen during the wait, or another order.
      const now = new Set(this.#waiting)
      if ([...batches].some((batch) => !now.has(batch) || this.#targetOf(batch) !== target)) continue
      // Ask once about a whole drop, not about each piece of it as it is read.
      const isAsked = duplicates.length > 0 || isMatched(target)
      if (isAsked && this.#unread.size > 0) break
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

  #addOrAsk(files: readonly SourceFile[], duplicates: readonly Duplicate[], target: Target): void {
    const isKnown = (duplicate: Duplicate) =>
      !duplicate.canReplace && this.#known.again.has(duplicate.file) && isHere(duplicate, this.#uploads)
    const known = new Set(duplicates.filter(isKnown).map(({ file }) => file))
    const wanted = files.filter((file) => !known.has(file))
    const questionable = duplicates.filter(({ file }) => !known.has(file))
    if (questionable.length > 0) this.#question = { files: wanted, duplicates: questionable, target }
    else this.#add(wanted, target)
  }

  #publish(): void {
    this.#snapshot = this.#look(this.#snapshot.free)
    this.#changes.publish()
  }

  /** @param before Free files of the last snapshot. */
  #look(before: readonly SourceFile[]): IntakeSnapshot {
    const free = this.#target ? noFiles : filesOf(this.#waiting.filter(isFree))
    return {
      free: sameFiles(before, free) ? before : free,
      files: countOf(this.#waiting),
      awaited: awaitedOf([...this.#unread], this.#waiting),
      jobIds: this.#jobIds,
      areImported: this.#areImported && this.#jobIds.length > 0,
      duplicates: this.#question?.duplicates ?? noDuplicates,
      matching: this.#matching,
      changed: this.#changed.flatMap(({ files }) => files),
    }
  }
}

const noDuplicates: readonly Duplicate[] = []
const noFiles: readonly SourceFile[] = []
const nothingEarlier = () => Promise.resolve([])
