import type { BlockId } from '../../../contract/feishu/ids.ts'
import { revisionsBehindMax } from '../../../contract/feishu/limits.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { OthersRemoved } from '../../job/job.ts'
import type { BlockContents, Content, ContentsRead } from './block-contents.ts'

/** A block that a deletion has named, as long as it is not certain that nobody edited it between its reading and the deletion. */
interface Doubt {
  /** The last revision in which it was read, and held nothing of others; null where an earlier page may have read and deleted it. */
  readonly read: { readonly revisionId: number; readonly content: Content } | null
  /** Revision that the deletion made; null while that is unknown. */
  readonly madeAt: number | null
  /** An attempt without an answer may have deleted it. */
  readonly isUnclear: boolean
}

type Contents = ContentsRead['contents']
type DoubtsById = ReadonlyMap<BlockId, Doubt>

/**
 * Finds out what deletions of blocks took along. Feishu has no deletion on condition: what somebody puts into a block after its last
 * reading is deleted with it. The answer names the revision that the deletion made; when it is not the one after the reading, or when there
 * is no answer, the revisions in between are read.
 */
export class TakenAlong {
  readonly #contents: BlockContents
  readonly #doubts = new Map<BlockId, Doubt>()

  constructor(contents: BlockContents) {
    this.#contents = contents
  }

  /** An earlier page may have deleted it. */
  restored(blockId: BlockId): void {
    this.#doubts.set(blockId, { read: null, madeAt: null, isUnclear: true })
  }

  /**
   * A deletion leaves.
   *
   * @param unclear An earlier attempt may have had an effect.
   */
  leaving(blockIds: readonly BlockId[], { revisionId, contents }: ContentsRead, unclear: boolean): void {
    for (const blockId of blockIds) {
      const read = { revisionId, content: contents.get(blockId) ?? 'empty' }
      const isUnclear = unclear || this.#doubts.get(blockId)?.isUnclear === true
      this.#doubts.set(blockId, { read, madeAt: null, isUnclear })
    }
  }

  /** It was carried out and made this revision; null: that is unknown, or whether it was carried out. */
  ended(blockIds: readonly BlockId[], madeAt: number | null): void {
    for (const blockId of blockIds) {
      const doubt = this.#doubts.get(blockId)
      if (!doubt) continue
      if (madeAt !== null && madeAt - 1 === doubt.read?.revisionId) this.#doubts.delete(blockId)
      else this.#doubts.set(blockId, { ...doubt, madeAt, isUnclear: doubt.isUnclear || madeAt === null })
    }
  }

  /** Whether a deletion may have deleted the block, so that only a look can tell what went with it. */
  isOpen(blockId: BlockId): boolean {
    const doubt = this.#doubts.get(blockId)
    return doubt !== undefined && (doubt.isUnclear || doubt.madeAt !== null)
  }

