import { SimulatedDocument, type DocumentInput } from '../document.ts'
import { wordsOf } from './block.ts'
import { BlockTree } from './block-tree.ts'

/** A new document. */
export class DocxDocument extends SimulatedDocument {
  readonly blocks: BlockTree
  /** Answers of edits that named a client_token, so that a repeat changes nothing and reads the same. */
  readonly rememberedEdits = new Map<string, unknown>()

  constructor(input: DocumentInput) {
    super('docx', input)
    this.blocks = new BlockTree(input.token, input.title)
  }

  override get title(): string {
    return this.blocks.title
  }

  override searchedText(): string {
    const [, ...blocks] = this.blocks.preOrder()
    return blocks.map((block) => (block.kind === 'text' ? wordsOf(block.text) : '')).join('\n')
  }
}
