import { deleteBlocksRequest, newestRevision, readDeleted } from '../../contract/docx.ts'
import type { BlockId, DocumentId } from '../../contract/ids.ts'
import type { Edits } from '../edit-lane.ts'
import type { EngineParts } from '../engine-parts.ts'
import type { JobId } from '../job.ts'
import { listChildren } from './list-children.ts'

/** Times the children are read anew before a block is told to be left over. */
const maxRounds = 3

/** Neighbours among the children, taken out by one call. */
interface Run {
  readonly index: number
  readonly count: number
}

/** Takes empty blocks of given-up files out of one document: found by id, deleted where they stand now. */
export class ClearEdits implements Edits {
  readonly #parts: EngineParts
  readonly #documentId: DocumentId
  /** Blocks to take out, with the job that waits for it; null when none does. */
  readonly #wanted = new Map<BlockId, JobId | null>()
  /** Nobody's blocks that could not be taken out: tried again when there is something else to clear. */
  #shelved: readonly BlockId[] = []

  constructor(parts: EngineParts, documentId: DocumentId) {
    this.#parts = parts
    this.#documentId = documentId
  }

  add(blockId: BlockId, id: JobId): void {
    this.#wanted.set(blockId, id)
  }

  /** Takes out a block that belongs to no job any more. */
  discard(blockId: BlockId): void {
    this.#wanted.set(blockId, null)
    this.#parts.journal.discarding({ documentId: this.#documentId, blockId })
  }

  /** Goes on with a block that an earlier page did not get to. */
  restore(blockId: BlockId): void {
    this.#wanted.set(blockId, null)
  }

  hasWork(): boolean {
    return this.#wanted.size > 0
  }

  async work(): Promise<void> {
    const wanted = new Map(this.#wanted)
    for (const blockId of this.#shelved) wanted.set(blockId, null)
    this.#wanted.clear()
    for (let round = 1; round <= maxRounds && wanted.size > 0; round += 1) {
      const children = await listChildren(this.#parts.corridor, this.#documentId, quietly())
      if (!children.ok) break
      await this.#deleteFrom(
        children.data.map((block) => block.block_id),
        wanted,
      )
    }
    this.#shelved = [...wanted.keys()].filter((blockId) => wanted.get(blockId) === null)
    this.#end([...wanted.values()], 'notCleared')
  }

  /** Deletes from the back to the front, so that the places of the others stay true; stops where Feishu refuses. */
  async #deleteFrom(children: readonly BlockId[], wanted: Map<BlockId, JobId | null>): Promise<void> {
    const present = new Set(children)
    this.#cleared(
      [...wanted.keys()].filter((blockId) => !present.has(blockId)),
      wanted,
    )
    for (const run of runsOf(children, wanted).toReversed()) {
      const request = deleteBlocksRequest({
        documentId: this.#documentId,
        ...run,
        revisionId: newestRevision,
        clientToken: this.#parts.chance.uuid(),
      })
      const outcome = await this.#parts.corridor.call({ request: () => request, read: readDeleted, ...quietly() })
      if (!outcome.ok) return
      this.#cleared(children.slice(run.index, run.index + run.count), wanted)
    }
  }

  #cleared(blockIds: readonly BlockId[], wanted: Map<BlockId, JobId | null>): void {
    const ids = blockIds.map((blockId) => wanted.get(blockId) ?? null)
    this.#parts.journal.discarded(blockIds.filter((blockId) => wanted.get(blockId) === null))
    for (const blockId of blockIds) wanted.delete(blockId)
    this.#end(ids, 'cleared')
  }

  #end(ids: readonly (JobId | null)[], type: 'cleared' | 'notCleared'): void {
    this.#parts.store.dispatchAll(
      ids.filter((id) => id !== null),
      () => ({ type }),
    )
  }
}

function runsOf(children: readonly BlockId[], wanted: ReadonlyMap<BlockId, unknown>): readonly Run[] {
  const runs: Run[] = []
  children.forEach((blockId, index) => {
    if (!wanted.has(blockId)) return
    const last = runs.at(-1)
    if (last && last.index + last.count === index) runs[runs.length - 1] = { ...last, count: last.count + 1 }
    else runs.push({ index, count: 1 })
  })
  return runs
}

/** Clearing has no row to say why it waits: the file's end is told already. */
function quietly() {
  return { signal: new AbortController().signal, onHoldup: () => undefined }
}
