import type { DocumentId, FileToken } from '../../../contract/feishu/ids.ts'
import { SerialLane } from '../serial-lane.ts'
import type { EngineContext } from '../../engine-context.ts'
import { failBroken } from '../fail-broken.ts'
import type { Job, JobId, Stage } from '../../job/job.ts'
import type { BlockCreation, JournalCreation, JournalDeletion, JournalDiscard } from '../../journal/journal-change.ts'
import { blockOf, isInPlace } from '../../job/spot.ts'
import { spotOf } from '../../job/spot-of.ts'
import type { QueueHold } from '../../calls/queue-hold.ts'
import type { TargetLane } from '../target-lane.ts'
import { BindEdits } from './bind-edits.ts'
import { ArrivedFiles } from './arrived-files.ts'
import { ClearEdits } from './clear-edits.ts'
import { DocumentReader } from './document-reader.ts'
import { LookEdits } from './look-edits.ts'
import { PlaceEdits } from './place-edits.ts'
import { ReplaceEdits } from './replace-edits.ts'
import { StandingRuns } from './insertion.ts'
import { Revisions } from './revisions.ts'

/** Lane of one docx: creates empty blocks in order, binds sent files to them, and deletes those that will not be filled. */
export class DocumentLane implements TargetLane {
  readonly #context: EngineContext
  readonly #standing = new StandingRuns()
  readonly #revisions = new Revisions()
  readonly #place: PlaceEdits
  readonly #bind: BindEdits
  readonly #clear: ClearEdits
  readonly #replace: ReplaceEdits
  readonly #lane: SerialLane

  constructor(context: EngineContext, hold: QueueHold, documentId: DocumentId) {
    this.#context = context
    const reader = new DocumentReader(context.api, documentId)
    const revisions = this.#revisions
    const arrived = new ArrivedFiles(context, documentId, reader)
    const clear = new ClearEdits(context, documentId, {
      reader,
      revisions,
      arrived,
      wake: () => this.#lane.wake(),
      stands: (id) => this.#stands(context.store.get(id)),
      gone: (blockId) => this.#standing.remove(blockId),
    })
    this.#place = new PlaceEdits(context, documentId, {
      reader,
      revisions,
      standing: this.#standing,
      discard: (blockId) => clear.discard(blockId),
    })
    this.#bind = new BindEdits(context, documentId, { revisions, wake: () => this.#lane.wake() })
    const look = new LookEdits(context, documentId, { reader, revisions, arrived })
    this.#clear = clear
    this.#replace = new ReplaceEdits(context, documentId, { reader, revisions })
    this.#lane = new SerialLane(hold, [this.#place, this.#bind, this.#replace, clear, look], (error) =>
      failBroken(context, documentId, error),
    )
  }

  wake(): void {
    this.#lane.wake()
  }

  reordered(): void {
    this.#place.reordered()
    this.#lane.wake()
  }

  place(id: JobId): void {
    if (this.#context.store.get(id)?.replaces) this.#replace.place(id)
    else this.#place.add(id)
    this.#lane.wake()
  }

  findOut(id: JobId): void {
    this.#place.findOut(id)
    this.#lane.wake()
  }

  register(job: Job): void {
    this.#markStanding(job)
    if (job.stage.at === 'done') this.#revisions.restored()
    const left = job.stage.at === 'clearing' && job.stage.spot ? blockOf(job.stage.spot) : null
    if (left) this.#clear.restored(left.topBlockId)
  }

  /** A job that gave up its block is done there: its place in the queue may be another by now. */
  #stands(job: Job | undefined): void {
    const block = job && standingBlockOf(job.stage)
    if (block) this.#standing.remove(block.topBlockId)
    this.#markStanding(job)
  }

  #markStanding(job: Job | undefined): void {
    const block = job && standingBlockOf(job.stage)
    if (!block || job.target.is !== 'docx') return
    this.#standing.of(job.target.at).add(this.#context.store.rankOf(job.id), block.topBlockId)
  }

  bind(id: JobId): void {
    if (this.#isInPlace(id)) this.#replace.bind(id)
    else this.#bind.add(id)
    this.#lane.wake()
  }

  rebind(id: JobId): void {
    if (this.#isInPlace(id)) this.#replace.bind(id)
    else this.#bind.restore(id)
    this.#lane.wake()
  }

  /** Whether a job goes where another file of the queue stands. */
  #isInPlace(id: JobId): boolean {
    const stage = this.#context.store.get(id)?.stage
    return stage !== undefined && isInPlace(spotOf(stage))
  }

  clear({ id, stage }: Job): void {
    const block = stage.at === 'clearing' && stage.spot ? blockOf(stage.spot) : null
    if (!block || stage.at !== 'clearing') return
    if (block.inPlaceOf && stage.ending.as !== 'takenOut') {
      this.#replace.clear(id)
      this.#lane.wake()
      return
    }
    if (!perhapsFilledBlockOf(stage)) this.#standing.remove(block.topBlockId)
    this.#clear.add(block.topBlockId, id)
    this.#lane.wake()
  }

  /** The file's block is cleared like an empty one: read first, deleted by its id, and looked for afterwards. */
  takeOut(job: Job): void {
    this.clear(job)
  }

  giveUp({ id, stage }: Job): void {
    if (stage.at !== 'failed' && stage.at !== 'cancelled') return
    if (stage.leftover === 'perhaps') this.#place.findOut(id)
    const spot = spotOf(stage)
    const left = spot && blockOf(spot)
    if (left && !left.inPlaceOf) {
      this.#standing.remove(left.topBlockId)
      this.#clear.discard(left.topBlockId, uploadsFor(left))
    }
    this.#lane.wake()
  }

  restore(creation: JournalCreation): void {
    if (!isOfBlocks(creation)) return
    this.#place.restore(creation)
    this.#lane.wake()
  }

  restoreDeletion(deletion: JournalDeletion): void {
    this.#clear.restoreDeletion(deletion)
    this.#lane.wake()
  }

  /** Continues with a block of an earlier page that no job owns any more. */
  restoreDiscard({ blockId, mayHold, earlier }: JournalDiscard): void {
    this.#clear.restore(blockId, uploadsFor({ mayHold, earlier }))
    this.#lane.wake()
  }
}

function isOfBlocks(creation: JournalCreation): creation is BlockCreation {
  return 'documentId' in creation.input
}

/** The uploads that a block left behind may hold. */
function uploadsFor({ mayHold, earlier = [] }: Pick<JournalDiscard, 'mayHold' | 'earlier'>): readonly FileToken[] {
  return mayHold ? [...earlier, mayHold] : earlier
}

/** A job's block in the document, when other blocks may be placed relative to it: not one that stands where another file stood. */
function standingBlockOf(stage: Stage) {
  if (isInPlace(spotOf(stage))) return null
  switch (stage.at) {
    case 'placed':
    case 'sent':
    case 'done':
      return blockOf(stage.spot)
    case 'failed':
      return stage.kept ? blockOf(stage.kept.spot) : perhapsFilledBlockOf(stage)
    default:
      return perhapsFilledBlockOf(stage)
  }
}

/** A block that a job gave up, but that may hold its file: until it is gone, files are placed beside it, for the job may find itself done there. */
function perhapsFilledBlockOf(stage: Stage) {
  const spot = spotOf(stage)
  const block = spot && blockOf(spot)
  const upload = block?.mayHold ?? block?.earlier ?? (stage.at === 'clearing' ? stage.fileToken : undefined)
  return upload === undefined ? null : block
}
