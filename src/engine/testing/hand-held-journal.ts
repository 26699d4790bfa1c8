import type { BlockId } from '../../contract/feishu/ids.ts'
import { FileUnreadable, type SourceFile } from '../files/source-file.ts'
import type { Journal } from '../doors.ts'
import type { Job, JobId } from '../job/job.ts'
import type {
  JournalChange,
  JournalCreation,
  JournalDeletion,
  JournalDiscard,
  JournalState,
  RestoredQueue,
} from '../journal/journal-change.ts'

/** The durable content. */
interface Kept {
  readonly files: Map<JobId, Pick<Job, 'id' | 'file' | 'target'>>
  readonly states: Map<JobId, JournalState>
  order: readonly JobId[]
  readonly creations: Map<string, JournalCreation>
  readonly deletions: Map<string, JournalDeletion>
  readonly discards: Map<BlockId, JournalDiscard>
}

function nothing(): Kept {
  return {
    files: new Map(),
    states: new Map(),
    order: [],
    creations: new Map(),
    deletions: new Map(),
    discards: new Map(),
  }
}

interface HeldWrite {
  readonly change: JournalChange
  readonly done: () => void
}

/** A journal in memory: only durable writes survive a crash, and the test can hold writes back. */
export class HandHeldJournal implements Journal {
  /** Every change so far, in the order of the calls of `write`. */
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

  /** From now on, writes are held back and nothing becomes durable. */
  hold(): void {
    this.#isPaused = true
  }

  /** Makes all held writes durable; later ones become durable at once. */
  letGo(): void {
    this.#isPaused = false
    const held = this.#held
    this.#held = []
    for (const { change, done } of held) {
      this.#keep(change)
      done()
    }
  }

  /** Makes all held writes durable, but never resolves them for the page. */
  keepHeld(): void {
    for (const { change } of this.#held) this.#keep(change)
    this.#held = []
  }

  /** The same content for another page; later writes of the dead page are dropped. */
  successor(): HandHeldJournal {
    const kept = this.#kept
    this.#kept = nothing()
    return new HandHeldJournal(kept)
  }

  /**
   * The queue as the next page finds it.
   *
   * @param lacks Whether the next page lacks the bytes of a file.
   */
  restored(lacks: (file: SourceFile) => boolean = () => false): RestoredQueue {
    const { files, states, order, creations, deletions, discards } = this.#kept
    const jobs = order.flatMap((id) => {
      const entry = files.get(id)
      if (!entry) return []
      const lacksFile = lacks(entry.file)
      return [{ ...entry, file: lacksFile ? lost(entry.file) : entry.file, lacksFile, state: states.get(id) ?? null }]
    })
    return copyOfQueue({
      jobs,
      creations: [...creations.values()],
      deletions: [...deletions.values()],
      discards: [...discards.values()],
    })
  }

  #keep(change: JournalChange): void {
    const kept = this.#kept
    kept.order = [...kept.order, ...change.files.map(({ id }) => id).filter((id) => !kept.files.has(id))]
    for (const entry of change.files) kept.files.set(entry.id, entry)
    for (const state of change.states) kept.states.set(state.id, state)
    // Jobs that an order does not name come last (web/journal/filed-queue.ts).
    if (change.order) kept.order = [...new Set([...change.order, ...kept.order])]
    for (const id of change.removed) {
      kept.files.delete(id)
      kept.states.delete(id)
    }
    for (const creation of change.creations) kept.creations.set(creation.input.clientToken, creation)
    for (const deletion of change.deletions) kept.deletions.set(deletion.input.clientToken, deletion)
    for (const clientToken of change.concluded) {
      kept.creations.delete(clientToken)
      kept.deletions.delete(clientToken)
    }
    for (const discard of change.discards) kept.discards.set(discard.blockId, discard)
    for (const blockId of change.discarded) kept.discards.delete(blockId)
  }
}

/** A file whose bytes are lost: it has its facts, but cannot be read. */
function lost(file: SourceFile): SourceFile {
  const refuse = () => Promise.reject(new FileUnreadable('unreadable'))
  return { ...file, inspect: file.inspect && refuse, open: refuse }
}

/** A database copies what it stores, so everything except the file has to be plain data. */
function copyOf({ files, ...plain }: JournalChange): JournalChange {
  return { ...structuredClone(plain), files: files.map(({ file, ...entry }) => ({ ...structuredClone(entry), file })) }
}

function copyOfQueue({ jobs, ...plain }: RestoredQueue): RestoredQueue {
  return { ...structuredClone(plain), jobs: jobs.map(({ file, ...job }) => ({ ...structuredClone(job), file })) }
}
