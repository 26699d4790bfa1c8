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
import { saysWhy, type FileBlocks } from './file-blocks.ts'
import type { Revisions } from './revisions.ts'

/** A create call that ended without an answer; its blocks may exist. */
interface Unanswered extends BlockCreation {
  readonly failure: Failure
  /** It was refused since, for what may be the kind of its blocks, or something that was otherwise when it left. */
  readonly isDoubtful?: true
}

/** An answer named the block that was created for a job. */
export type BlockEvent = EventOf<'placed' | 'misplaced'> & { readonly spot: PlacedBlock }

type NotOk = Extract<Outcome<unknown>, { readonly ok: false }>

/** How a creation reports to its jobs. */
interface Batch {
  readonly own: (ids: readonly JobId[]) => readonly JobId[]
  readonly reportHoldup: (ids: readonly JobId[]) => (holdup: Holdup | null) => void
  readonly fail: (ids: readonly JobId[], outcome: NotOk) => void
  readonly fileBlocks: Pick<FileBlocks, 'conclude'>
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

  /** A creation has shown whether the document takes file blocks, and with that what doubtful refusals were due to. */
  knowsFiles(are: 'taken' | 'refused'): void {
    for (const creation of this.#unanswered) {
      if (!creation.isDoubtful) continue
      if (are === 'refused') this.#conclude(creation)
      else for (const id of creation.ids.slice(0, 1)) this.findOut(id)
    }
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
    for (const other of ids) if (!this.#isInAnother(creation, other)) this.#toFindOut.delete(other)
    if (!outcome.ok) {
      this.#notFound(creation, outcome)
      return
    }
    this.#conclude(creation)
    this.#revisions.edited(outcome.data.revisionId)
    ids.forEach((other, at) => {
      const block = outcome.data.blocks[at]
      if (block) this.#batch.handOver(other, { type: 'misplaced', spot: block, failure })
    })
  }

  #isInAnother(creation: Unanswered, id: JobId): boolean {
    return this.#unanswered.some((other) => other !== creation && other.ids.includes(id))
  }

  #notFound(creation: Unanswered, outcome: NotOk): void {
    const { ids, input } = creation
    const { failure } = outcome
    const conclusion = outcome.unclear ? 'other' : this.#batch.fileBlocks.conclude(input.kinds, failure)
    if (conclusion === 'other') {
      this.#batch.fail(this.#awaiting(ids), { ...outcome, unclear: true })
      return
    }
    // What is refused for its content was refused the first time, too. Otherwise that call may have had an effect, or may have it yet.
    const isSettled = conclusion === 'refused' || saysWhy(failure)
    if (isSettled) this.#conclude(creation)
    else this.#unanswered = this.#unanswered.map((one) => (one === creation ? { ...one, isDoubtful: true } : one))
    const given = this.#awaiting(ids).filter((id) => !isSettled && this.#isGivenUp(id))
    const { store } = this.#context
    store.dispatchAll(given, () => ({ type: 'failed', failure, perhapsPlaced: true }))
    store.dispatchAll(this.#batch.own(ids), () => ({ type: 'putBack' }))
  }

  /** Those that wait for the outcome: others have gone on, with blocks of their own. */
  #awaiting(ids: readonly JobId[]): readonly JobId[] {
    return this.#batch.own(ids).filter((id) => {
      const stage = this.#context.store.get(id)?.stage
      return stage?.at === 'placing' || (stage?.at === 'clearing' && stage.spot === null)
    })
  }

  #isGivenUp(id: JobId): boolean {
    const stage = this.#context.store.get(id)?.stage
    return stage?.at === 'clearing' && stage.ending.as !== 'again'
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
