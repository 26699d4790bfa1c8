import { inspectFiles } from '../../../engine/files/inspect-file.ts'
import { FileUnreadable, isInspected, type SourceFile } from '../../../engine/files/source-file.ts'
import type { JobId } from '../../../engine/job/job.ts'
import { moved, sorted } from '../../../engine/queue/reorder.ts'
import { Subscribable } from '../../../engine/subscribable.ts'
import type { Move, SortDirection, SortKey, Undoable } from '../../../engine/queue/uploads.ts'
import type { Intake } from '../../drop/intake/intake.ts'
import type { Movable, Orderable } from '../order/orderable.ts'

/** Files inspected before the list is published again. */
const inspectedAtOnce = 512

export interface AwaitingSnapshot {
  /** In the order in which they will go in; the same array until that changes. */
  readonly ids: readonly JobId[]
  /** Another one after each change of a file. */
  readonly counts: object
  /** What `undo` would bring back; null when nothing. */
  readonly undoable: Undoable | null
}

type OwnIntake = Pick<Intake, 'getSnapshot' | 'subscribe' | 'keepFree' | 'nameOf' | 'rename' | 'exchange'>

/**
 * The files that wait until a document is chosen, as a list that can be put in order like a queue. The intake has them; this
 * gives them ids, and reads size and date of those that were only listed.
 */
export class AwaitingFiles implements Orderable {
  readonly #intake: OwnIntake
  readonly #changes = new Subscribable()
  readonly #ids = new WeakMap<SourceFile, JobId>()
  #idsGiven = 0
  /** What the list was made of; null when names have changed since. */
  #files: readonly SourceFile[] | null = null
  #jobs = new Map<JobId, Movable>()
  #snapshot: AwaitingSnapshot = { ids: [], counts: {}, undoable: null }
  #removed: Removed | null = null
  /** The order to sort by once more when all files have been inspected. */
  #sorting: readonly [by: SortKey, direction: SortDirection] | null = null
  readonly #unreadable = new WeakSet<SourceFile>()
  #isLooking = false

  constructor(intake: OwnIntake) {
    this.#intake = intake
  }

  readonly getSnapshot = (): AwaitingSnapshot => {
    this.#bringUpToDate()
    return this.#snapshot
  }

  readonly getJob = (id: JobId): Movable | undefined => {
    this.#bringUpToDate()
    return this.#jobs.get(id)
  }

