import { expect } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { uploadAllMaxBytes } from '../../../contract/feishu/limits.ts'
import type { Job, JobId } from '../../job/job.ts'
import { blockOf } from '../../job/spot.ts'
import { spotOf } from '../../job/spot-of.ts'
import type { DocumentReading } from '../feishu-model.ts'
import { fileOf } from '../hand-held-doors.ts'
import { reportsLeftover, Life, type DropOf } from './life.ts'
import { isReading, World } from '../world.ts'

const codes = [
  1061001, 1061045, 99991400, 1061044, 1062009, 1770013, 1061002, 1061004, 1770032, 1770001, 1770002, 99991677,
  99991661, 1061101, 1061021, 1062010, 1770035, 1770021, 1771001,
]

/** A queue into a document that has two empty blocks of somebody else already, and that others edit meanwhile. */
const bothWays = { fromFiles: 2, isAllowed: () => true, onRefused: () => undefined }

export class DocumentLife extends Life<World> {
  readonly #reading: DocumentReading
  /** Blocks of others, in their order after the last edit by others. */
  #others: readonly string[]
  readonly #takenFromOthers = new Set<string>()
  /** Blocks of ours that somebody put something of theirs into, each with the file's job. */
  readonly #filled = new Map<string, JobId | undefined>()
  /** Blocks of ours that others removed after every job had ended; the queue does not read the document after that. */
  readonly #removedLate = new Set<string>()
  /** Blocks of ours that others removed while no job had more than begun, each with the number of edits that the queue had made by then. */
  readonly #removedBefore = new Map<string, number>()
  /** Blocks that others removed, at any time. */
  readonly #removed = new Set<string>()
  /** How many readings had been answered when one was refused last; null: none was. */
  #refusedAfterReads: number | null = null
  /** Whether files stand in another order than the queue's. */
  protected isMoved = false

  /** @param goesBothWays Whether two small files and more also go by parts. */
  constructor(reading: DocumentReading, goesBothWays = false) {
    super(new World(goesBothWays ? { smallFilesByParts: bothWays } : {}))
    this.#reading = reading
    const { model } = this.world
    const children = [{ block_type: 27 }, { block_type: 23 }]
    const body = { kind: 'json', value: { index: -1, children } } as const
    const query = { document_revision_id: '-1' }
    model.apply({ route: 'createBlocks', parameters: {}, query, body })
    this.#others = model.blocks.map(({ topId }) => topId)
    model.reads(reading)
  }

  override codesFor() {
    return codes
  }

  override fileAt(at: number, { picture, large }: DropOf) {
    return fileOf(`${at}.${picture ? 'png' : 'pdf'}`, large ? uploadAllMaxBytes + 1 : 10 + (at % 3))
  }

