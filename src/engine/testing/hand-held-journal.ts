import type { BlockId } from '../../contract/feishu/ids.ts'
import { FileUnreadable, type DroppedFile } from '../files/source-file.ts'
import type { Journal } from '../doors.ts'
import type { JobId } from '../job/job.ts'
import type {
  JournalChange,
  JournalCreation,
  JournalDiscard,
  JournalFile,
  JournalState,
  RestoredQueue,
} from '../journal/journal-change.ts'

/** What is durable. */
interface Kept {
  readonly files: Map<JobId, JournalFile>
  readonly states: Map<JobId, JournalState>
  order: readonly JobId[]
  readonly creations: Map<string, JournalCreation>
  readonly discards: Map<BlockId, JournalDiscard>
}

function nothing(): Kept {
  return { files: new Map(), states: new Map(), order: [], creations: new Map(), discards: new Map() }
}

interface HeldWrite {
  readonly change: JournalChange
  readonly done: () => void
}

/** A journal in memory: only what was told to be durable outlives a crash, and the test can hold a write back. */
export class HandHeldJournal implements Journal {
  /** Every change so far, as it was asked to be written. */
  readonly changes: JournalChange[] = []
  #kept: Kept
  #held: HeldWrite[] = []
  #isPaused = false

  constructor(kept: Kept = nothing()) {
    this.#kept = kept
  }

  write(change: JournalChange): Promise<void> {
    const copy = copyOf(change)
    this.changes.push(copy)
    if (!this.#isPaused) {
      this.#keep(copy)
      return Promise.resolve()
    }
    return new Promise((done) => this.#held.push({ change: copy, done }))
  }

  get isPaused(): boolean {
    return this.#isPaused
  }

  /** From now on nothing becomes durable. */
  hold(): void {
    this.#isPaused = true
  }

  /** All that was held becomes durable, and what comes after at once. */
  letGo(): void {
    this.#isPaused = false
    const held = this.#held
    this.#held = []
    for (const { change, done } of held) {
      this.#keep(change)
      done()
    }
  }

  /** What was held becomes durable without the page hearing of it. */
  keepHeld(): void {
    for (const { change } of this.#held) this.#keep(change)
    this.#held = []
  }

  /** The same journal for another page; what the dead one still writes goes nowhere. */
  successor(): HandHeldJournal {
    const kept = this.#kept
    this.#kept = nothing()
    return new HandHeldJournal(kept)
  }

  /**
   * The queue as another page finds it.
   *
   * @param lacks Whether the bytes of a file did not come back.
   */
  restored(lacks: (file: DroppedFile) => boolean = () => false): RestoredQueue {
    const { files, states, order, creations, discards } = this.#kept
    const jobs = order.flatMap((id) => {
      const entry = files.get(id)
      if (!entry) return []
      const lacksFile = lacks(entry.file)
      return [{ ...entry, file: lacksFile ? lost(entry.file) : entry.file, lacksFile, state: states.get(id) ?? null }]
    })
    return copyOfQueue({ jobs, creations: [...creations.values()], discards: [...discards.values()] })
  }

  #keep(change: JournalChange): void {
    const kept = this.#kept
    kept.order = [...kept.order, ...change.files.map(({ id }) => id).filter((id) => !kept.files.has(id))]
    for (const entry of change.files) kept.files.set(entry.id, entry)
    for (const state of change.states) kept.states.set(state.id, state)
    // What an order does not name stands at the end (web/journal/filed-queue.ts).
    if (change.order) kept.order = [...new Set([...change.order, ...kept.order])]
    for (const id of change.removed) {
      kept.files.delete(id)
      kept.states.delete(id)
    }
    for (const creation of change.creations) kept.creations.set(creation.input.clientToken, creation)
    for (const clientToken of change.settled) kept.creations.delete(clientToken)
    for (const discard of change.discards) kept.discards.set(discard.blockId, discard)
    for (const blockId of change.discarded) kept.discards.delete(blockId)
  }
}

/** What is known of a file whose bytes did not come back. */
function lost(file: DroppedFile): DroppedFile {
  const refuse = () => Promise.reject(new FileUnreadable('unreadable'))
  return 'open' in file ? { ...file, open: refuse } : { ...file, look: refuse }
}

/** A database copies what it is given: everything but the file has to be plain data. */
function copyOf({ files, ...plain }: JournalChange): JournalChange {
  return { ...structuredClone(plain), files: files.map(({ file, ...entry }) => ({ ...structuredClone(entry), file })) }
}

function copyOfQueue({ jobs, ...plain }: RestoredQueue): RestoredQueue {
  return { ...structuredClone(plain), jobs: jobs.map(({ file, ...job }) => ({ ...structuredClone(job), file })) }
}
