import { deleteBlocksRequest, readDeleted } from '../../../contract/feishu/docx/delete-blocks.ts'
import type { Edited } from '../../../contract/feishu/docx/block.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import { cancellableCall, type Built } from '../../calls/cancellable-call.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { OthersRemoved } from '../../job/job.ts'
import type { DocumentReader, Snapshot } from './document-reader.ts'
import type { Revisions } from './revisions.ts'

/** Neighbouring children in one revision, deleted by one call. */
interface ChildRange {
  readonly snapshot: Snapshot
  readonly index: number
  readonly blockIds: readonly BlockId[]
}

/** Other blocks that were deleted, or may have been, together with those asked for. */
export interface AlsoRemoved {
  readonly asked: readonly BlockId[]
  readonly others: readonly BlockId[]
  readonly how: OthersRemoved
}

/**
 * Deletes blocks by their index among the page's children; only where deletion by id is not available. Each call names one range and
 * the revision in which the range was read, and is built right before each attempt. No attempt is retried with the same client_token:
 * the document shows what it did, and in case Feishu ignores the revision, other blocks may be at that index by then.
 */
export class DeleteByIndex {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #reader: DocumentReader
  readonly #revisions: Revisions

  constructor(
    context: EngineContext,
    documentId: DocumentId,
    doors: { readonly reader: DocumentReader; readonly revisions: Revisions },
  ) {
    this.#context = context
    this.#documentId = documentId
    this.#reader = doors.reader
    this.#revisions = doors.revisions
  }

  /** @returns Other blocks that were deleted, or may have been. Whether those asked for are gone, the caller has to read. */
  async takeOut(blockIds: readonly BlockId[]): Promise<readonly AlsoRemoved[]> {
    const left = new Set(blockIds)
    const alsoRemoved: AlsoRemoved[] = []
    /** Children after the last range, if it is certain that nobody else edited since they were read. */
    let known: Snapshot | null = null
    for (;;) {
      const sent: ChildRange[] = []
      const start: Snapshot | null = known
      const outcome: Outcome<Edited> | null = await cancellableCall(this.#context.api, {
        build: async (unclear): Promise<Built> => {
          const snapshot: Outcome<Snapshot> =
            start && sent.length === 0 ? { ok: true, data: start } : await this.#reader.snapshot()
          if (!snapshot.ok) return snapshot
          const last = sent.at(-1)
          if (unclear && last) alsoRemoved.push(...compared(last, snapshot.data))
          const range = lastRangeOf(snapshot.data, left)
          if (!range) return null
          sent.push(range)
          return this.#requestOf(range)
        },
        read: readDeleted,
        onHoldup: () => undefined,
      })
      const range = sent.at(-1)
      if (!outcome || !range) return alsoRemoved
      if (!outcome.ok) {
        if (outcome.unclear) alsoRemoved.push(...(await this.#unanswered(range)))
        return alsoRemoved
      }
      const { revisionId }: Edited = outcome.data
      for (const blockId of range.blockIds) left.delete(blockId)
      if (this.#revisions.edited(revisionId, range.snapshot.revisionId) && revisionId !== null) {
        known = {
          revisionId,
          children: range.snapshot.children.filter((block) => !range.blockIds.includes(block.block_id)),
        }
      } else {
        known = null
        alsoRemoved.push(...(await this.#removedBy(range, revisionId)))
      }
    }
  }

  #requestOf({ snapshot, index, blockIds }: ChildRange) {
    return deleteBlocksRequest({
      documentId: this.#documentId,
      index,
      count: blockIds.length,
      revisionId: snapshot.revisionId,
      clientToken: this.#context.chance.uuid(),
    })
  }

  /** Others may have edited before this edit: comparing the revisions before and after it shows what it deleted. */
  async #removedBy(range: ChildRange, revisionId: number | null): Promise<readonly AlsoRemoved[]> {
    if (revisionId === null) return this.#unanswered(range)
    const before = await this.#reader.snapshotAt(revisionId - 1)
    const after = await this.#reader.snapshotAt(revisionId)
    if (!after.ok) return this.#unanswered(range)
    if (!before.ok) return compared(range, after.data)
    const removed = missingFrom(before.data, after.data)
    const others = removed.filter((blockId) => !range.blockIds.includes(blockId))
    if (others.length > 0) return [{ asked: range.blockIds, others, how: 'surely' }]
    return removed.length === range.blockIds.length ? [] : compared(range, after.data)
  }

  /** For an edit whose effect no answer names. */
  async #unanswered(range: ChildRange): Promise<readonly AlsoRemoved[]> {
    this.#revisions.edited(null)
    const after = await this.#reader.snapshot()
    if (after.ok) return compared(range, after.data)
    return [{ asked: range.blockIds, others: [], how: 'perhaps' }]
  }
}

/** Blocks that are gone besides those asked for, deleted by this edit or by somebody else. */
function compared({ snapshot, blockIds }: ChildRange, after: Snapshot): readonly AlsoRemoved[] {
  const others = missingFrom(snapshot, after).filter((blockId) => !blockIds.includes(blockId))
  return others.length > 0 ? [{ asked: blockIds, others, how: 'perhaps' }] : []
}

function missingFrom(before: Snapshot, after: Snapshot): readonly BlockId[] {
  const standing = new Set(after.children.map((block) => block.block_id))
  return before.children.map((block) => block.block_id).filter((blockId) => !standing.has(blockId))
}

function lastRangeOf(snapshot: Snapshot, wanted: ReadonlySet<BlockId>): ChildRange | null {
  const ids = snapshot.children.map((block) => block.block_id)
  const end = ids.findLastIndex((blockId) => wanted.has(blockId))
  if (end < 0) return null
  const index = ids.slice(0, end).findLastIndex((blockId) => !wanted.has(blockId)) + 1
  return { snapshot, index, blockIds: ids.slice(index, end + 1) }
}
