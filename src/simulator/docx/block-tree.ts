import { blockTypes } from '../../contract/docx.ts'
import { plainText, wordsOf, type Block, type TextContent } from './block.ts'

/** The blocks of one new document: the page block carries the document's own id, and its text is the title. */
export class BlockTree {
  readonly #blocks = new Map<string, Block>()
  readonly #removed = new Set<string>()
  readonly #rootId: string
  readonly #title: TextContent

  constructor(rootId: string, title: string) {
    this.#rootId = rootId
    this.#title = plainText(title)
    const page: Block = {
      id: rootId,
      parentId: '',
      type: blockTypes.page,
      children: [],
      kind: 'text',
      text: this.#title,
    }
    this.#blocks.set(rootId, page)
  }

  get title(): string {
    return wordsOf(this.#title)
  }

  find(blockId: string): Block | undefined {
    return this.#blocks.get(blockId)
  }

  /** True for a block that stood here and was deleted. */
  wasRemoved(blockId: string): boolean {
    return this.#removed.has(blockId)
  }

  /** Puts blocks, each already naming its parent, among the parent's children; `index` -1 appends. */
  insert(parent: Block, index: number, blocks: readonly Block[]): void {
    for (const block of blocks) this.#blocks.set(block.id, block)
    const at = index === -1 ? parent.children.length : index
    parent.children.splice(at, 0, ...blocks.map((block) => block.id))
  }

  /** Takes out the children from `start` up to, not including, `end`, with everything in them. */
  remove(parent: Block, start: number, end: number): void {
    for (const blockId of parent.children.splice(start, end - start)) this.#forget(blockId)
  }

  childrenOf(block: Block): readonly Block[] {
    return block.children.flatMap((blockId) => this.#blocks.get(blockId) ?? [])
  }

  /** A block and all in it, each before its children. */
  preOrder(blockId = this.#rootId): readonly Block[] {
    const block = this.#blocks.get(blockId)
    return block ? [block, ...block.children.flatMap((childId) => this.preOrder(childId))] : []
  }

  #forget(blockId: string): void {
    for (const block of this.preOrder(blockId)) {
      this.#blocks.delete(block.id)
      this.#removed.add(block.id)
    }
  }
}
