import { feishuCodes } from '../../../contract/problems/codes.ts'
import {
  createBlocksRequest,
  readCreatedBlocks,
  type CreatedBlocks,
  type CreateBlocksInput,
} from '../../../contract/feishu/docx/create-blocks.ts'
import { newestRevision, type PlacedBlock } from '../../../contract/feishu/docx/block.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Failure, Holdup, JobId } from '../../job/job.ts'
import type { EventOf } from '../../job/job-event.ts'
import type { BlockCreation } from '../../journal/journal-change.ts'
import type { Revisions } from './revisions.ts'

/** A create call that ended without an answer; its blocks may exist. */
interface Unanswered extends BlockCreation {
  readonly failure: Failure
}

/** An answer named the block that was created for a job. */
export type BlockEvent = EventOf<'placed' | 'misplaced'> & { readonly spot: PlacedBlock }

/** How a creation reports to its jobs. */
interface Batch {
  readonly own: (ids: readonly JobId[]) => readonly JobId[]
  readonly reportHoldup: (ids: readonly JobId[]) => (holdup: Holdup | null) => void
  readonly fail: (ids: readonly JobId[], outcome: Extract<Outcome<unknown>, { readonly ok: false }>) => void
  /** Whether a refusal may be due to the kinds of the blocks, so that smaller batches are to be tried. */
  readonly isToTryApart: (kinds: CreateBlocksInput['kinds'], failure: Failure) => boolean
  readonly handOver: (id: JobId, event: BlockEvent) => void
}

/** Create calls that ended without an answer, kept until a job needs to know whether they took effect. */
export class UnansweredCreations {
  readonly #context: EngineContext
  readonly #revisions: Revisions
  readonly #batch: Batch
  #unanswered: readonly Unanswered[] = []
  /** Jobs of which it has to be found out now what their unanswered creations did. */
  readonly #toFindOut = new Set<JobId>()

  constructor(context: EngineContext, revisions: Revisions, batch: Batch) {
    this.#context = context
    this.#revisions = revisions
    this.#batch = batch
  }

  add(creation: Unanswered): void {
    this.#unanswered = [...this.#unanswered, creation]
  }

  /** Continues a creation that an earlier page got no answer for. */
  restore(creation: BlockCreation): void {
    this.add({ ...creation, failure: ownFailure('connection-lost') })
    // Jobs already shown as perhaps left over wait for a person's retry; for any other, the outcome is needed now.
    const [first] = creation.ids.filter((id) => !this.#isLeftPerhaps(id))
    if (first !== undefined) this.findOut(first)
  }

  /** Asks what a job's unanswered creations did, to be found out by a later `work`. */
  findOut(id: JobId): void {
    this.#toFindOut.add(id)
  }

  #isLeftPerhaps(id: JobId): boolean {
    const [own] = this.#batch.own([id])
    const stage = own === undefined ? undefined : this.#context.store.get(own)?.stage
    return (stage?.at === 'failed' || stage?.at === 'cancelled') && stage.leftover === 'perhaps'
  }

  hasWork(): boolean {
    return this.#toFindOut.size > 0
  }

  async work(): Promise<void> {
    const [id] = this.#toFindOut
    if (id === undefined) return
    this.#toFindOut.delete(id)
    const creations = this.#unanswered.filter(({ ids }) => ids.includes(id))
    if (creations.length === 0) this.#context.store.dispatchAll(this.#batch.own([id]), () => ({ type: 'putBack' }))
    for (const creation of creations) await this.#takeBack(creation)
  }

  /**
   * Repeats a creation with its client_token, which makes the blocks now if they were not made before, only to learn their ids; then
   * has them all deleted. Blocks of later files may be in the document by now, so these would be at the wrong position.
   */
  async #takeBack(creation: Unanswered): Promise<void> {
    const { ids, input, failure } = creation
    const outcome = await this.#askAgain(ids, input)
    for (const other of ids) this.#toFindOut.delete(other)
    if (!outcome.ok && !outcome.unclear && this.#batch.isToTryApart(input.kinds, outcome.failure)) {
      // What is refused for its content was refused the first time, too.
      this.#conclude(creation)
      this.#context.store.dispatchAll(this.#batch.own(ids), () => ({ type: 'putBack' }))
      return
    }
    if (!outcome.ok) {
      this.#batch.fail(ids, { ...outcome, unclear: true })
      return
    }
    this.#conclude(creation)
    this.#revisions.edited(outcome.data.revisionId)
    ids.forEach((other, at) => {
      const block = outcome.data.blocks[at]
      if (block) this.#batch.handOver(other, { type: 'misplaced', spot: block, failure })
    })
  }

  #conclude(creation: Unanswered): void {
    this.#unanswered = this.#unanswered.filter((other) => other !== creation)
    this.#context.journal.concluded(creation.input.clientToken)
  }

  async #askAgain(ids: readonly JobId[], input: CreateBlocksInput): Promise<Outcome<CreatedBlocks>> {
    const outcome = await this.#ask(ids, input)
    if (outcome.ok || outcome.failure.code !== feishuCodes.revisionTooOld) return outcome
    // The document is more than a thousand revisions ahead. The blocks are deleted again, so any position will do.
    return this.#ask(ids, { ...input, revisionId: newestRevision })
  }

  #ask(ids: readonly JobId[], input: CreateBlocksInput): Promise<Outcome<CreatedBlocks>> {
    const request = createBlocksRequest(input)
    const { signal } = new AbortController()
    return this.#context.api.call({
      request: () => request,
      read: readCreatedBlocks,
      signal,
      onHoldup: this.#batch.reportHoldup(ids),
    })
  }
}
