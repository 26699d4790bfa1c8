import { blockTypes, mediaTokenOf, type Block } from '../../../contract/feishu/docx/docx.ts'
import type { BlockId, DocumentId, FileToken } from '../../../contract/feishu/ids.ts'
import { blocksPerDeletion } from '../../../contract/feishu/limits.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { Edits } from '../serial-lane.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { JobId } from '../../job/job.ts'
import type { ArrivedFiles } from './arrived-files.ts'
import { DeleteById } from './delete-by-id.ts'
import { DeleteByIndex, type AlsoTaken } from './delete-by-index.ts'
import type { DocumentReader } from './document-reader.ts'
import type { Revisions } from './revisions.ts'

/** Times in a row that nothing goes before blocks are told to be left over. */
const maxRounds = 3

/** Blocks that are cleared at once; fewer wait for others, since each clearing reads the document and takes one of its edits. */
const enough = 20
/** How long they wait while files are on their way; nothing on its way, or somebody waiting, ends it. */
const gatherMs = 5000

/** Blocks that are read one by one; more are cheaper to find in a list of all. */
const readOneByOneMax = 10

/** Blocks to take out, each with the job that waits for it; null when none does. */
type Wanted = Map<BlockId, JobId | null>

/** What a block holds by now: nothing, the file of this token, or what no file of this queue's can be. */
type Content = 'gone' | 'empty' | 'other' | { readonly fileToken: string }

interface ClearDoors {
  readonly reader: DocumentReader
  readonly revisions: Revisions
  readonly arrived: ArrivedFiles
  readonly wake: () => void
  /** A job's block turned out to hold its file. */
  readonly stands: (id: JobId) => void
}

/**
 * Takes empty blocks of given-up files out of one document, gathered: each is read right before, taken out by its id where Feishu
 * lets, by its place elsewhere, and looked for afterwards. Only what was looked for and not found is told to be gone.
 */
export class ClearEdits implements Edits {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #doors: ClearDoors
  readonly #byId: DeleteById
  readonly #byIndex: DeleteByIndex
  readonly #wanted: Wanted = new Map()
  /** Nobody's blocks that could not be taken out: tried again when there is something else to clear. */
  #shelved: readonly BlockId[] = []
  /** Ends the time in which blocks gather. */
  #gathering: AbortController | null = null
  #isDue = false
  #isReadable = true
  /** Uploads that blocks of nobody's may hold. */
  readonly #mayHold = new Map<BlockId, FileToken>()
  /** Blocks that somebody moved out of the page's children. */
  readonly #inside = new Set<BlockId>()

  constructor(context: EngineContext, documentId: DocumentId, doors: ClearDoors) {
    this.#context = context
    this.#documentId = documentId
    this.#doors = doors
    this.#byId = new DeleteById(context, documentId, doors)
    this.#byIndex = new DeleteByIndex(context, documentId, doors)
  }

  add(blockId: BlockId, id: JobId): void {
    this.#want(blockId, id)
  }

  /**
   * Takes out a block that belongs to no job any more.
   *
   * @param mayHold The job's upload, where its bind was never heard of: it goes with the block.
   */
  discard(blockId: BlockId, mayHold?: FileToken): void {
    this.restore(blockId, mayHold)
    this.#context.journal.discarding({ documentId: this.#documentId, blockId, ...(mayHold && { mayHold }) })
  }

  /** Goes on with a block that an earlier page did not get to. */
  restore(blockId: BlockId, mayHold?: FileToken): void {
    if (mayHold) this.#mayHold.set(blockId, mayHold)
    this.#want(blockId, null)
  }

