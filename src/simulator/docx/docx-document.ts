import { revisionsBehindMax } from '../../contract/feishu/limits.ts'
import { SimulatedDocument, type DocumentInput } from '../world/document.ts'
import type { Caller } from '../world/identity.ts'
import { BlockTree } from './block-tree.ts'
import { wordsOf } from './text.ts'
import { carryGap, type Change } from './change.ts'

/** A new document. */
export class DocxDocument extends SimulatedDocument {
  readonly blocks: BlockTree
  /** Answers by client_token, so that a repeat changes nothing and is answered the same. */
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

  /** Makes one edit: a new revision, unless it changes nothing. One that is refused midway leaves nothing. */
  edit<T>(caller: Pick<Caller, 'id'>, nowMs: number, change: () => T): T {
    // Seeded blocks belong to the first revision.
    this.blocks.takeChanges()
    const result = this.#wholly(change)
    const changes = this.blocks.takeChanges()
    if (changes.length > 0) {
      this.noteEdit(caller, nowMs)
      this.#history.add(this.revision, changes)
    }
    return result
  }

  #wholly<T>(change: () => T): T {
    try {
      return change()
    } catch (error: unknown) {
      this.blocks.undoChanges()
      throw error
    }
  }

  /** The blocks as they were at a revision that is not too old. */
  blocksAt(revision: number): BlockTree {
    return revision === this.revision ? this.blocks : this.blocks.before(this.#history.since(revision))
  }

  /** The index now that was `index` among a block's children at a revision. */
  gapNow(parentId: string, index: number, revision: number): number {
    return carryGap(index, parentId, this.#history.since(revision))
  }
}

/** Changes of each revision, as far back as an edit may be behind. */
class History {
  #edits: { readonly revision: number; readonly changes: readonly Change[] }[] = []

  /** @param revision Revision after the changes. */
  add(revision: number, changes: readonly Change[]): void {
    this.#edits.push({ revision, changes })
    if (this.#edits.length > revisionsBehindMax) this.#edits.shift()
  }

  /** Changes after `revision`, in order. */
  since(revision: number): readonly Change[] {
    return this.#edits.flatMap((edit) => (edit.revision > revision ? edit.changes : []))
  }
}
