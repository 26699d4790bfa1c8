import type { BlockId, DocumentId, FileToken } from '../../../contract/feishu/ids.ts'
import { blocksPerDeletion } from '../../../contract/feishu/limits.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import { Gathering } from '../gathering.ts'
import type { Edits } from '../serial-lane.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { Ending, Failure, JobId, OthersRemoved, Stage } from '../../job/job.ts'
import type { EventOf } from '../../job/job-event.ts'
import type { JournalDeletion } from '../../journal/journal-change.ts'
import { blockOf } from '../../job/spot.ts'
import type { ArrivedFiles } from './arrived-files.ts'
import { BlockContents, type Content, type ContentsRead } from './block-contents.ts'
import { DeleteById } from './delete-by-id.ts'
import { DeleteByIndex, type AlsoRemoved } from './delete-by-index.ts'
import type { DocumentReader } from './document-reader.ts'
import type { Revisions } from './revisions.ts'
import { TakenAlong } from './taken-along.ts'

/** Rounds in a row without any progress after which the remaining blocks are reported as not cleared. */
const maxRounds = 3

/** Blocks that are cleared without waiting for more: each clearing reads the document and uses one of its edits. */
const enough = 20
/** Longest time that fewer blocks wait for more. The wait ends early when no file is in flight, or when somebody waits for them. */
const gatherMs = 5000

type Clearing = Extract<Stage, { at: 'clearing' }>

/** Blocks to delete, each with the job that waits for it; null when none does. */
type Wanted = Map<BlockId, JobId | null>

interface ClearDoors {
  readonly reader: DocumentReader
  readonly revisions: Revisions
  readonly arrived: ArrivedFiles
  readonly wake: () => void
  /** Called when a job's block turned out to hold its file. */
  readonly stands: (id: JobId) => void
  /** Called when a block was cleared. */
  readonly gone: (blockId: BlockId) => void
}

/**
 * Deletes the empty blocks of jobs that gave them up from one document, and those of files that are taken out again, in batches.
 * Each block is read right before; it is deleted by id where Feishu allows that, else by index. A block counts as cleared only once
 * a later read does not find it. What others put into it in the moment before is looked for in the revision before the deletion.
 */
export class ClearEdits implements Edits {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #doors: ClearDoors
  readonly #contents: BlockContents
  readonly #takenAlong: TakenAlong
  readonly #byId: DeleteById
  readonly #byIndex: DeleteByIndex
  readonly #wanted: Wanted = new Map()
  /** Jobs whose block another job wants to be gone first: one file took the place of the other. Each is known by its own uploads. */
  #behind: readonly (readonly [BlockId, JobId])[] = []
  /** Blocks of no job that could not be deleted: tried again when there is something else to clear. */
  #shelved: readonly BlockId[] = []
  /** Deletions of an earlier page that it did not look at. */
  #unseen: readonly JournalDeletion[] = []
  readonly #gathering: Gathering
  #isReadable = true
  /** Why the last call did not do what it was to, and whether its effect is unknown; for files that stay (`Stays`). */
  #refusal: { readonly failure: Failure; readonly isUnclear: boolean } | null = null
  /** Whether the blocks of this round could be read. */
  #isLooked = false
  /** Uploads that blocks of no job may hold. */
  readonly #mayHold = new Map<BlockId, readonly FileToken[]>()