  hasWork(): boolean {
    if (this.#wanted.size === 0) return false
    if (this.#isDue || this.#wanted.size >= enough) return true
    return this.#context.inFlight(this.#documentId) === 0 || this.#isWaitedFor()
  }

  async work(): Promise<void> {
    const wanted = this.#takeUp()
    for (let inVain = 0; wanted.size > 0 && inVain < maxRounds && this.#isReadable;) {
      const { size } = wanted
      const asked = new Set<BlockId>()
      if (this.#byId.isOffered) await this.#byId.takeOut(() => this.#toGo(wanted, asked))
      if (!this.#byId.isOffered) await this.#takeOutByIndex(wanted, asked)
      if (asked.size > 0) await this.#look(wanted, asked)
      else if (wanted.size === size) break
      inVain = wanted.size < size ? 0 : inVain + 1
    }
    const left = [...wanted.keys()].filter((blockId) => wanted.get(blockId) === null)
    this.#shelved = [...this.#shelved, ...left]
    for (const id of wanted.values()) if (id !== null) this.#context.store.dispatch(id, { type: 'notCleared' })
  }

  #want(blockId: BlockId, id: JobId | null): void {
    // A job that waits for it hears of it, whoever else wants it gone.
    this.#wanted.set(blockId, id ?? this.#wanted.get(blockId) ?? null)
    if (this.#gathering) return
    const gathering = new AbortController()
    this.#gathering = gathering
    void this.#context.clock.sleep(gatherMs, gathering.signal).then(
      () => {
        this.#isDue = true
        this.#doors.wake()
      },
      () => undefined,
    )
  }

  #takeUp(): Wanted {
    const wanted = new Map(this.#wanted)
    for (const blockId of this.#shelved) wanted.set(blockId, null)
    this.#wanted.clear()
    this.#shelved = []
    this.#gathering?.abort()
    this.#gathering = null
    this.#isDue = false
    this.#isReadable = true
    return wanted
  }

  /** Whether somebody looks at a row, or a file goes on, only once its block is gone. */
  #isWaitedFor(): boolean {
    return [...this.#wanted.values()].some((id) => {
      const stage = id === null ? undefined : this.#context.store.get(id)?.stage
      return stage?.at === 'clearing' && stage.ending.as !== 'failed'
    })
  }

  async #takeOutByIndex(wanted: Wanted, asked: Set<BlockId>): Promise<void> {
    const toGo = await this.#toGo(wanted, asked)
    if (!toGo.ok || toGo.data.length === 0) return
    for (const taken of await this.#byIndex.takeOut(toGo.data)) await this.#tell(taken, wanted)
  }

  /** Something else may have gone: files that had arrived are put in again, and what was somebody else's is told. */
  async #tell({ asked, others, how }: AlsoTaken, wanted: Wanted): Promise<void> {
    const foreign = await this.#doors.arrived.lost(others)
    const isForeign = (blockId: BlockId) => !wanted.has(blockId) && !this.#wanted.has(blockId)
    if (others.length > 0 && !foreign.some(isForeign)) return
    const ids = asked.flatMap((blockId) => wanted.get(blockId) ?? [])
    // Where no row waited for the block, any row of this document tells it.
    const bearers = ids.length > 0 ? ids : this.#anyJob()
    this.#context.store.dispatchAll(bearers, () => ({ type: 'tookOthers', how }))
  }

  #anyJob(): readonly JobId[] {
    for (const { id, target } of this.#context.store.jobs())
      if (this.#context.targetKeyOf(target) === this.#documentId) return [id]
    return []
  }

  async #toGo(wanted: Wanted, asked: Set<BlockId>): Promise<Outcome<readonly BlockId[]>> {
    const toGo = await this.#stillToGo(wanted, asked)
    if (toGo.ok) for (const blockId of toGo.data) asked.add(blockId)
    return toGo
  }

  /** Reads what the blocks hold by now; those that are still empty are to go, and the others are accounted for. */
  async #stillToGo(wanted: Wanted, asked: Set<BlockId>): Promise<Outcome<readonly BlockId[]>> {
    const ids = [...wanted.keys()].slice(0, blocksPerDeletion)
    const listed = new Map<BlockId, Block>()
    if (ids.length > readOneByOneMax) {
      const snapshot = await this.#doors.reader.snapshot()
      if (!snapshot.ok) return snapshot
      for (const block of snapshot.data.children) listed.set(block.block_id, block)
    }
    const toGo: BlockId[] = []
    for (const blockId of ids) {
      const content = await this.#contentOf(blockId, listed)
      if (!content.ok) return content
      // What is said to be gone is believed once the list of all does not show it either.
      if (content.data === 'gone') asked.add(blockId)
      else if (this.#isToGo(blockId, content.data, wanted)) toGo.push(blockId)
    }
    return { ok: true, data: toGo }
  }

  async #contentOf(blockId: BlockId, listed: ReadonlyMap<BlockId, Block>): Promise<Outcome<Content>> {
    const known = listed.get(blockId)
    const outcome = known ? { ok: true as const, data: known } : await this.#doors.reader.block(blockId)
    if (!outcome.ok) return outcome
    const block = outcome.data
    if (block && block.parent_id !== '' && block.parent_id !== this.#documentId) this.#inside.add(blockId)
    if (block?.block_type !== blockTypes.view) return { ok: true, data: contentOf(block) }
    const [child, ...rest] = block.children
    if (rest.length > 0) return { ok: true, data: 'other' }
    if (child === undefined) return { ok: true, data: 'empty' }
    const inside = await this.#doors.reader.block(child)
    if (!inside.ok) return inside
    return { ok: true, data: contentOf(inside.data) }
  }

  /** Accounts for a block that holds something; one that is empty, or holds what nobody wants, is to go. */
  #isToGo(blockId: BlockId, content: Exclude<Content, 'gone'>, wanted: Wanted): boolean {
    if (content === 'empty') return true
    const id = wanted.get(blockId) ?? null
    const stage = id === null ? undefined : this.#context.store.get(id)?.stage
    const clearing = stage?.at === 'clearing' ? stage : null
    const upload = clearing ? clearing.fileToken : this.#mayHold.get(blockId)
    const isOurs = content !== 'other' && upload !== undefined && upload === content.fileToken
    const isWanted = clearing !== null && clearing.ending.as !== 'cancelled'
    if (isOurs && !isWanted) return true
    this.#end([blockId], wanted, isOurs ? 'arrived' : 'filled')
    return false
  }