  /** Somebody else writes a block, or removes or moves one of theirs or ours, empty or not. */
  override othersEdit(pick: number, how: number): void {
    const { model } = this.world
    this.watch()
    // Mostly in the moment that matters: between the reading of a block and its deletion.
    if ((how % 8 === 7 || this.isOut(isDeletion)) && this.#replace(pick)) return
    const block = model.blocks[pick % model.blocks.length]
    const index = (how >> 2) % (model.blocks.length + 1)
    const written = how % 4 < 2 || !block ? [model.write(index)] : []
    if (written.length === 0 && block) {
      const isOurs = !this.#others.includes(block.topId)
      if (how % 4 === 2) {
        model.remove(block.topId)
        this.#removed.add(block.topId)
        if (isOurs && this.#areEnded()) this.#removedLate.add(block.topId)
        else if (isOurs && this.#areEndedOrBegun()) this.#removedBefore.set(block.topId, model.editsMade)
      } else {
        model.move(block.topId, index)
        this.isMoved ||= isOurs
      }
    }
    this.#others = model.blocks
      .map(({ topId }) => topId)
      .filter((topId) => this.#others.includes(topId) || written.includes(topId))
  }

  /** Somebody puts something of theirs into the block of a file that is being taken out: the block is theirs from then on. */
  #replace(pick: number): boolean {
    const { model, jobs } = this.world
    // A page that dies before the wish is written down leaves a row that says "arrived", and reads no block inside another.
    if (this.world.doors.journal.isPaused) return false
    const leaving = jobs.flatMap(({ stage }) => {
      const isLeaving = stage.at === 'clearing' && stage.ending.as === 'takenOut'
      const block = isLeaving && stage.spot ? blockOf(stage.spot) : null
      return block && model.blocks.some(({ topId }) => topId === block.topBlockId) ? [block.topBlockId] : []
    })
    const topId = leaving[pick % leaving.length]
    if (topId === undefined) return false
    return this.fill(topId)
  }

  /**
   * Somebody puts something of theirs into a block of ours; false where it is theirs already. Not while a deletion of a dead page may still
   * take effect: the next page, finding something of others in the block, is done with it.
   */
  protected fill(topId: string): boolean {
    const { model, jobs } = this.world
    if (this.#others.includes(topId) || this.isLate(isDeletion)) return false
    this.#filled.set(topId, jobs.find(({ stage }) => topIdOf(stage) === topId)?.id)
    // The queue reads the document only after an edit of its own, which may not come.
    this.#removedLate.add(topId)
    model.fill(topId, `theirs in ${topId}`)
    this.#others = model.blocks.map((block) => block.topId).filter((id) => this.#others.includes(id) || id === topId)
    return true
  }

  /** If Feishu ignores the revision, such a late deletion deletes whatever is at the index by then. */
  override mayComeLate(request: ApiRequest): boolean {
    if (isDeletion(request) && this.#others.some((topId) => this.#filled.has(topId))) return false
    return request.route !== 'deleteBlocks' || this.#reading.revision === 'carried'
  }

  override mayStillBeFound({ stage }: Job): boolean {
    if (stage.at === 'done' && stage.stays?.isUnclear) return true
    const topId = topIdOf(stage)
    if (topId === null) return false
    if (this.#removed.has(topId) && this.#refusedAfterReads === this.world.readsAnswered) return true
    return this.#removedLate.has(topId) || this.#removedBefore.get(topId) === this.world.model.editsMade
  }

  /** Where the last reading was refused, the page does not know what others removed before: it does not read again until something goes on. */
  override wasRefused(request: ApiRequest): void {
    if (isReading(request)) this.#refusedAfterReads = this.world.readsAnswered
  }

  override watch(): void {
    const standing = this.world.model.blocks.map(({ topId }) => topId).filter((topId) => this.#others.includes(topId))
    const taken = this.#others.filter((topId) => !standing.includes(topId))
    // Only an edit by index can hit a wrong block, and only if Feishu does not adjust the index to later edits. What is put into a block
    // that is to be deleted can go with it.
    if (this.#reading.revision === 'carried' || this.#reading.byId !== 'absent')
      expect(taken.filter((topId) => !this.#filled.has(topId))).toEqual([])
    for (const topId of taken) this.#takenFromOthers.add(topId)
    this.#others = this.#others.filter((topId) => !taken.includes(topId))
    expect(standing).toEqual(this.#others)
  }

  override check(): void {
    this.watch()
    const { jobs, model, document } = this.world
    const ends = jobs.map(({ stage }) => stage)
    expect(ends.map(({ at }) => at).filter((at) => !['done', 'failed', 'cancelled'].includes(at))).toEqual([])

    const ours = model.blocks.flatMap(({ topId }, at) =>
      this.#others.includes(topId) ? [] : [{ topId, name: document[at] ?? '' }],
    )
    const names = ours.map(({ name }) => name).filter((name) => name !== '-')
    expect(new Set(names).size).toBe(names.length)
    const done = jobs.filter((job) => job.stage.at === 'done' && !this.mayStillBeFound(job)).map((job) => job.name)
    expect(done.filter((name) => !names.includes(name))).toEqual([])
    if (!this.isMoved) expect(names.filter((name) => done.includes(name))).toEqual(done)
    const known = new Set(
      [...jobs, ...this.forgotten]
        .filter((job) => job.stage.at === 'done' || reportsLeftover(job))
        .map((job) => job.name),
    )
    expect(names.filter((name) => !known.has(name))).toEqual([])

    const asFileBlocks = jobs.filter(
      ({ stage }) => stage.at === 'failed' && stage.failure.problem === 'file-blocks-refused',
    )
    expect(asFileBlocks.filter(({ kind }) => kind === 'image')).toEqual([])
    if (this.#reading.fileBlocks === 'refused')
      expect(jobs.filter(({ kind, stage }) => kind === 'file' && stage.at === 'done')).toEqual([])

    const reported = new Set(ends.flatMap(reportedBlocks))
    const unreported = ours.filter(({ topId, name }) => name === '-' && !reported.has(topId))
    // For a removed file, the next page tries again to delete what this one could not.
    const { creations, discards } = this.world.doors.journal.restored()
    const perhaps = creations.flatMap(({ ids }) => ids)
    expect(unreported.length).toBeLessThanOrEqual(perhaps.length + discards.length)

    const told = [...jobs, ...this.forgotten].filter(({ othersTaken }) => othersTaken !== undefined)
    if (this.#takenFromOthers.size > 0) expect(told.length).toBeGreaterThan(0)
    if (this.#takenFromOthers.size === 0) expect(told.filter(({ othersTaken }) => othersTaken === 'surely')).toEqual([])
    const bearers = [...this.#takenFromOthers].flatMap((topId) => this.#filled.get(topId) ?? [])
    const silent = jobs.filter(({ id, othersTaken }) => bearers.includes(id) && othersTaken === undefined)
    expect(silent).toEqual([])
    expect(this.wronglySpoilt).toEqual([])
  }

  #areEnded(): boolean {
    return this.world.stages.every(isEnd)
  }

  /** Whether every job has ended, waits, or only reads what it is to replace. */
  #areEndedOrBegun(): boolean {
    const hasBegun = ({ stage, replaces }: Job) => stage.at === 'waiting' || (stage.at === 'placing' && replaces)
    return this.world.jobs.every((job) => isEnd(job.stage.at) || hasBegun(job))
  }
}

function isEnd(at: string): boolean {
  return at === 'done' || at === 'failed' || at === 'cancelled'
}

function isDeletion({ route }: ApiRequest): boolean {
  return route === 'updateDocument' || route === 'deleteBlocks'
}

function topIdOf(stage: Job['stage']): string | null {
  const spot = spotOf(stage)
  const block = spot && blockOf(spot)
  return block?.topBlockId ?? null
}

/** Empty blocks that the queue reports: one that could not be deleted, or is kept for the retry. */
function reportedBlocks(stage: Job['stage']): readonly string[] {
  if (stage.at !== 'failed' && stage.at !== 'cancelled') return []
  const topId = topIdOf(stage)
  return topId === null ? [] : [topId]
}