  constructor(context: EngineContext, documentId: DocumentId, doors: ClearDoors) {
    this.#context = context
    this.#documentId = documentId
    this.#doors = doors
    this.#gathering = new Gathering(context.clock, gatherMs, doors.wake)
    this.#contents = new BlockContents(documentId, doors.reader)
    this.#takenAlong = new TakenAlong(this.#contents)
    const deleting = { ...doors, takenAlong: this.#takenAlong }
    this.#byId = new DeleteById(context, documentId, deleting)
    this.#byIndex = new DeleteByIndex(context, documentId, deleting)
  }

  add(blockId: BlockId, id: JobId): void {
    const first = this.#wanted.get(blockId) ?? id
    if (first === id) this.#want(blockId, id)
    else this.#behind = [...this.#behind, [blockId, id]]
  }

  /**
   * Deletes a block that no job owns any more, and writes that to the journal.
   *
   * @param mayHold Uploads of its former job whose bind got no answer: a block that holds one is deleted nevertheless.
   */
  discard(blockId: BlockId, mayHold: readonly FileToken[] = []): void {
    this.#discard(blockId, mayHold)
    const isAny = mayHold.length > 0
    this.#context.journal.discarding({ documentId: this.#documentId, blockId, ...(isAny && { earlier: mayHold }) })
  }

  /** Continues with a block that an earlier page had still to delete. */
  restore(blockId: BlockId, mayHold: readonly FileToken[] = []): void {
    this.restored(blockId)
    this.#discard(blockId, mayHold)
  }

  /** An earlier page may have deleted the block, and did not look afterwards. */
  restored(blockId: BlockId): void {
    this.#takenAlong.restored(blockId)
  }

  /** An earlier page may have deleted by index, and did not look at what that deleted. */
  restoreDeletion(deletion: JournalDeletion): void {
    this.#unseen = [...this.#unseen, deletion]
  }

  #discard(blockId: BlockId, mayHold: readonly FileToken[]): void {
    if (mayHold.length > 0) this.#mayHold.set(blockId, mayHold)
    this.#want(blockId, null)
  }

