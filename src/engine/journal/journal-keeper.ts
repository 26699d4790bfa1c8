import type { BlockId } from '../../contract/feishu/ids.ts'
import type { Journal } from '../doors.ts'
import type { Job, JobId } from '../job/job.ts'
import type { JobStore } from '../queue/job-store.ts'
import type { JournalChange, JournalCreation, JournalDeletion, JournalDiscard } from './journal-change.ts'
import { isKeptAlike, keptStage } from './kept-stage.ts'

/** What has changed since the last write began; of jobs only their ids, so that many changes of one job cost one entry. */
interface Gathered {
  readonly files: Set<JobId>
  readonly states: Set<JobId>
  readonly removed: JobId[]
  isReordered: boolean
  readonly creations: JournalCreation[]
  readonly deletions: JournalDeletion[]
  readonly concluded: string[]
  readonly discards: JournalDiscard[]
  readonly discarded: BlockId[]
}

/**
 * The write-ahead log of the queue: collects its changes and writes one `JournalChange` at a time. All that happens during a write,
 * or in one turn of the event loop, goes into the next one, so that a call's effects are written together or not at all.
 */
export class JournalKeeper {
  readonly #journal: Journal
  readonly #store: JobStore
  #gathered: Gathered | null = null
  #lastWrite: Promise<void> = Promise.resolve()

  constructor(journal: Journal, store: JobStore) {
    this.#journal = journal
    this.#store = store
  }

  /** Resolves once everything reported so far would outlive a crash. */
  written(): Promise<void> {
    return this.#lastWrite
  }

  added(jobs: readonly Job[]): void {
    const { files, states } = this.#gather()
    for (const { id, stage, replaces, notReplaced } of jobs) {
      files.add(id)
      if (stage.at !== 'waiting' || replaces || notReplaced) states.add(id)
    }
  }

  changed(after: Job, before: Job): void {
    if (after.file !== before.file) this.#gather().files.add(after.id)
    if (!isKeptAlike(after, before)) this.#gather().states.add(after.id)
  }

  removed(ids: readonly JobId[]): void {
    for (const id of ids) this.#gather().removed.push(id)
  }

  reordered(): void {
    this.#gather().isReordered = true
  }

  /** As `EditJournal.creating`. */
  creating(creation: JournalCreation): Promise<void> {
    this.#gather().creations.push(creation)
    return this.written()
  }

  /** As `EditJournal.deleting`. */
  deleting(deletion: JournalDeletion): Promise<void> {
    this.#gather().deletions.push(deletion)
    return this.written()
  }

  concluded(clientToken: string): void {
    this.#gather().concluded.push(clientToken)
  }

  discarding(discard: JournalDiscard): void {
    this.#gather().discards.push(discard)
  }

  discarded(blockIds: readonly BlockId[]): void {
    for (const blockId of blockIds) this.#gather().discarded.push(blockId)
  }

  /** What the next write takes; the first call after a write began schedules the next. */
  #gather(): Gathered {
    if (this.#gathered) return this.#gathered
    const gathered: Gathered = {
      files: new Set(),
      states: new Set(),
      removed: [],
      isReordered: false,
      creations: [],
      deletions: [],
      concluded: [],
      discards: [],
      discarded: [],
    }
    this.#gathered = gathered
    this.#lastWrite = this.#lastWrite.then(() => {
      this.#gathered = null
      return this.#journal.write(this.#changeOf(gathered))
    })
    return gathered
  }

  #changeOf({ files, states, isReordered, ...rest }: Gathered): JournalChange {
    return {
      ...rest,
      files: this.#jobs(files).map(({ id, file, target, dropId, altered }) => ({
        id,
        file,
        target,
        ...(dropId !== undefined && { dropId }),
        ...(altered && { altered }),
      })),
      states: this.#jobs(states).map((job) => {
        const { id, name, target, paused, othersTaken, mayStandIn, replaces, notReplaced, contents, altered } = job
        return {
          id,
          name,
          target,
          stage: keptStage(job),
          paused,
          ...(othersTaken && { othersTaken }),
          ...(mayStandIn && { mayStandIn }),
          ...(replaces && { replaces }),
          ...(notReplaced && { notReplaced }),
          ...(contents && { contents }),
          ...(altered && { altered }),
        }
      }),
      order: isReordered ? this.#store.getSnapshot().ids : null,
    }
  }

  #jobs(ids: ReadonlySet<JobId>): readonly Job[] {
    return Array.from(ids).flatMap((id) => this.#store.get(id) ?? [])
  }
}