  /**
   * Which of these blocks, that are gone in this revision, held something of others when they were deleted, or may have.
   *
   * @param isOurs Whether a block with this content held nothing of others.
   */
  async of(
    gone: readonly BlockId[],
    revisionId: number,
    isOurs: (blockId: BlockId, content: Content) => boolean,
  ): Promise<ReadonlyMap<BlockId, OthersRemoved>> {
    const doubts = new Map(gone.flatMap((blockId) => this.#take(blockId)))
    const taken = new Map<BlockId, OthersRemoved>()
    const isForeign = (held: Contents) => (blockId: BlockId) =>
      !isSafe(held.get(blockId), doubts.get(blockId), (content) => isOurs(blockId, content))
    const note = (blockIds: readonly BlockId[], held: Outcome<Contents>, how: OthersRemoved) => {
      const found = held.ok ? blockIds.filter(isForeign(held.data)) : blockIds
      for (const blockId of found) taken.set(blockId, held.ok ? how : 'perhaps')
    }
    for (const [madeAt, blockIds] of byAnswer(doubts))
      note(blockIds, await this.#contentsBefore(madeAt, blockIds, isForeign), 'surely')
    for (const [from, blockIds] of byReading(doubts))
      note(blockIds, await this.#lastContents(blockIds, from, revisionId), 'perhaps')
    const restored = [...doubts].flatMap(([blockId, { read }]) => (read === null ? [blockId] : []))
    for (const blockId of restored) note([blockId], await this.#lastContent(blockId, revisionId), 'perhaps')
    return taken
  }

  #take(blockId: BlockId): readonly (readonly [BlockId, Doubt])[] {
    const doubt = this.#doubts.get(blockId)
    this.#doubts.delete(blockId)
    return doubt ? [[blockId, doubt]] : []
  }

  /** What blocks held right before this edit; of those with content of others, only what it deleted, for it may have left some (U34). */
  async #contentsBefore(
    madeAt: number,
    blockIds: readonly BlockId[],
    isForeign: (held: Contents) => (blockId: BlockId) => boolean,
  ): Promise<Outcome<Contents>> {
    const before = await this.#contents.at(madeAt - 1, blockIds)
    const foreign = before.ok ? blockIds.filter(isForeign(before.data)) : []
    if (!before.ok || foreign.length === 0) return before
    const after = await this.#contents.at(madeAt, foreign)
    if (!after.ok) return after
    const deleted = foreign.filter((blockId) => after.data.get(blockId) === 'gone')
    return { ok: true, data: only(before.data, deleted) }
  }

  /** The last content of blocks that were there in one revision and are gone in another; none for those gone right afterwards. */
  async #lastContents(blockIds: readonly BlockId[], from: number, until: number): Promise<Outcome<Contents>> {
    if (blockIds.length === 0 || until - from <= 1) return { ok: true, data: new Map() }
    const middle = Math.floor((from + until) / 2)
    const held = await this.#contents.at(middle, blockIds)
    if (!held.ok) return held
    const isGone = (blockId: BlockId) => held.data.get(blockId) === 'gone'
    const standing = blockIds.filter((blockId) => !isGone(blockId))
    const earlier = await this.#lastContents(blockIds.filter(isGone), from, middle)
    if (!earlier.ok) return earlier
    const later = await this.#lastContents(standing, middle, until)
    if (!later.ok) return later
    return { ok: true, data: new Map([...earlier.data, ...only(held.data, standing), ...later.data]) }
  }

  /** The same for a block of which no revision is known in which it was there. */
  async #lastContent(blockId: BlockId, until: number): Promise<Outcome<Contents>> {
    for (let back = 1; back < Math.min(until, revisionsBehindMax); back *= 2) {
      const held = await this.#contents.at(until - back, [blockId])
      if (!held.ok) return held
      if (held.data.get(blockId) === 'gone') continue
      const later = await this.#lastContents([blockId], until - back, until - Math.floor(back / 2))
      return later.ok ? { ok: true, data: new Map([...held.data, ...later.data]) } : later
    }
    return { ok: true, data: new Map([[blockId, 'other']]) }
  }
}

/** Whether nothing of others was deleted: by what the block held at last, or because it was gone before the deletion. */
function isSafe(held: Content | undefined, doubt: Doubt | undefined, isOurs: (content: Content) => boolean): boolean {
  const before = doubt?.read?.content
  return held === undefined || held === 'gone' || isOurs(held) || tokenIn(held) === tokenIn(before)
}

function tokenIn(content: Content | undefined): string {
  return typeof content === 'object' ? content.fileToken : (content ?? '')
}

/** Blocks whose deletion an answer names, by the revision that it made. */
function byAnswer(doubts: DoubtsById): ReadonlyMap<number, readonly BlockId[]> {
  return grouped(doubts, ({ madeAt, isUnclear }) => (isUnclear ? null : madeAt))
}

/** The others, by the revision in which they were read. */
function byReading(doubts: DoubtsById): ReadonlyMap<number, readonly BlockId[]> {
  return grouped(doubts, ({ read, madeAt, isUnclear }) => {
    return read !== null && (isUnclear || madeAt === null) ? read.revisionId : null
  })
}

function grouped(doubts: DoubtsById, keyOf: (doubt: Doubt) => number | null): ReadonlyMap<number, readonly BlockId[]> {
  const groups = new Map<number, BlockId[]>()
  for (const [blockId, doubt] of doubts) {
    const key = keyOf(doubt)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), blockId])
  }
  return groups
}

function only(contents: Contents, blockIds: readonly BlockId[]): Contents {
  return new Map([...contents].filter(([blockId]) => blockIds.includes(blockId)))
}
