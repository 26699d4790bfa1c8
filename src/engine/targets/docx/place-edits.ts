import {
  createBlocksRequest,
  readCreatedBlocks,
  type CreatedBlocks,
} from '../../../contract/feishu/docx/create-blocks.ts'
import type { PlacedBlock } from '../../../contract/feishu/docx/block.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import { blocksPerCreate, imagesPerCall } from '../../../contract/feishu/limits.ts'
import { cancellableCall } from '../../calls/cancellable-call.ts'
import type { NotOk, Outcome } from '../../calls/api-caller.ts'
import type { Edits } from '../serial-lane.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { Failure, Job, JobId } from '../../job/job.ts'
import type { BlockCreation } from '../../journal/journal-change.ts'
import type { DocumentReader } from './document-reader.ts'
import { FileBlocks } from './file-blocks.ts'
import { isInGap, insertionKeyOf, positionIn, theEnd, type Gap, type Position, type StandingRuns } from './insertion.ts'
import { PlacingJobs } from './placing-jobs.ts'
import type { Revisions } from './revisions.ts'
import { UnansweredCreations } from './unanswered-creations.ts'
import { WaitingList } from '../../dispatch/waiting-list.ts'

/** Creates empty blocks in one document, in the queue's order, only as far ahead of the uploads as `roomAhead`. */
export class PlaceEdits implements Edits {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #reader: DocumentReader
  readonly #revisions: Revisions
  readonly #standing: StandingRuns
  readonly #jobs: PlacingJobs
  readonly #waiting: WaitingList
  readonly #unanswered: UnansweredCreations
  readonly #fileBlocks: FileBlocks
  /** Made smaller when Feishu refuses a batch as too large; grows again with each success. */
  #largestBatch = blocksPerCreate

