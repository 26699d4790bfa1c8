import { feishuCodes } from '../../../contract/problems/codes.ts'
import {
  createBlocksRequest,
  readCreatedBlocks,
  type CreatedBlocks,
  type CreateBlocksInput,
} from '../../../contract/feishu/docx/create-blocks.ts'
import { newestRevision } from '../../../contract/feishu/docx/block.ts'
import type { NotOk, Outcome } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Failure, JobId } from '../../job/job.ts'
import type { BlockCreation } from '../../journal/journal-change.ts'
import { saysWhy, type FileBlocks } from './file-blocks.ts'
import type { PlacingJobs } from './placing-jobs.ts'
import type { Revisions } from './revisions.ts'

/** A create call that ended without an answer; its blocks may exist. */
interface Unanswered extends BlockCreation {
  readonly failure: Failure
  /** It was refused since, for what may be the kind of its blocks, or something that was otherwise when it left. */
  readonly isDoubtful?: true
}

interface CreationDoors {
  readonly revisions: Revisions
  readonly jobs: Pick<PlacingJobs, 'get' | 'tell' | 'reportHoldup' | 'fail' | 'handOver'>
  readonly fileBlocks: Pick<FileBlocks, 'conclude'>
}

/** Create calls that ended without an answer, kept until a job needs to know whether they took effect. */
export class UnansweredCreations {
  readonly #context: EngineContext
  readonly #doors: CreationDoors
  #unanswered: readonly Unanswered[] = []
  /** Jobs of which it has to be found out now what their unanswered creations did. */
  readonly #toFindOut = new Set<JobId>()

  constructor(context: EngineContext, doors: CreationDoors) {
    this.#context = context
    this.#doors = doors
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
    const stage = this.#doors.jobs.get(id)?.stage
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
    if (creations.length === 0) this.#doors.jobs.tell([id], { type: 'putBack' })
    for (const creation of creations) await this.#takeBack(creation)
  }

  /**
   * Repeats a creation with its client_token, which makes the blocks now if they were not made before, only to learn their ids; then
   * has them all deleted. Blocks of later files may be in the document by now, so these would be at the wrong position.
   */
  async #takeBack(creation: Unanswered): Promise<void> {
    const { ids, input, failure } = creation
    const { revisions, jobs } = this.#doors
    const outcome = await this.#askAgain(ids, input)
    for (const other of ids) if (!this.#isInAnother(creation, other)) this.#toFindOut.delete(other)
    if (!outcome.ok) {
      this.#notFound(creation, outcome)
      return
    }
    this.#conclude(creation)
    revisions.edited(outcome.data.revisionId)
    ids.forEach((other, at) => {
      const block = outcome.data.blocks[at]
      if (block) jobs.handOver(other, { type: 'misplaced', spot: block, failure })
    })
  }

  #isInAnother(creation: Unanswered, id: JobId): boolean {
    return this.#unanswered.some((other) => other !== creation && other.ids.includes(id))
  }

  #notFound(creation: Unanswered, outcome: NotOk): void {
    const { ids, input } = creation
    const { jobs, fileBlocks } = this.#doors
    const { failure } = outcome
    const conclusion = outcome.unclear ? 'other' : fileBlocks.conclude(input.kinds, failure)
    if (conclusion === 'other') {
      jobs.fail(this.#awaiting(ids), { ...outcome, unclear: true })
      return
    }
    // What is refused for its content was refused the first time, too. Otherwise that call may have had an effect, or may have it yet.
    const isSettled = conclusion === 'refused' || saysWhy(failure)
    if (isSettled) this.#conclude(creation)
    else this.#unanswered = this.#unanswered.map((one) => (one === creation ? { ...one, isDoubtful: true } : one))
    const given = this.#awaiting(ids).filter((id) => !isSettled && this.#isGivenUp(id))
    jobs.tell(given, { type: 'failed', failure, perhapsPlaced: true })
    jobs.tell(ids, { type: 'putBack' })
  }

  /** Those that wait for the outcome: others have gone on, with blocks of their own. */
  #awaiting(ids: readonly JobId[]): readonly JobId[] {
    return ids.filter((id) => {
      const stage = this.#doors.jobs.get(id)?.stage
      return stage?.at === 'placing' || (stage?.at === 'clearing' && stage.spot === null)
    })
  }

  #isGivenUp(id: JobId): boolean {
    const stage = this.#doors.jobs.get(id)?.stage
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
      onHoldup: this.#doors.jobs.reportHoldup(ids),
    })
  }
}
