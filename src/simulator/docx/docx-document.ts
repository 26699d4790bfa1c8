import { revisionsBehindMax } from '../../contract/feishu/limits.ts'
import { SimulatedDocument, type DocumentInput } from '../world/document.ts'
import type { Caller } from '../world/identity.ts'
import { BlockTree } from './block-tree.ts'
import { wordsOf } from './block.ts'
import { carryGap, type Change } from './change.ts'

/** A new document. */
export class DocxDocument extends SimulatedDocument {
  readonly blocks: BlockTree
  /** Answers of edits that named a client_token, so that a repeat changes nothing and reads the same. */
  readonly rememberedEdits = new Map<string, unknown>()
  readonly #history = new History()

  constructor(input: DocumentInput) {
    super('docx', input)
    this.blocks = BlockTree.empty(input.token, input.title)
  }

  override get title(): string {
    return this.blocks.title
  }

  override searchedText(): string {
    const [, ...blocks] = this.blocks.preOrder()
    return blocks.map((block) => (block.kind === 'text' ? wordsOf(block.text) : '')).join('\n')
  }

  /** Makes one edit: a new revision, unless it changes nothing. */
  edit<T>(caller: Pick<Caller, 'id'>, nowMs: number, change: () => T): T {
    // What stood here before the first edit is the first revision.
    this.blocks.takeChanges()
    const result = change()
    const changes = this.blocks.takeChanges()
    if (changes.length > 0) {
      this.noteEdit(caller, nowMs)
      this.#history.add(this.revision, changes)
    }
    return result
  }

  /** The blocks as they were at a revision that is not too old. */
  blocksAt(revision: number): BlockTree {
    return revision === this.revision ? this.blocks : this.blocks.before(this.#history.since(revision))
  }

  /** Where a gap among a block's children is now that stood at `index` at a revision. */
  gapNow(parentId: string, index: number, revision: number): number {
    return carryGap(index, parentId, this.#history.since(revision))
  }
}

/** What was changed from one revision of a document to the next; as far back as an edit may be behind. */
class History {
  #edits: { readonly revision: number; readonly changes: readonly Change[] }[] = []

  /** @param revision That the changes led to. */
  add(revision: number, changes: readonly Change[]): void {
    this.#edits.push({ revision, changes })
    if (this.#edits.length > revisionsBehindMax) this.#edits.shift()
  }

  /** Changes that came after `revision`, in their order. */
  since(revision: number): readonly Change[] {
    return this.#edits.flatMap((edit) => (edit.revision > revision ? edit.changes : []))
  }
}
