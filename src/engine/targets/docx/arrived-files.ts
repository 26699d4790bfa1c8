import { mediaTokenOf, type Block } from '../../../contract/feishu/docx/docx.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Job } from '../../job/job.ts'
import { blockOf } from '../../job/spot.ts'
import { spotOf } from '../../job/spot-of.ts'
import type { DocumentReader, Snapshot } from './document-reader.ts'

/** The files that rows tell to be in one document, held against what stands there. */
export class ArrivedFiles {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #reader: DocumentReader

  constructor(context: EngineContext, documentId: DocumentId, reader: DocumentReader) {
    this.#context = context
    this.#documentId = documentId
    this.#reader = reader
  }

  isAny(): boolean {
    for (const { stage, target } of this.#context.store.jobs())
      if (stage.at === 'done' && this.#context.targetKeyOf(target) === this.#documentId) return true
    return false
  }

  /** Tells of each file that somebody took out, or put another one in the place of. */
  async check({ children }: Snapshot): Promise<void> {
    const standing = new Map(children.map((block) => [block.block_id, block]))
    for (const { job, blockId } of this.#blocks()) {
      if (job.stage.at !== 'done') continue
      const block = standing.get(blockId)
      const isGone = block ? isOfAnother(block, job) : await this.#isGone(blockId)
      if (isGone)
        this.#context.store.dispatch(job.id, { type: 'removed', failure: ownFailure('removed-from-document') })
    }
  }

  /**
   * Blocks that went though nobody asked for them: files that had arrived are put in again.
   *
   * @returns Those that belong to none of this queue's files.
   */
  async lost(blockIds: readonly BlockId[]): Promise<readonly BlockId[]> {
    const lost = new Set(blockIds)
    for (const { job, blockId } of this.#blocks()) {
      if (!lost.delete(blockId) || job.stage.at !== 'done' || !(await this.#isGone(blockId))) continue
      this.#context.store.dispatch(job.id, { type: 'lost', failure: ownFailure('taken-by-edit') })
    }
    return [...lost]
  }

  /** Every block that a job of this document holds. */
  #blocks(): readonly { readonly job: Job; readonly blockId: BlockId }[] {
    return Array.from(this.#context.store.jobs()).flatMap((job) => {
      if (this.#context.targetKeyOf(job.target) !== this.#documentId) return []
      const spot = spotOf(job.stage)
      const block = spot && blockOf(spot)
      return block ? [{ job, blockId: block.topBlockId }] : []
    })
  }

  /** Somebody may have moved it into another block. */
  async #isGone(blockId: BlockId): Promise<boolean> {
    const block = await this.#reader.block(blockId)
    return block.ok && block.data === null
  }
}

/** Whether a picture's block shows another one; a file's block stands inside, and is not read for this. */
function isOfAnother(block: Block, { stage }: Job): boolean {
  const token = mediaTokenOf(block)
  return stage.at === 'done' && token !== '' && token !== stage.fileToken
}
