import {
  deleteBlocksRequest,
  readDeleted,
  type DeleteBlocksInput,
} from '../../../contract/feishu/docx/delete-blocks.ts'
import type { Edited } from '../../../contract/feishu/docx/block.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import { cancellableCall, type Built } from '../../calls/cancellable-call.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { OthersRemoved } from '../../job/job.ts'
import type { JournalDeletion } from '../../journal/journal-change.ts'
import type { ContentsRead } from './block-contents.ts'
import type { DocumentReader, Snapshot } from './document-reader.ts'
import type { Revisions } from './revisions.ts'
import type { TakenAlong } from './taken-along.ts'

/** Children of the page in one revision, and what those to be deleted held in it. */
interface ToGo extends ContentsRead {
  readonly snapshot: Snapshot
}

/** Neighbouring children in one revision, deleted by one call. */
interface ChildRange extends ToGo {
  readonly index: number
  readonly blockIds: readonly BlockId[]
}

/** Other blocks that were deleted, or may have been, together with those asked for. */
export interface AlsoRemoved {
  readonly asked: readonly BlockId[]
  readonly others: readonly BlockId[]
  readonly how: OthersRemoved
}

interface Removal {
  /** Other blocks that were deleted, or may have been. */
  readonly alsoRemoved: readonly AlsoRemoved[]
  /** The last attempt; null when there was none. */
  readonly refused: Outcome<unknown> | null
  /** `client_token`s of the deletions that the journal keeps until what they took has been reported. */
  readonly noted: readonly string[]
}

/**
 * Deletes blocks by their index among the page's children; only where deletion by id is not available. Each call names one range and
 * the revision in which the range was read, and is built right before each attempt. It is in the journal until what it deleted is known.
 * No attempt is retried with the same client_token: the document shows what it did, and in case Feishu ignores the revision, other blocks
 * may be at that index by then.
 */
export class DeleteByIndex {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #reader: DocumentReader
  readonly #revisions: Revisions
  readonly #takenAlong: TakenAlong

  constructor(
    context: EngineContext,
    documentId: DocumentId,
    doors: { readonly reader: DocumentReader; readonly revisions: Revisions; readonly takenAlong: TakenAlong },
  ) {
    this.#context = context
    this.#documentId = documentId
    this.#reader = doors.reader
    this.#revisions = doors.revisions
    this.#takenAlong = doors.takenAlong
  }

