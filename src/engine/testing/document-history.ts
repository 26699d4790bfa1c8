/** A child of the page: an image, a file in its view block, or somebody's paragraph. */
export interface ModelBlock {
  readonly topId: string
  readonly mediaId: string
  readonly kind: 'image' | 'file' | 'text'
  readonly token: string
}

/** What an edit's index means that was made at an older revision (docs/feishu.md, U31). */
export type RevisionReading = 'carried' | 'ignored'

/** The children of a page through all its revisions, and where a place of an older one is by now. */
export class DocumentHistory {
  /** Children of each revision. */
  readonly #revisions: (readonly ModelBlock[])[] = [[]]
  /** Revision in which a block was last moved: it is no mark for what was beside it before. */
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

  /** Index, in the newest revision, of a gap of an older one: behind what stood before it, as far as that stayed in its place. */
  gapNow(index: number, revisionId: number): number {
    if (this.reading === 'ignored' || revisionId === this.revisionId) return index
    const before = this.at(revisionId).slice(0, index)
    const anchor = before.findLast((block) => this.#stayed(block, revisionId))
    if (anchor) return this.newest.findIndex(({ topId }) => topId === anchor.topId) + 1
    const next = this.at(revisionId).find((block, at) => at >= index && this.#stayed(block, revisionId))
    return next ? this.newest.findIndex(({ topId }) => topId === next.topId) : this.newest.length
  }

  /** The blocks that an older revision had at these indexes; those gone meanwhile are not taken out twice. */
  range(start: number, end: number, revisionId: number): readonly ModelBlock[] {
    return this.at(this.reading === 'ignored' ? this.revisionId : revisionId).slice(start, end)
  }

  #stayed({ topId }: ModelBlock, revisionId: number): boolean {
    return this.newest.some((block) => block.topId === topId) && (this.#movedAt.get(topId) ?? 0) <= revisionId
  }
}
