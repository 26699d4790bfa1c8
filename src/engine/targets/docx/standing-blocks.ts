import type { BlockId } from '../../../contract/feishu/ids.ts'

interface Hold {
  readonly rank: number
  readonly blockId: BlockId
}

/** The blocks that this queue created at one insertion point of a document, in the queue's order; a late block is placed next to them. */
export class StandingBlocks {
  #blocks: Hold[] = []

  add(rank: number, blockId: BlockId): void {
    const last = this.#blocks.at(-1)
    this.#blocks.push({ rank, blockId })
    if (last && last.rank > rank) this.#blocks.sort((a, b) => a.rank - b.rank)
  }

  remove(blockId: BlockId): void {
    const at = this.#blocks.findLastIndex((block) => block.blockId === blockId)
    if (at >= 0) this.#blocks.splice(at, 1)
  }

  /** Rank of the next block after `rank`; infinite when there is none, so that appending is right. */
  nextRank(rank: number): number {
    const last = this.#blocks.at(-1)
    if (!last || last.rank <= rank) return Number.POSITIVE_INFINITY
    return this.#blocks.find((block) => block.rank > rank)?.rank ?? Number.POSITIVE_INFINITY
  }

  /**
   * Index for a block of `rank` among the page's current children: before the nearest later block that is still there, else after the
   * nearest earlier one; null when there is neither.
   */
  indexFor(rank: number, children: readonly BlockId[]): number | null {
    const indexes = new Map(children.map((blockId, index) => [blockId, index]))
    const split = this.#blocks.findIndex((block) => block.rank > rank)
    const later = split < 0 ? [] : this.#blocks.slice(split)
    for (const { blockId } of later) {
      const index = indexes.get(blockId)
      if (index !== undefined) return index
    }
    const earlier = split < 0 ? this.#blocks : this.#blocks.slice(0, split)
    for (const { blockId } of earlier.toReversed()) {
      const index = indexes.get(blockId)
      if (index !== undefined) return index + 1
    }
    return null
  }
}