  /**
   * Whether those asked for are gone, the caller has to read.
   *
   * @param stillToGo Reads which blocks to delete, unless it is certain that nobody else edited since the last time.
   */
  async takeOut(stillToGo: () => Promise<Outcome<ContentsRead>>): Promise<Removal> {
    const done = new Set<BlockId>()
    const alsoRemoved: AlsoRemoved[] = []
    const noted: string[] = []
    /** What is left after the last range, if it is certain that nobody else edited since it was read. */
    let known: ToGo | null = null
    for (;;) {
      const sent: ChildRange[] = []
      const start: ToGo | null = known
      const outcome: Outcome<Edited> | null = await cancellableCall(this.#context.api, {
        build: async (unclear): Promise<Built> => {
          const toGo: Outcome<ToGo> =
            start && sent.length === 0 ? { ok: true, data: start } : await this.#read(stillToGo)
          if (!toGo.ok) return toGo
          const last = sent.at(-1)
          if (unclear && last) alsoRemoved.push(...compared(last, toGo.data.snapshot))
          const range = lastRangeOf(toGo.data, done)
          if (!range) return null
          const input = this.#inputOf(range)
          noted.push(input.clientToken)
          await this.#context.journal.deleting({ blockIds: range.blockIds, input })
          this.#takenAlong.leaving(range.blockIds, toGo.data, unclear)
          sent.push(range)
          return deleteBlocksRequest(input)
        },
        read: readDeleted,
        onHoldup: () => undefined,
      })
      const range = sent.at(-1)
      if (!outcome || !range) return { alsoRemoved, refused: outcome, noted }
      if (!outcome.ok) {
        if (outcome.unclear) alsoRemoved.push(...(await this.#unanswered(range)))
        return { alsoRemoved, refused: outcome, noted }
      }
      const { revisionId }: Edited = outcome.data
      this.#takenAlong.ended(range.blockIds, revisionId)
      for (const blockId of range.blockIds) done.add(blockId)
      const isAlone = this.#revisions.edited(revisionId, range.snapshot.revisionId)
      known = isAlone && revisionId !== null ? without(range, revisionId) : null
      if (known) this.#context.journal.concluded(noted.pop() ?? '')
      else alsoRemoved.push(...(await this.#removedBy(range, revisionId)))
    }
  }

  /** What a deletion of an earlier page deleted besides what it was to, or may have: that page did not look. */
  async lookBack({ blockIds, input }: JournalDeletion): Promise<readonly AlsoRemoved[]> {
    const before = await this.#reader.snapshotAt(input.revisionId)
    const after = before.ok ? await this.#reader.snapshot() : before
    if (before.ok && after.ok) return compared({ snapshot: before.data, blockIds }, after.data)
    return [{ asked: blockIds, others: [], how: 'perhaps' }]
  }

  /** Reads the blocks, and the page's children in the same revision. */
  async #read(stillToGo: () => Promise<Outcome<ContentsRead>>): Promise<Outcome<ToGo>> {
    const toGo = await stillToGo()
    if (!toGo.ok) return toGo
    const { revisionId, listed } = toGo.data
    const children = listed?.filter((block) => block.parent_id === this.#documentId)
    if (children) return { ok: true, data: { ...toGo.data, snapshot: { revisionId, children } } }
    const snapshot = await this.#reader.snapshotAt(revisionId)
    return snapshot.ok ? { ok: true, data: { ...toGo.data, snapshot: snapshot.data } } : snapshot
  }

  #inputOf({ snapshot, index, blockIds }: ChildRange): DeleteBlocksInput {
    return {
      documentId: this.#documentId,
      index,
      count: blockIds.length,
      revisionId: snapshot.revisionId,
      clientToken: this.#context.chance.uuid(),
    }
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
    this.#takenAlong.ended(range.blockIds, null)
    const after = await this.#reader.snapshot()
    if (after.ok) return compared(range, after.data)
    return [{ asked: range.blockIds, others: [], how: 'perhaps' }]
  }
}

/** Blocks that are gone besides those asked for, deleted by this edit or by somebody else. */
function compared(
  { snapshot, blockIds }: Pick<ChildRange, 'snapshot' | 'blockIds'>,
  after: Snapshot,
): readonly AlsoRemoved[] {
  const others = missingFrom(snapshot, after).filter((blockId) => !blockIds.includes(blockId))
  return others.length > 0 ? [{ asked: blockIds, others, how: 'perhaps' }] : []
}

function missingFrom(before: Snapshot, after: Snapshot): readonly BlockId[] {
  const standing = new Set(after.children.map((block) => block.block_id))
  return before.children.map((block) => block.block_id).filter((blockId) => !standing.has(blockId))
}

/** What a deletion left of what was read before it, given that nobody else edited. */
function without({ snapshot, contents, blockIds }: ChildRange, revisionId: number): ToGo {
  const children = snapshot.children.filter((block) => !blockIds.includes(block.block_id))
  return { revisionId, contents, listed: null, snapshot: { revisionId, children } }
}

function lastRangeOf(toGo: ToGo, done: ReadonlySet<BlockId>): ChildRange | null {
  const isWanted = (blockId: BlockId) => toGo.contents.has(blockId) && !done.has(blockId)
  const ids = toGo.snapshot.children.map((block) => block.block_id)
  const end = ids.findLastIndex(isWanted)
  if (end < 0) return null
  const index = ids.slice(0, end).findLastIndex((blockId) => !isWanted(blockId)) + 1
  return { ...toGo, index, blockIds: ids.slice(index, end + 1) }
}
