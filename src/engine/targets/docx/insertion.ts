import { headingLevelOf, newestRevision, type Block } from '../../../contract/feishu/docx/block.ts'
import type { BlockId } from '../../../contract/feishu/ids.ts'
import type { InsertionPoint } from '../target.ts'
import type { Snapshot } from './document-reader.ts'
import { StandingBlocks } from './standing-blocks.ts'

/** Key of an insertion point: the files with the same key keep their own order there. */
export function insertionKeyOf(at: InsertionPoint): string {
  return at.is === 'under' ? `under ${at.headingId}` : at.is
}

/** The blocks that this queue created in one document, by insertion point. */
export class StandingRuns {
  readonly #byPoint = new Map<string, StandingBlocks>()

  of(at: InsertionPoint): StandingBlocks {
    const key = insertionKeyOf(at)
    const blocks = this.#byPoint.get(key) ?? new StandingBlocks()
    this.#byPoint.set(key, blocks)
    return blocks
  }

  remove(blockId: BlockId): void {
    for (const blocks of this.#byPoint.values()) blocks.remove(blockId)
  }
}

/** Index for the first block at an insertion point among the page's current children; -1 appends. */
export function firstIndexOf(at: InsertionPoint, children: readonly Block[]): number {
  switch (at.is) {
    case 'end':
      return -1
    case 'top':
      return 0
    case 'under':
      return endOfSection(at.headingId, children)
  }
}

/** Index after a heading's section, which ends before the next heading of the same or a higher level; -1 appends. */
function endOfSection(headingId: BlockId, children: readonly Block[]): number {
  const start = children.findIndex((block) => block.block_id === headingId)
  const heading = children[start]
  const level = heading && headingLevelOf(heading)
  // The heading was deleted, or turned into another kind of block.
  if (level === undefined || level === null) return -1
  const rest = children.slice(start + 1)
  const length = rest.findIndex((block) => (headingLevelOf(block) ?? Number.POSITIVE_INFINITY) <= level)
  return length < 0 ? -1 : start + 1 + length
}

/** The page's children, in order, before and after the position at which blocks are inserted in one revision. */
export interface Gap {
  readonly before: readonly BlockId[]
  readonly after: readonly BlockId[]
}

/** Where a batch goes: at the end of the document, or at an index, which is valid in one revision only. */
export interface Position {
  /** Among the page's children; -1 is the end. */
  readonly index: number
  readonly revisionId: number
  /** Null at the end. */
  readonly gap: Gap | null
}

export const theEnd: Position = { index: -1, revisionId: newestRevision, gap: null }

/**
 * Position for a batch in one reading of the document.
 *
 * @param indexFor Index beside the blocks that this queue placed there already; null where there are none.
 */
export function positionIn(
  { revisionId, children }: Snapshot,
  indexFor: (blockIds: readonly BlockId[]) => number | null,
  at: InsertionPoint,
): Position {
  const blockIds = children.map((block) => block.block_id)
  const index = indexFor(blockIds) ?? firstIndexOf(at, children)
  if (index < 0) return theEnd
  return { index, revisionId, gap: { before: blockIds.slice(0, index), after: blockIds.slice(index) } }
}

/** Whether blocks are in their gap among the page's current children; true when none of them is there. */
export function isInGap({ before, after }: Gap, placed: readonly BlockId[], children: readonly BlockId[]): boolean {
  const indexes = new Map(children.map((blockId, index) => [blockId, index]))
  const mine = placed.flatMap((blockId) => indexes.get(blockId) ?? [])
  if (mine.length === 0) return true
  const last = before.findLast((blockId) => indexes.has(blockId))
  const next = after.find((blockId) => indexes.has(blockId))
  const start = last === undefined ? -1 : (indexes.get(last) ?? -1)
  const end = next === undefined ? children.length : (indexes.get(next) ?? children.length)
  return start < Math.min(...mine) && Math.max(...mine) < end
}
