import {
  createBlocksRequest,
  readCreatedBlocks,
  type CreatedBlocks,
  type CreateBlocksInput,
  type MediaKind,
  type PlacedBlock,
} from '../../contract/docx.ts'
import type { BlockId, DocumentId } from '../../contract/ids.ts'
import { blocksPerCreate, imagesPerCall } from '../../contract/limits.ts'
import type { JobEvent } from '../advance.ts'
import { ownFailure } from '../failure.ts'
import type { Outcome } from '../corridor.ts'
import type { Edits } from '../edit-lane.ts'
import type { EngineParts } from '../engine-parts.ts'
import type { Failure, Holdup, Job, JobId } from '../job.ts'
import type { BlockCreation } from '../journal-change.ts'
import { listChildren } from './list-children.ts'
import { firstIndexOf, runOf, type StandingRuns } from './insertion.ts'
import { blockOf } from '../spot.ts'
import { placeKeyOf, type DocumentTarget } from '../target.ts'
import { WaitingList } from '../waiting-list.ts'

/** Of a job that went off the list meanwhile. */
const usualTarget = { at: { is: 'end' }, fileView: 'card' } as const

/** A block came to light, for the job that wanted it. */
type BlockEvent = Extract<JobEvent, { readonly type: 'placed' | 'misplaced' }> & { readonly spot: PlacedBlock }

/** A creation given up without a word whether it took effect. */
interface Unsettled extends BlockCreation {
  readonly failure: Failure
}

/** Puts empty blocks into one document, in the queue's order, just ahead of the uploads. */
export class PlaceEdits implements Edits {
  readonly #parts: EngineParts
  readonly #documentId: DocumentId
  readonly #standing: StandingRuns
  readonly #discard: (blockId: BlockId) => void
  readonly #waiting: WaitingList
  #unsettled: readonly Unsettled[] = []
  /** Jobs of unsettled creations that are wanted again. */
  readonly #toSettle = new Set<JobId>()
  #largestBatch = blocksPerCreate