  hasWork(): boolean {
    if (this.#unseen.length > 0) return true
    if (this.#wanted.size === 0) return false
    if (!this.#gathering.isOpen || this.#wanted.size >= enough) return true
    return this.#context.inFlight(this.#documentId) === 0 || this.#isWaitedFor()
  }

  async work(): Promise<void> {
    // Before anything else is deleted: afterwards, that would be missing as well.
    if (this.#unseen.length > 0) return this.#lookBack()
    const wanted = this.#takeUp()
    this.#doors.revisions.goesOn()
    // A later page whose journal lacks the request would find the file gone and report that somebody else removed it.
    if ([...wanted.values()].some((id) => this.#endingOf(id) === 'takenOut')) await this.#context.journal.written()
    let inVain = 0
    while (wanted.size > 0 && inVain < maxRounds && this.#isReadable) {
      const { size } = wanted
      const asked = await this.#takeOutOnce(wanted)
      if (asked.size > 0) await this.#look(wanted, asked)
      else if (wanted.size === size) break
      inVain = wanted.size < size ? 0 : inVain + 1
      if (inVain > 0) this.#wasInVain(asked)
    }
    if (!this.#isReadable || !this.#isLooked) this.#tellUnseen(wanted)
    const left = [...wanted.keys()].filter((blockId) => wanted.get(blockId) === null)
    this.#shelved = [...this.#shelved, ...left]
    for (const id of wanted.values()) if (id !== null) this.#notCleared(id)
  }

  async #lookBack(): Promise<void> {
    const deletions = this.#unseen
    this.#unseen = []
    for (const deletion of deletions)
      await this.#reportAll(await this.#byIndex.lookBack(deletion), [deletion.input.clientToken], this.#wanted)
  }

  /** @returns The blocks that Feishu was asked to delete, and those that were gone already. */
  async #takeOutOnce(wanted: Wanted): Promise<ReadonlySet<BlockId>> {
    const asked = new Set<BlockId>()
    this.#refusal = null
    this.#isLooked = false
    if (this.#byId.isOffered) this.#refused(await this.#byId.takeOut(() => this.#toGo(wanted, asked)))
    if (!this.#byId.isOffered) await this.#takeOutByIndex(wanted, asked)
    return asked
  }

  #wasInVain(asked: ReadonlySet<BlockId>): void {
    if (asked.size > 1 && this.#refusal === null) this.#byId.wasInVain()
  }

  #notCleared(id: JobId): void {
    const { store } = this.#context
    store.dispatch(id, { type: 'notCleared', ...this.#refusal })
    // A file that could not be taken out is still in the document.
    if (store.get(id)?.stage.at === 'done') this.#doors.stands(id)
  }

  #want(blockId: BlockId, id: JobId | null): void {
    if (this.#wanted.size === 0) this.#gathering.begin()
    // Keeps the job that waits for the block when it is also wanted for no job.
    this.#wanted.set(blockId, id ?? this.#wanted.get(blockId) ?? null)
  }

  #takeUp(): Wanted {
    const wanted = new Map(this.#wanted)
    for (const blockId of this.#shelved) wanted.set(blockId, null)
    this.#wanted.clear()
    this.#shelved = []
    this.#gathering.end()
    this.#isReadable = true
    const behind = this.#behind
    this.#behind = []
    for (const [blockId, id] of behind) this.add(blockId, id)
    return wanted
  }

  /** Whether a person, or a job that is to be placed again, waits for a block to be gone; blocks of failed jobs are not urgent. */
  #isWaitedFor(): boolean {
    return [...this.#wanted.values()].some((id) => !['failed', null].includes(this.#endingOf(id)))
  }

  /** What follows the clearing of a job's block; null for no job. */
  #endingOf(id: JobId | null): Ending['as'] | null {
    return this.#clearing(id)?.ending.as ?? null
  }

  async #takeOutByIndex(wanted: Wanted, asked: Set<BlockId>): Promise<void> {
    const { alsoRemoved, refused, noted } = await this.#byIndex.takeOut(() => this.#toGo(wanted, asked))
    this.#refused(refused)
    await this.#reportAll(alsoRemoved, noted, wanted)
  }

  /** @param noted The deletions whose effect this is; once it is told, the journal forgets them. */
  async #reportAll(alsoRemoved: readonly AlsoRemoved[], noted: readonly string[], wanted: Wanted): Promise<void> {
    for (const removed of alsoRemoved) await this.#report(removed, wanted)
    for (const clientToken of noted) this.#context.journal.concluded(clientToken)
  }

  /** Handles other blocks that were deleted: files of this queue are placed again, and the loss of foreign content is reported. */
  async #report({ asked, others, how }: AlsoRemoved, wanted: Wanted): Promise<void> {
    const foreign = await this.#doors.arrived.lost(others)
    const isForeign = (blockId: BlockId) => !wanted.has(blockId) && !this.#wanted.has(blockId)
    if (others.length > 0 && !foreign.some(isForeign)) return
    this.#tell(asked, how, wanted)
  }

  #tellUnseen(wanted: Wanted): void {
    const open = [...wanted.keys()].filter((blockId) => this.#takenAlong.isOpen(blockId))
    for (const blockId of open) this.#tell([blockId], 'perhaps', wanted)
  }

  /** Says in the rows of these blocks that content of others was deleted. */
  #tell(blockIds: readonly BlockId[], how: OthersRemoved, wanted: Wanted): void {
    const { store } = this.#context
    const ids = blockIds.flatMap((blockId) => wanted.get(blockId) ?? []).filter((id) => store.get(id))
    // Where no job waited for the block, any job of this document shows the report.
    const bearers = ids.length > 0 ? ids : this.#anyJob()
    store.dispatchAll(bearers, () => ({ type: 'tookOthers', how }))
  }

  #refused(outcome: Outcome<unknown> | null): void {
    if (outcome && !outcome.ok) this.#refusal = { failure: outcome.failure, isUnclear: !this.#isLooked }
  }

  #anyJob(): readonly JobId[] {
    for (const { id, target } of this.#context.store.jobs())
      if (this.#context.targetKeyOf(target) === this.#documentId) return [id]
    return []
  }

  async #toGo(wanted: Wanted, asked: Set<BlockId>): Promise<Outcome<ContentsRead>> {
    const toGo = await this.#stillToGo(wanted, asked)
    this.#isLooked = toGo.ok
    if (toGo.ok) for (const blockId of toGo.data.contents.keys()) asked.add(blockId)
    return toGo
  }

  /** Reads what the blocks hold now; returns those to delete, and ends the others (`#isToGo`). */
  async #stillToGo(wanted: Wanted, asked: Set<BlockId>): Promise<Outcome<ContentsRead>> {
    const read = await this.#contents.newest([...wanted.keys()].slice(0, blocksPerDeletion))
    if (!read.ok) return read
    const toGo = new Map<BlockId, Content>()
    for (const [blockId, content] of read.data.contents) {
      // A block that the read does not find counts as cleared only once the list of all children lacks it too (`#look`).
      if (content === 'gone') asked.add(blockId)
      else if (this.#isToGo(blockId, content, wanted)) toGo.set(blockId, content)
    }
    return { ok: true, data: { ...read.data, contents: toGo } }
  }

  /** True for a block that is empty, or holds an upload of ours that nobody wants. Any other is ended here and stays. */
  #isToGo(blockId: BlockId, content: Exclude<Content, 'gone'>, wanted: Wanted): boolean {
    if (content === 'empty') return true
    const held = this.#uploadIn(blockId, content, wanted)
    const ending = this.#endingOf(wanted.get(blockId) ?? null)
    const isWanted = ending === 'failed' || ending === 'again'
    if (held && !isWanted) return true
    this.#end([blockId], wanted, held ? { type: 'arrived', fileToken: held } : { type: 'notCleared', isFilled: true })
    return false
  }

  /** The upload of ours that the block holds. */
  #uploadIn(blockId: BlockId, content: Content, wanted: Wanted): FileToken | undefined {
    const clearing = this.#clearing(wanted.get(blockId) ?? null)
    const uploads = clearing ? uploadsOf(clearing) : (this.#mayHold.get(blockId) ?? [])
    return typeof content === 'object' ? uploads.find((upload) => upload === content.fileToken) : undefined
  }

  #clearing(id: JobId | null): Clearing | null {
    const stage = id === null ? undefined : this.#context.store.get(id)?.stage
    return stage?.at === 'clearing' ? stage : null
  }

  /** Reads the document again and ends the blocks that are gone. */
  async #look(wanted: Wanted, asked: ReadonlySet<BlockId>): Promise<void> {
    const { reader, revisions, arrived } = this.#doors
    const snapshot = await reader.snapshot()
    if (!snapshot.ok) {
      this.#isReadable = false
      this.#refusal = { failure: snapshot.failure, isUnclear: true }
      return
    }
    const standing = new Set(snapshot.data.children.map((block) => block.block_id))
    const gone: BlockId[] = []
    for (const blockId of asked) {
      if (!wanted.has(blockId) || standing.has(blockId)) continue
      // A block inside another block is never among the page's children, so it has to be read itself.
      const inside = this.#contents.isInside(blockId) ? await reader.block(blockId) : null
      if (inside === null || (inside.ok && inside.data === null)) gone.push(blockId)
    }
    const isOurs = (blockId: BlockId, content: Content) =>
      content === 'empty' || this.#uploadIn(blockId, content, wanted) !== undefined
    const taken = await this.#takenAlong.of(gone, snapshot.data.revisionId, isOurs)
    for (const [blockId, how] of taken) this.#tell([blockId], how, wanted)
    this.#end(gone, wanted, { type: 'cleared' })
    if (await arrived.check(snapshot.data)) revisions.looked(snapshot.data.revisionId)
    else revisions.unreadable()
  }

  #end(blockIds: readonly BlockId[], wanted: Wanted, how: EventOf<'cleared' | 'arrived' | 'notCleared'>): void {
    const ids = blockIds.flatMap((blockId) => wanted.get(blockId) ?? [])
    this.#context.journal.discarded(blockIds.filter((blockId) => wanted.get(blockId) === null))
    for (const blockId of blockIds) wanted.delete(blockId)
    this.#context.store.dispatchAll(ids, () => how)
    if (how.type === 'arrived') for (const id of ids) this.#doors.stands(id)
    if (how.type === 'cleared') for (const blockId of blockIds) this.#doors.gone(blockId)
  }
}

/** The uploads of a file that its block may hold. */
function uploadsOf({ spot, fileToken }: Clearing): readonly FileToken[] {
  const earlier = (spot && blockOf(spot)?.earlier) ?? []
  return fileToken ? [...earlier, fileToken] : earlier
}
