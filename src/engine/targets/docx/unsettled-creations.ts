import { feishuCodes } from '../../../contract/problems/codes.ts'
import {
  createBlocksRequest,
  newestRevision,
  readCreatedBlocks,
  type CreatedBlocks,
  type CreateBlocksInput,
  type PlacedBlock,
} from '../../../contract/feishu/docx/docx.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { Failure, Holdup, JobId } from '../../job/job.ts'
import type { EventOf } from '../../job/job-event.ts'
import type { BlockCreation } from '../../journal/journal-change.ts'
import type { Revisions } from './revisions.ts'

/** Feishu's code for a revision that is too far behind. */

/** A creation given up without a word whether it took effect. */
interface Unsettled extends BlockCreation {
  readonly failure: Failure
}

/** A block came to light, for the job that wanted it. */
export type BlockEvent = EventOf<'placed' | 'misplaced'> & { readonly spot: PlacedBlock }

/** How the jobs of a creation hear of it. */
interface Batch {
  readonly own: (ids: readonly JobId[]) => readonly JobId[]
  readonly tell: (ids: readonly JobId[]) => (holdup: Holdup | null) => void
  readonly fail: (ids: readonly JobId[], outcome: Extract<Outcome<unknown>, { readonly ok: false }>) => void
  readonly handOver: (id: JobId, event: BlockEvent) => void
}

/** Creations of blocks of which nobody knows whether they took effect, until somebody wants to know. */
export class UnsettledCreations {
  readonly #context: EngineContext
  readonly #revisions: Revisions
  readonly #batch: Batch
  #unsettled: readonly Unsettled[] = []
  /** Jobs of unsettled creations that are wanted again. */
  readonly #toSettle = new Set<JobId>()

  constructor(context: EngineContext, revisions: Revisions, batch: Batch) {
    this.#context = context
    this.#revisions = revisions
    this.#batch = batch
  }

  add(creation: Unsettled): void {
    this.#unsettled = [...this.#unsettled, creation]
  }

  /** Finds out about a job's creation that was never answered. */
  settle(id: JobId): void {
    this.#toSettle.add(id)
  }

  hasWork(): boolean {
    return this.#toSettle.size > 0
  }

  async work(): Promise<void> {
    const [id] = this.#toSettle
    if (id === undefined) return
    this.#toSettle.delete(id)
    const creations = this.#unsettled.filter(({ ids }) => ids.includes(id))
    if (creations.length === 0) this.#context.store.dispatchAll(this.#batch.own([id]), () => ({ type: 'putBack' }))
    for (const creation of creations) await this.#takeBack(creation)
  }

  /**
   * Repeats a creation only to learn the blocks it made, if not before then now, and takes them all out: later files may
   * stand in the document by this time, so that they would be in the wrong place.
   */
  async #takeBack(creation: Unsettled): Promise<void> {
    const { ids, input, failure } = creation
    const outcome = await this.#askAgain(ids, input)
    for (const other of ids) this.#toSettle.delete(other)
    if (!outcome.ok) {
      this.#batch.fail(ids, { ...outcome, unclear: true })
      return
    }
    this.#unsettled = this.#unsettled.filter((other) => other !== creation)
    this.#revisions.edited(outcome.data.revisionId)
    this.#context.journal.settled(input.clientToken)
    ids.forEach((other, at) => {
      const block = outcome.data.blocks[at]
      if (block) this.#batch.handOver(other, { type: 'misplaced', spot: block, failure })
    })
  }

  async #askAgain(ids: readonly JobId[], input: CreateBlocksInput): Promise<Outcome<CreatedBlocks>> {
    const outcome = await this.#ask(ids, input)
    if (outcome.ok || outcome.failure.code !== feishuCodes.revisionTooOld) return outcome
    // The document went on by more than a thousand revisions. All of it is taken out again, so any place will do.
    return this.#ask(ids, { ...input, revisionId: newestRevision })
  }

  #ask(ids: readonly JobId[], input: CreateBlocksInput): Promise<Outcome<CreatedBlocks>> {
    const request = createBlocksRequest(input)
    const { signal } = new AbortController()
    return this.#context.api.call({
      request: () => request,
      read: readCreatedBlocks,
      signal,
      onHoldup: this.#batch.tell(ids),
    })
  }
}