  /** Looks where the document stands now. */
  async #look(wanted: Wanted, asked: ReadonlySet<BlockId>): Promise<void> {
    const { reader, revisions, arrived } = this.#doors
    const snapshot = await reader.snapshot()
    if (!snapshot.ok) {
      this.#isReadable = false
      return
    }
    const standing = new Set(snapshot.data.children.map((block) => block.block_id))
    for (const blockId of asked) {
      if (!wanted.has(blockId) || standing.has(blockId)) continue
      // What stands inside another block is no child of the page, gone or not.
      const inside = this.#inside.has(blockId) ? await reader.block(blockId) : null
      if (inside === null || (inside.ok && inside.data === null)) this.#end([blockId], wanted, 'cleared')
    }
    await arrived.check(snapshot.data)
    revisions.looked(snapshot.data.revisionId)
  }

  #end(blockIds: readonly BlockId[], wanted: Wanted, how: 'cleared' | 'arrived' | 'filled'): void {
    const ids = blockIds.flatMap((blockId) => wanted.get(blockId) ?? [])
    this.#context.journal.discarded(blockIds.filter((blockId) => wanted.get(blockId) === null))
    for (const blockId of blockIds) wanted.delete(blockId)
    this.#context.store.dispatchAll(ids, () =>
      how === 'filled' ? { type: 'notCleared', isFilled: true } : { type: how },
    )
    if (how === 'arrived') for (const id of ids) this.#doors.stands(id)
  }
}

function contentOf(block: Block | null): Content {
  if (block === null) return 'gone'
  if (block.block_type !== blockTypes.image && block.block_type !== blockTypes.file) return 'other'
  const fileToken = mediaTokenOf(block)
  return fileToken === '' ? 'empty' : { fileToken }
}
