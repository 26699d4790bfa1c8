/** A child of the page: an image, a file in its view block, or somebody's paragraph. */
export interface ModelBlock {
  readonly topId: string
  readonly mediaId: string
  readonly kind: 'image' | 'file' | 'text'
  readonly token: string
  /** A paragraph of somebody else that was moved into a file's view block. */
  readonly alsoInside?: string
}

/** How Feishu treats an index given with an older revision: adjusted to later edits, or used as it is (docs/feishu.md, U31). */
export type RevisionReading = 'carried' | 'ignored'

/** The children of a page in all its revisions, and the newest index for a position in an older one. */
export class DocumentHistory {
  /** Children of each revision. */
  readonly #revisions: (readonly ModelBlock[])[] = [[]]
  /** Revision in which a block was last moved: from then on it does not mark its earlier position. */
  readonly #movedAt = new Map<string, number>()
  reading: RevisionReading = 'carried'

  get revisionId(): number {
    return this.#revisions.length - 1
  }

  get newest(): readonly ModelBlock[] {
    return this.at(this.revisionId)
  }

  at(revisionId: number): readonly ModelBlock[] {
    return this.#revisions[revisionId] ?? []
  }

  change(edit: (blocks: readonly ModelBlock[]) => readonly ModelBlock[]): void {
    this.#revisions.push(edit(this.newest))
  }

  move(topId: string, index: number): void {
    this.change((blocks) => {
      const moved = blocks.filter((block) => block.topId === topId)
      return blocks.filter((block) => block.topId !== topId).toSpliced(index, 0, ...moved)
    })
    this.#movedAt.set(topId, this.revisionId)
  }

  /** Index in the newest revision for a gap in an older one: after the nearest block before the gap that has not moved. */
  gapNow(index: number, revisionId: number): number {
    if (this.reading === 'ignored' || revisionId === this.revisionId) return index
    const before = this.at(revisionId).slice(0, index)
    const anchor = before.findLast((block) => this.#stayed(block, revisionId))
    if (anchor) return this.newest.findIndex(({ topId }) => topId === anchor.topId) + 1
    const next = this.at(revisionId).find((block, at) => at >= index && this.#stayed(block, revisionId))
    return next ? this.newest.findIndex(({ topId }) => topId === next.topId) : this.newest.length
  }

  /** The blocks at these indexes in an older revision; some may have been deleted since. */
  range(start: number, end: number, revisionId: number): readonly ModelBlock[] {
    return this.at(this.reading === 'ignored' ? this.revisionId : revisionId).slice(start, end)
  }

  #stayed({ topId }: ModelBlock, revisionId: number): boolean {
    return this.newest.some((block) => block.topId === topId) && (this.#movedAt.get(topId) ?? 0) <= revisionId
  }
}
