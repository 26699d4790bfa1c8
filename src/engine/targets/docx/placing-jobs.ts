import type { PlacedBlock } from '../../../contract/feishu/docx/block.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import type { NotOk } from '../../calls/api-caller.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Holdup, Job, JobId } from '../../job/job.ts'
import type { EventOf, JobEvent } from '../../job/job-event.ts'
import { blockOf } from '../../job/spot.ts'
import { spotOf } from '../../job/spot-of.ts'
import type { DocumentTarget } from '../target.ts'
import type { StandingRuns } from './insertion.ts'

/** Stands in for the target of a job that was removed from the queue meanwhile. */
const usualTarget = { at: { is: 'end' }, fileView: 'card' } as const

/** Times that a job's block may be created at a wrong position, because others edit there, before the job fails. */
const maxMisplaced = 5

/** An answer named the block that was created for a job. */
type BlockEvent = EventOf<'placed' | 'misplaced'> & { readonly spot: PlacedBlock }

interface BlockDoors {
  readonly standing: StandingRuns
  readonly discard: (blockId: BlockId) => void
}

/**
 * The jobs whose blocks are created in one document: tells them what became of a creation. Those that were removed from the queue, or
 * have another target by now, are told nothing, and their blocks are discarded.
 */
export class PlacingJobs {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #doors: BlockDoors
  /** How often each job's block was created at the wrong position. */
  readonly #misplaced = new Map<JobId, number>()

  constructor(context: EngineContext, documentId: DocumentId, doors: BlockDoors) {
    this.#context = context
    this.#documentId = documentId
    this.#doors = doors
  }

  /** The job, if its target is still this document. */
  get(id: JobId): Job | undefined {
    const job = this.#context.store.get(id)
    return job && this.#context.targetKeyOf(job.target) === this.#documentId ? job : undefined
  }

  targetOf(id: JobId): Pick<DocumentTarget, 'at' | 'fileView'> {
    const target = this.get(id)?.target
    return target?.is === 'docx' ? target : usualTarget
  }

  tell(ids: readonly JobId[], event: JobEvent): void {
    this.#context.store.dispatchAll(
      ids.filter((id) => this.get(id)),
      () => event,
    )
  }

  /** Reports holdups of a call to its jobs. */
  reportHoldup(ids: readonly JobId[]) {
    return (holdup: Holdup | null) => this.tell(ids, { type: 'heldUp', holdup })
  }

  fail(ids: readonly JobId[], { failure, healing, unclear }: NotOk): void {
    const [target] = ids.flatMap((id) => this.get(id)?.target ?? [])
    this.tell(ids, { type: 'failed', failure, perhapsPlaced: unclear })
    // The call named no block of ours, so `recreate-block` here means that the document is gone.
    if (target && (healing === 'none' || healing === 'recreate-block')) this.#context.failAlike(failure, target)
  }

  placed(ids: readonly JobId[], blocks: readonly PlacedBlock[]): void {
    ids.forEach((id, at) => {
      const block = blocks[at]
      if (!block) return
      this.#doors.standing.of(this.targetOf(id).at).add(this.#context.store.rankOf(id), block.topBlockId)
      this.#misplaced.delete(id)
      this.handOver(id, { type: 'placed', spot: block })
    })
    this.#failMissing(ids, blocks)
  }

  /** Has misplaced blocks deleted while they are empty, so that their jobs are placed again. */
  misplaced(ids: readonly JobId[], blocks: readonly PlacedBlock[]): void {
    const failure = ownFailure('place-unsettled')
    ids.forEach((id, at) => {
      const block = blocks[at]
      if (!block) return
      const times = (this.#misplaced.get(id) ?? 0) + 1
      if (times < maxMisplaced) this.#misplaced.set(id, times)
      else this.#misplaced.delete(id)
      this.handOver(id, { type: 'misplaced', spot: block, failure, isLast: times >= maxMisplaced })
    })
    this.#failMissing(ids, blocks)
  }

  handOver(id: JobId, event: BlockEvent): void {
    if (this.get(id)) this.#context.store.dispatch(id, event)
    if (this.#holds(id, event.spot)) return
    // No job owns the block: its job was removed or left the stage while the call was in flight.
    this.#doors.standing.remove(event.spot.topBlockId)
    this.#doors.discard(event.spot.topBlockId)
  }

  #failMissing(ids: readonly JobId[], blocks: readonly PlacedBlock[]): void {
    const failure = ownFailure('unreadable-answer', `${blocks.length} blocks for ${ids.length}`)
    this.tell(ids.slice(blocks.length), { type: 'failed', failure })
  }

  #holds(id: JobId, block: PlacedBlock): boolean {
    const stage = this.get(id)?.stage
    const spot = stage ? spotOf(stage) : null
    return spot !== null && blockOf(spot)?.topBlockId === block.topBlockId
  }
}
