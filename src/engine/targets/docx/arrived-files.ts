import { mediaTokenOf, type Block } from '../../../contract/feishu/docx/block.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Job } from '../../job/job.ts'
import { blockOf } from '../../job/spot.ts'
import { spotOf } from '../../job/spot-of.ts'
import type { DocumentReader, Snapshot } from './document-reader.ts'

/** Compares the jobs of one document that are done with the blocks that the document really has. */
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

  /**
   * Reports each file that somebody removed from the document or replaced with another.
   *
   * @returns Whether that is known of every file.
   */
  async check({ children }: Snapshot): Promise<boolean> {
    const standing = new Map(children.map((block) => [block.block_id, block]))
    let isKnown = true
    for (const { job, blockId } of this.#blocks()) {
      if (job.stage.at !== 'done') continue
      const block = standing.get(blockId)
      const isGone = block ? isOfAnother(block, job) && !this.#isReplaced(block) : await this.#isGone(blockId)
      isKnown &&= isGone !== null
      if (isGone)
        this.#context.store.dispatch(job.id, { type: 'removed', failure: ownFailure('removed-from-document') })
    }
    return isKnown
  }

  /**
   * Handles blocks that were deleted although nobody asked for it: jobs that were done become waiting again (`lost`).
   *
   * @returns The blocks that belong to none of this queue's files.
   */
  async lost(blockIds: readonly BlockId[]): Promise<readonly BlockId[]> {
    const lost = new Set(blockIds)
    for (const { job, blockId } of this.#blocks()) {
      if (!lost.delete(blockId) || job.stage.at !== 'done' || !(await this.#isGone(blockId))) continue
      this.#context.store.dispatch(job.id, { type: 'lost', failure: ownFailure('taken-by-edit') })
    }
    return [...lost]
  }

  /** Every block of this document that is a job's spot. */
  #blocks(): readonly { readonly job: Job; readonly blockId: BlockId }[] {
    return Array.from(this.#context.store.jobs()).flatMap((job) => {
      if (this.#context.targetKeyOf(job.target) !== this.#documentId) return []
      const spot = spotOf(job.stage)
      const block = spot && blockOf(spot)
      return block ? [{ job, blockId: block.topBlockId }] : []
    })
  }

  /** Whether a block shows the upload of a job that replaces the file there; the answer to that edit may have been lost. */
  #isReplaced(block: Block): boolean {
    const token = mediaTokenOf(block)
    return Array.from(this.#context.store.jobs()).some(({ stage, replaces }) => replaces && uploadIn(stage) === token)
  }

  /** Asks for the block itself: one that is no child of the page may have been moved into another block. Null: the block could not be read. */
  async #isGone(blockId: BlockId): Promise<boolean | null> {
    const block = await this.#reader.block(blockId)
    return block.ok ? block.data === null : null
  }
}

function uploadIn(stage: Job['stage']): string | null | undefined {
  if ('fileToken' in stage) return stage.fileToken
  const leftover = 'leftover' in stage ? stage.leftover : null
  return typeof leftover === 'object' && leftover && 'fileToken' in leftover ? leftover.fileToken : null
}

/** Whether a picture's block shows another picture. The block of a file is nested in a view block and is not read for this. */
function isOfAnother(block: Block, { stage }: Job): boolean {
  const token = mediaTokenOf(block)
  if (stage.at !== 'done' || token === '' || token === stage.fileToken) return false
  return !blockOf(stage.spot)?.earlier?.some((upload) => upload === token)
}