  constructor(
    context: EngineContext,
    documentId: DocumentId,
    doors: {
      readonly reader: DocumentReader
      readonly revisions: Revisions
      readonly standing: StandingRuns
      readonly discard: (blockId: BlockId) => void
    },
  ) {
    this.#context = context
    this.#documentId = documentId
    this.#reader = doors.reader
    this.#revisions = doors.revisions
    this.#standing = doors.standing
    this.#jobs = new PlacingJobs(context, documentId, doors)
    this.#fileBlocks = new FileBlocks(context, documentId)
    this.#unanswered = new UnansweredCreations(context, {
      revisions: doors.revisions,
      jobs: this.#jobs,
      fileBlocks: this.#fileBlocks,
    })
    this.#waiting = new WaitingList({
      rankOf: (id) => context.store.rankOf(id),
      stillWaits: (id) => {
        const job = this.#jobs.get(id)
        return job?.stage.at === 'waiting' && !job.paused && !job.lacksFile
      },
      isHeld: (id) => context.isHeld(this.#jobs.get(id)) || this.#fileBlocks.keepsBack(this.#jobs.get(id)),
    })
  }

  /** The order of the queue changed. */
  reordered(): void {
    this.#waiting.reordered()
  }

  add(id: JobId): void {
    this.#waiting.add(id)
  }

  /** Finds out whether a job's creation that got no answer took effect. */
  findOut(id: JobId): void {
    this.#unanswered.findOut(id)
  }

  hasWork(): boolean {
    if (this.#unanswered.hasWork()) return true
    const first = this.#first()
    // A file that nothing is known of yet holds back those behind it, since the document keeps the queue's order.
    return first !== undefined && this.#context.isReady(first) && this.#context.roomAhead(first.target) > 0
  }

  /** Continues a creation that an earlier page got no answer for. */
  restore(creation: BlockCreation): void {
    this.#unanswered.restore(creation)
  }

  async work(): Promise<void> {
    this.#revisions.goesOn()
    if (this.#unanswered.hasWork()) return this.#unanswered.work()
    const first = this.#first()
    if (!first) return
    if (this.#fileBlocks.isRefused(first)) {
      this.#fileBlocks.failWaiting()
      return
    }
    const ids = this.#nextBatch(first)
    this.#context.store.dispatchAll(ids, () => ({ type: 'placing' }))
    await this.#create(ids)
  }

  /** The first waiting jobs whose blocks are neighbours, as many as one call takes. */
  #nextBatch(first: Job): readonly JobId[] {
    let [images, blocks] = [0, 0]
    const { at, fileView } = this.#jobs.targetOf(first.id)
    const key = insertionKeyOf(at)
    const { store, roomAhead } = this.#context
    const nextRank = this.#standing.of(at).nextRank(store.rankOf(first.id))
    const room = Math.min(this.#largestBatch, roomAhead(first.target))
    return this.#waiting.take((id) => {
      const job = this.#jobs.get(id)
      if (job?.kind === 'image') images += 1
      blocks += 1
      if (blocks > room || images > imagesPerCall || !job || !this.#context.isReady(job)) return false
      if (!this.#fileBlocks.fitTogether(first, job)) return false
      const target = this.#jobs.targetOf(id)
      return insertionKeyOf(target.at) === key && target.fileView === fileView && store.rankOf(id) < nextRank
    })
  }

  /** Where the batch goes; reads the document unless it goes to the end. */
  async #positionFor(ids: readonly JobId[]): Promise<Outcome<Position>> {
    const [first = ''] = ids
    const rank = this.#context.store.rankOf(first)
    const { at } = this.#jobs.targetOf(first)
    const standing = this.#standing.of(at)
    if (at.is === 'end' && standing.nextRank(rank) === Number.POSITIVE_INFINITY) return { ok: true, data: theEnd }
    const snapshot = await this.#reader.snapshot(this.#jobs.reportHoldup(ids))
    if (!snapshot.ok) return { ...snapshot, unclear: false }
    return { ok: true, data: positionIn(snapshot.data, (blockIds) => standing.indexFor(rank, blockIds), at) }
  }

  /**
   * Builds each attempt right before it is sent, for the jobs that still want a block. If the attempt before certainly had no effect,
   * the position is read again, and the new creation replaces the old one in the journal. If it may have had an effect, the same request
   * is repeated with its client_token, since Feishu recognises nothing else; its revision says which position was meant. In case Feishu
   * ignores that, `#isInGap` checks the result and `misplaced` corrects it.
   */
  async #create(ids: readonly JobId[]): Promise<void> {
    const built: { creation: BlockCreation; position: Position }[] = []
    const outcome = await cancellableCall(this.#context.api, {
      build: async (unclear) => {
        const last = built.at(-1)
        if (unclear && last) return createBlocksRequest(last.creation.input)
        if (last) this.#context.journal.concluded(last.creation.input.clientToken)
        const wanted = this.#stillPlacing(ids)
        if (wanted.length === 0) return null
        const position = await this.#positionFor(wanted)
        if (!position.ok) return position
        const creation = this.#creationOf(wanted, position.data)
        built.push({ creation, position: position.data })
        await this.#context.journal.creating(creation)
        return createBlocksRequest(creation.input)
      },
      read: readCreatedBlocks,
      onHoldup: this.#jobs.reportHoldup(ids),
    })
    const last = built.at(-1)
    if (!outcome) return
    if (!last) {
      if (!outcome.ok) this.#jobs.fail(ids, outcome)
      return
    }
    if (outcome.ok) await this.#created(last.creation, last.position, outcome.data)
    else this.#refused(last.creation, outcome)
  }

  /** The jobs of a batch that still want a block; those cancelled before the attempt are ended here. */
  #stillPlacing(ids: readonly JobId[]): readonly JobId[] {
    this.#jobs.tell(
      ids.filter((id) => this.#jobs.get(id)?.stage.at === 'clearing'),
      { type: 'putBack' },
    )
    return ids.filter((id) => this.#jobs.get(id)?.stage.at === 'placing')
  }

  #creationOf(ids: readonly JobId[], { index, revisionId }: Position): BlockCreation {
    const { fileView } = this.#jobs.targetOf(ids[0] ?? '')
    const kinds = ids.map((id) => this.#jobs.get(id)?.kind ?? 'file')
    const clientToken = this.#context.chance.uuid()
    return { ids, input: { documentId: this.#documentId, kinds, fileView, index, revisionId, clientToken } }
  }

  async #created({ ids, input }: BlockCreation, { revisionId, gap }: Position, created: CreatedBlocks): Promise<void> {
    const isAlone = this.#revisions.edited(created.revisionId, revisionId)
    this.#largestBatch = Math.min(blocksPerCreate, this.#largestBatch * 2)
    this.#fileBlocks.created(input.kinds)
    if (input.kinds.includes('file')) this.#unanswered.knowsFiles('taken')
    const isRight = gap === null || isAlone || (await this.#isInGap(gap, created.blocks))
    this.#context.journal.concluded(input.clientToken)
    if (isRight) this.#jobs.placed(ids, created.blocks)
    else this.#jobs.misplaced(ids, created.blocks)
  }

  /** Reads where the blocks are: others edited in between, and Feishu may not have adjusted the index to their edits. */
  async #isInGap(gap: Gap, blocks: readonly PlacedBlock[]): Promise<boolean> {
    const snapshot = await this.#reader.snapshot()
    if (!snapshot.ok) return true
    return isInGap(
      gap,
      blocks.map(({ topBlockId }) => topBlockId),
      snapshot.data.children.map((block) => block.block_id),
    )
  }

  #refused({ ids, input }: BlockCreation, outcome: NotOk): void {
    if (outcome.unclear) {
      this.#revisions.edited(null)
      this.#unanswered.add({ ids, input, failure: outcome.failure })
      this.#jobs.fail(ids, outcome)
      return
    }
    this.#context.journal.concluded(input.clientToken)
    const conclusion = this.#fileBlocks.conclude(input.kinds, outcome.failure)
    if (conclusion === 'refused') {
      const failure: Failure = { ...outcome.failure, problem: 'file-blocks-refused' }
      this.#jobs.tell(ids, { type: 'failed', failure })
      this.#fileBlocks.failWaiting(failure)
      this.#unanswered.knowsFiles('refused')
    } else if (conclusion === 'again') {
      this.#jobs.tell(ids, { type: 'putBack' })
    } else if (outcome.healing === 'split-batch' && ids.length > 1) {
      this.#largestBatch = Math.max(1, Math.floor(ids.length / 2))
      this.#jobs.tell(ids, { type: 'putBack' })
    } else this.#jobs.fail(ids, outcome)
  }

  #first(): Job | undefined {
    const first = this.#waiting.first() ?? (this.#fileBlocks.lacksPictures() ? this.#waiting.first() : undefined)
    return first === undefined ? undefined : this.#jobs.get(first)
  }
}
