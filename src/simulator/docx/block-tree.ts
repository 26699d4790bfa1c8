import { blockTypes } from '../../contract/feishu/docx/block.ts'
import type { Block } from './block.ts'
import { plainText, wordsOf } from './text.ts'
import { undo, type Change } from './change.ts'

/** The blocks of one document. The page block has the document's id, and its text is the title. */
export class BlockTree {
  readonly #rootId: string
  readonly #blocks: Map<string, Block>
  readonly #removed: Set<string>
  #changes: Change[] = []

  private constructor(rootId: string, blocks: Map<string, Block>, removed: Set<string>) {
    this.#rootId = rootId
    this.#blocks = blocks
    this.#removed = removed
  }

  static empty(rootId: string, title: string): BlockTree {
    const page: Block = {
      id: rootId,
      parentId: '',
      type: blockTypes.page,
      children: [],
      kind: 'text',
      text: plainText(title),
    }
    return new BlockTree(rootId, new Map([[rootId, page]]), new Set())
  }

  get title(): string {
    const page = this.#blocks.get(this.#rootId)
    return page?.kind === 'text' ? wordsOf(page.text) : ''
  }

  retitle(title: string): void {
    const page = this.#blocks.get(this.#rootId)
    if (page?.kind === 'text') this.replace({ ...page, text: plainText(title) })
  }

  find(blockId: string): Block | undefined {
    return this.#blocks.get(blockId)
  }

  /** True for a block that was here and was deleted. */
  wasRemoved(blockId: string): boolean {
    return this.#removed.has(blockId)
  }

  /** Inserts blocks, whose `parentId` is set already, among the parent's children; `index` -1 appends. */
  insert(parentId: string, index: number, blocks: readonly Block[]): void {
    for (const block of blocks) this.#set(block.id, block)
    const ids = blocks.map((block) => block.id)
    this.#splice(parentId, { at: index === -1 ? this.#childIdsOf(parentId).length : index, removed: [], inserted: ids })
  }

  /** Removes a block with everything in it. */
  remove(blockId: string): void {
    this.#unlink(blockId)
    for (const block of this.preOrder(blockId)) {
      this.#set(block.id, null)
      this.#removed.add(block.id)
    }
  }

  /** Moves a block; `index` counts the children of its new parent without it. */
  move(blockId: string, parentId: string, index: number): void {
    const block = this.#blocks.get(blockId)
    if (!block) return
    this.#unlink(blockId)
    if (block.parentId !== parentId) this.#set(blockId, { ...block, parentId })
    this.#splice(parentId, { at: index, removed: [], inserted: [blockId] })
  }

  /** Replaces the content of a block. */
  replace(block: Block): void {
    this.#set(block.id, block)
  }

  childrenOf(block: Block): readonly Block[] {
    return block.children.flatMap((blockId) => this.#blocks.get(blockId) ?? [])
  }

  /** A block and all blocks in it, each before its children. */
  preOrder(blockId = this.#rootId): readonly Block[] {
    const block = this.#blocks.get(blockId)
    return block ? [block, ...block.children.flatMap((childId) => this.preOrder(childId))] : []
  }

  /** Changes since the last call. */
  takeChanges(): readonly Change[] {
    const changes = this.#changes
    this.#changes = []
    return changes
  }

  /** Takes back the changes since the last `takeChanges`. */
  undoChanges(): void {
    for (const change of this.takeChanges().toReversed()) undo(this.#blocks, change)
  }

  /** The blocks as they were before `changes`, which must be the latest ones, in order. */
  before(changes: readonly Change[]): BlockTree {
    const blocks = new Map(this.#blocks)
    for (const change of changes.toReversed()) undo(blocks, change)
    return new BlockTree(this.#rootId, blocks, this.#removed)
  }

  #childIdsOf(parentId: string): readonly string[] {
    return this.#blocks.get(parentId)?.children ?? []
  }

  #unlink(blockId: string): void {
    const parentId = this.#blocks.get(blockId)?.parentId ?? ''
    const at = this.#childIdsOf(parentId).indexOf(blockId)
    if (at !== -1) this.#splice(parentId, { at, removed: [blockId], inserted: [] })
  }

  #splice(parentId: string, splice: Omit<Extract<Change, { kind: 'children' }>, 'kind' | 'parentId'>): void {
    const parent = this.#blocks.get(parentId)
    if (!parent) return
    const { at, removed, inserted } = splice
    this.#blocks.set(parentId, { ...parent, children: parent.children.toSpliced(at, removed.length, ...inserted) })
    this.#changes.push({ kind: 'children', parentId, ...splice })
  }

  #set(id: string, block: Block | null): void {
    this.#changes.push({ kind: 'block', id, before: this.#blocks.get(id) ?? null })
    if (block) this.#blocks.set(id, block)
    else this.#blocks.delete(id)
  }
}