  /** Files are inspected as long as somebody listens. */
  readonly subscribe = (listener: () => void): (() => void) => {
    const stops = [this.#intake.subscribe(this.#look), this.#changes.subscribe(listener)]
    this.#look()
    return () => stops.forEach((stop) => stop())
  }

  readonly move = (ids: readonly JobId[], to: Move): void => {
    this.#sorting = null
    this.#keep(moved(this.getSnapshot().ids, new Set(ids), to))
  }

  readonly sort = (by: SortKey, direction: SortDirection): void => {
    this.#sorting = by !== 'name' && this.#listed().length > 0 ? [by, direction] : null
    this.#bringUpToDate()
    this.#keep(sorted([...this.#jobs.values()], by, direction).map(({ id }) => id))
  }

  readonly rename = (names: ReadonlyMap<JobId, string>): void => {
    const byFile = new Map<SourceFile, string>()
    for (const [id, name] of names) for (const file of this.#filesOf([id])) byFile.set(file, name)
    this.#files = null
    this.#intake.rename(byFile)
  }

  /** Takes files off the list, so that they do not go in; undone by `undo`. */
  readonly remove = (ids: readonly JobId[]): void => {
    const gone = new Set(ids)
    this.#removed = { files: new Set(this.#filesOf(ids)), before: this.#intake.getSnapshot().free }
    this.#snapshot = { ...this.#snapshot, undoable: { is: 'removed', ids } }
    this.#keep(this.getSnapshot().ids.filter((id) => !gone.has(id)))
  }

  /** Brings back what `remove` took last, each file behind the one that it followed. */
  readonly undo = (): void => {
    if (!this.#removed) return
    const files = withRemoved(this.#intake.getSnapshot().free, this.#removed)
    this.finalize()
    this.#intake.keepFree(files)
  }

  readonly finalize = (): void => {
    this.#removed = null
    this.#snapshot = { ...this.#snapshot, undoable: null }
    this.#changes.publish()
  }

  #keep(ids: readonly JobId[]): void {
    this.#intake.keepFree(this.#filesOf(ids))
  }

  #filesOf(ids: readonly JobId[]): readonly SourceFile[] {
    return ids.flatMap((id) => this.getJob(id)?.file ?? [])
  }

  /** Not with each change of the intake: ten thousand files come in many pieces. */
  #bringUpToDate(): void {
    const { free } = this.#intake.getSnapshot()
    if (free === this.#files) return
    this.#files = free
    const before = this.#jobs
    this.#jobs = new Map()
    for (const file of free) {
      const id = this.#idOf(file)
      const name = this.#intake.nameOf(file)
      const known = before.get(id)
      this.#jobs.set(id, known?.file === file && known.name === name ? known : { id, name, file, stage: waiting })
    }
    const { ids } = this.#snapshot
    const now = [...this.#jobs.keys()]
    const isSame = now.length === ids.length && now.every((id, at) => id === ids[at])
    this.#snapshot = { ...this.#snapshot, ids: isSame ? ids : now, counts: {} }
  }

  #idOf(file: SourceFile): JobId {
    const known = this.#ids.get(file)
    if (known !== undefined) return known
    this.#idsGiven += 1
    const id = `awaiting-${this.#idsGiven}`
    this.#ids.set(file, id)
    return id
  }

  #listed(): readonly SourceFile[] {
    return this.#intake.getSnapshot().free.filter((file) => !isInspected(file) && !this.#unreadable.has(file))
  }

  readonly #look = (): void => {
    this.#changes.publish()
    if (!this.#isLooking) void this.#inspect()
  }

  /** Reads size and date of the listed files, some at a time. */
  async #inspect(): Promise<void> {
    this.#isLooking = true
    for (let listed = this.#listed(); listed.length > 0; listed = this.#listed()) {
      const next = listed.slice(0, inspectedAtOnce)
      const seen = await inspectFiles(next)
      const by = new Map<SourceFile, SourceFile>()
      next.forEach((file, at) => {
        const now = seen[at]
        if (!now || now instanceof FileUnreadable) this.#unreadable.add(file)
        else by.set(file, now)
      })
      for (const [file, now] of by) this.#ids.set(now, this.#idOf(file))
      if (this.#removed) this.#removed = exchangedIn(this.#removed, by)
      this.#intake.exchange(by)
    }
    this.#isLooking = false
    if (this.#sorting) this.sort(...this.#sorting)
  }
}

/** Files that were taken off the list, and the list before that. */
interface Removed {
  readonly files: ReadonlySet<SourceFile>
  readonly before: readonly SourceFile[]
}

function exchangedIn({ files, before }: Removed, by: ReadonlyMap<SourceFile, SourceFile>): Removed {
  const now = (file: SourceFile) => by.get(file) ?? file
  return { files: new Set([...files].map(now)), before: before.map(now) }
}

/** The files with the removed ones among them; those whose neighbours are gone come last. */
function withRemoved(files: readonly SourceFile[], { files: removed, before }: Removed): readonly SourceFile[] {
  const present = new Set(files)
  const behind = new Map<SourceFile | null, SourceFile[]>([[null, []]])
  let above: SourceFile | null = null
  for (const file of before) {
    if (present.has(file)) above = file
    else if (removed.has(file)) behind.set(above, [...(behind.get(above) ?? []), file])
  }
  return [...(behind.get(null) ?? []), ...files.flatMap((file) => [file, ...(behind.get(file) ?? [])])]
}

const waiting = { at: 'waiting' } as const