  constructor(
    parts: EngineParts,
    documentId: DocumentId,
    doors: { readonly standing: StandingRuns; readonly discard: (blockId: BlockId) => void },
  ) {
    this.#parts = parts
    this.#documentId = documentId
    this.#standing = doors.standing
    this.#discard = doors.discard
    this.#waiting = new WaitingList(
      (id) => parts.store.rankOf(id),
      (id) => {
        const job = this.#job(id)
        return job?.stage.at === 'waiting' && !job.paused && !job.lacksFile
      },
    )
  }

  /** The order of the queue changed. */
  reordered(): void {
    this.#waiting.reordered()
  }

  add(id: JobId): void {
    this.#waiting.add(id)
  }

  /** Finds out about a job's creation that was never answered. */
  settle(id: JobId): void {
    this.#toSettle.add(id)
  }

  hasWork(): boolean {
    if (this.#toSettle.size > 0) return true
    const first = this.#first()
    // One that nobody looked at yet holds back those behind it: the document follows the queue.
    return first?.isSeen === true && this.#parts.roomAhead(first.target) > 0
  }

  /** Takes up a creation of an earlier page that was not answered there. */
  restore({ ids, input }: BlockCreation): void {
    this.#unsettled = [...this.#unsettled, { ids, input, failure: ownFailure('connection-lost') }]
    // What a person was told may be left over waits for a retry; all else wants to be known now.
    const [first] = ids.filter((id) => !isToldAsPerhaps(this.#job(id)))
    if (first !== undefined) this.#toSettle.add(first)
  }

  async work(): Promise<void> {
    const [doubtful] = this.#toSettle
    if (doubtful !== undefined) return this.#settle(doubtful)
    const first = this.#first()
    if (!first) return
    const ids = this.#nextBatch(first)
    this.#parts.store.dispatchAll(ids, () => ({ type: 'placing' }))
    const index = await this.#indexFor(ids)
    if (index === null) return
    const kinds = ids.map((id) => this.#kindOf(id))
    const { fileView } = this.#targetOf(first.id)
    const input = { documentId: this.#documentId, kinds, fileView, index, clientToken: this.#parts.chance.uuid() }
    await this.#create({ ids, input })
  }

  /** The first waiting jobs that one call takes and that stand beside each other. */
  #nextBatch(first: Job): readonly JobId[] {
    let images = 0
    let blocks = 0
    const { at, fileView } = this.#targetOf(first.id)
    const nextRank = this.#standing.of(at).nextRank(this.#parts.store.rankOf(first.id))
    const room = Math.min(this.#largestBatch, this.#parts.roomAhead(first.target))
    return this.#waiting.take((id) => {
      if (this.#kindOf(id) === 'image') images += 1
      blocks += 1
      if (blocks > room || images > imagesPerCall || !this.#job(id)?.isSeen) return false
      const target = this.#targetOf(id)
      return runOf(target.at) === runOf(at) && target.fileView === fileView && this.#parts.store.rankOf(id) < nextRank
    })
  }

  /** Where the batch goes; null when that could not be found out and its jobs have failed. */
  async #indexFor(ids: readonly JobId[]): Promise<number | null> {
    const [first = ''] = ids
    const rank = this.#parts.store.rankOf(first)
    const { at } = this.#targetOf(first)
    const standing = this.#standing.of(at)
    if (at.is === 'end' && standing.nextRank(rank) === Number.POSITIVE_INFINITY) return -1
    const children = await listChildren(this.#parts.corridor, this.#documentId, this.#options(ids))
    if (children.ok) {
      const blockIds = children.data.map((block) => block.block_id)
      return standing.indexFor(rank, blockIds) ?? firstIndexOf(at, children.data)
    }
    this.#fail(ids, { ...children, unclear: false })
    return null
  }

  async #create({ ids, input }: BlockCreation): Promise<void> {
    const { journal } = this.#parts
    await journal.creating({ ids, input })
    const outcome = await this.#ask(ids, input)
    if (outcome.ok || !outcome.unclear) journal.settled(input.clientToken)
    if (outcome.ok) {
      this.#placed(ids, outcome.data.blocks)
      return
    }
    if (outcome.healing === 'split-batch' && ids.length > 1 && !outcome.unclear) {
      this.#largestBatch = Math.max(1, Math.floor(ids.length / 2))
      this.#parts.store.dispatchAll(this.#own(ids), () => ({ type: 'putBack' }))
      return
    }
    if (outcome.unclear) this.#unsettled = [...this.#unsettled, { ids, input, failure: outcome.failure }]
    this.#fail(ids, outcome)
  }

  async #settle(id: JobId): Promise<void> {
    this.#toSettle.delete(id)
    const creations = this.#unsettled.filter(({ ids }) => ids.includes(id))
    if (creations.length === 0) this.#parts.store.dispatchAll(this.#own([id]), () => ({ type: 'putBack' }))
    for (const creation of creations) await this.#takeBack(creation)
  }

  /**
   * Repeats a creation only to learn the blocks it made, if not before then now, and takes them all out: later files may
   * stand in the document by this time, so that they would be in the wrong place.
   */
  async #takeBack(creation: Unsettled): Promise<void> {
    const { ids, input, failure } = creation
    const outcome = await this.#ask(ids, input)
    for (const other of ids) this.#toSettle.delete(other)
    if (!outcome.ok) {
      this.#fail(ids, { ...outcome, unclear: true })
      return
    }
    this.#unsettled = this.#unsettled.filter((other) => other !== creation)
    this.#parts.journal.settled(input.clientToken)
    ids.forEach((other, at) => {
      const block = outcome.data.blocks[at]
      if (block) this.#handOver(other, { type: 'misplaced', spot: block, failure })
    })
  }

  #ask(ids: readonly JobId[], input: CreateBlocksInput): Promise<Outcome<CreatedBlocks>> {
    const request = createBlocksRequest(input)
    return this.#parts.corridor.call({ request: () => request, read: readCreatedBlocks, ...this.#options(ids) })
  }

  #placed(ids: readonly JobId[], blocks: readonly PlacedBlock[]): void {
    ids.forEach((id, at) => {
      const block = blocks[at]
      if (!block) return
      this.#standing.of(this.#targetOf(id).at).add(this.#parts.store.rankOf(id), block.topBlockId)
      this.#handOver(id, { type: 'placed', spot: block })
    })
    const missing = ids.slice(blocks.length)
    const failure = ownFailure('unreadable-answer', `${blocks.length} blocks for ${ids.length}`)
    this.#parts.store.dispatchAll(this.#own(missing), () => ({ type: 'failed', failure }))
  }

  #handOver(id: JobId, event: BlockEvent): void {
    if (this.#job(id)) this.#parts.store.dispatch(id, event)
    if (this.#holds(id, event.spot)) return
    // Nobody wants it any more: its job was taken off the list, or went another way, while the answer was out.
    this.#standing.remove(event.spot.topBlockId)
    this.#discard(event.spot.topBlockId)
  }

  #fail(ids: readonly JobId[], { failure, healing, unclear }: Extract<Outcome<unknown>, { ok: false }>): void {
    const [target] = this.#own(ids).flatMap((id) => this.#job(id)?.target ?? [])
    this.#parts.store.dispatchAll(this.#own(ids), () => ({ type: 'failed', failure, perhapsPlaced: unclear }))
    // No block of ours was in this call, so what is gone is the document.
    if (target && (healing === 'none' || healing === 'recreate-block')) this.#parts.failAlike(failure, target)
  }

  #options(ids: readonly JobId[]) {
    return {
      signal: new AbortController().signal,
      onHoldup: (holdup: Holdup | null) =>
        this.#parts.store.dispatchAll(this.#own(ids), () => ({ type: 'heldUp', holdup })),
    }
  }

  #own(ids: readonly JobId[]): readonly JobId[] {
    return ids.filter((id) => this.#job(id))
  }

  #first(): Job | undefined {
    const first = this.#waiting.first()
    return first === undefined ? undefined : this.#job(first)
  }

  /** The job, if it still goes into this document. */
  #job(id: JobId): Job | undefined {
    const job = this.#parts.store.get(id)
    return job && placeKeyOf(job.target) === this.#documentId ? job : undefined
  }

  #targetOf(id: JobId): Pick<DocumentTarget, 'at' | 'fileView'> {
    const target = this.#job(id)?.target
    return target?.is === 'docx' ? target : usualTarget
  }

  #kindOf(id: JobId): MediaKind {
    return this.#job(id)?.kind ?? 'file'
  }

  #holds(id: JobId, block: PlacedBlock): boolean {
    const stage = this.#job(id)?.stage
    const held = stage !== undefined && 'spot' in stage && stage.spot ? blockOf(stage.spot) : null
    return held?.topBlockId === block.topBlockId
  }
}

function isToldAsPerhaps(job: Job | undefined): boolean {
  const stage = job?.stage
  return (stage?.at === 'failed' || stage?.at === 'cancelled') && stage.leftover === 'perhaps'
}
