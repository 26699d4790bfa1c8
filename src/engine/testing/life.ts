import { expect } from 'vitest'
import type { ApiRequest } from '../../contract/api.ts'
import { uploadAllMaxBytes } from '../../contract/limits.ts'
import type { Job, JobId } from '../job.ts'
import type { Uploads } from '../uploads.ts'
import { fileOf, settled, type TestFile } from './hand-held-doors.ts'
import { blockOf } from '../spot.ts'
import { World } from './world.ts'

export interface DropOf {
  readonly picture: boolean
  readonly large: boolean
  /** Only its name is known when it is dropped. */
  readonly listed: boolean
}

/** How a page dies. */
interface Crash {
  /** Bits: which calls on the wire take effect; others may do so later. */
  readonly effects: number
  /** Whether what was being written is durable. */
  readonly keepsHeld: boolean
  /** Bits: which files' bytes do not come back. */
  readonly lacking: number
}

/** One queue through troubles, wishes and pages, and what has to be true of it in the end. */
export class Life {
  readonly world = new World()
  readonly #files = new Map<string, TestFile>()
  /** Files that were not readable, or not the same, at some time. */
  readonly #spoilt = new Set<string>()
  readonly #forgotten: Job[] = []
  /** Calls that a dead page left on the wire, and that did not take effect yet. */
  #late: readonly ApiRequest[] = []

  constructor() {
    const children = [{ block_type: 27 }, { block_type: 23 }]
    const body = { kind: 'json', value: { index: -1, children } } as const
    this.world.model.apply({ route: 'createBlocks', parameters: {}, query: {}, body })
  }

  get uploads(): Uploads {
    return this.world.uploads
  }

  async drop(files: readonly DropOf[]): Promise<void> {
    const dropped = files.map(({ picture, large, listed }) => {
      const at = this.#files.size
      const file = fileOf(`${at}.${picture ? 'png' : 'pdf'}`, large ? uploadAllMaxBytes + 1 : 10 + (at % 3))
      this.#files.set(file.name, file)
      return listed ? this.world.looks.list(file) : file
    })
    await this.world.drop(...dropped)
  }

  picked(pick: number): readonly JobId[] {
    const { ids } = this.uploads.getSnapshot()
    return ids.filter((_, at) => at === pick % ids.length)
  }

  forget(pick: number): void {
    const before = this.world.jobs
    this.uploads.forget(this.picked(pick))
    this.#forgotten.push(...before.filter((job) => !this.uploads.getJob(job.id)))
  }

  fileBecomes(pick: number, state: 'changed' | 'unreadable' | 'well'): void {
    const file = [...this.#files.values()][pick % this.#files.size]
    if (!file) return
    file.becomes(state)
    if (state !== 'well') this.#spoilt.add(file.name)
  }

  /** Brings back every file whose bytes are missing. */
  async reattach(listed: boolean): Promise<void> {
    const lacking = this.world.jobs.filter((job) => job.lacksFile && job.stage.at !== 'done')
    const files = lacking.flatMap((job) => this.#files.get(job.file.name) ?? [])
    const reattached = this.uploads.reattach(files.map((file) => (listed ? this.world.looks.list(file) : file)))
    await settled()
    await this.world.looks.see()
    await reattached
  }

  async crash({ effects, keepsHeld, lacking }: Crash): Promise<void> {
    const open = this.world.wire.open.map(({ request }) => request)
    const taken = open.filter((_, at) => (effects >> at) & 1)
    for (const request of taken) this.world.model.apply(request)
    // Where a deletion comes so late, it takes out whatever stands at its index by then: nobody could mend that.
    this.#late = open.filter((request) => !taken.includes(request) && request.route !== 'deleteBlocks')
    if (keepsHeld) this.world.doors.journal.keepHeld()
    const names = [...this.#files.keys()]
    await this.world.crash((file) => ((lacking >> (names.indexOf(file.name) % 12)) & 1) === 1)
  }

  lateEffects(): void {
    for (const request of this.#late) this.world.model.apply(request)
    this.#late = []
  }

  /** Nothing holds the whole queue back any more. */
  async calm(): Promise<void> {
    const { doors, uploads, looks } = this.world
    doors.connectivity.goes('online')
    doors.journal.letGo()
    uploads.signedIn()
    await looks.see()
  }

  /** Everything is done that can be. */
  async end(): Promise<void> {
    this.lateEffects()
    await this.calm()
    await this.reattach(false)
    this.uploads.resume(this.uploads.getSnapshot().ids)
    await this.#rest()
  }

  /** Another page finds the queue as the last one left it, and nothing to do but to clear up. */
  async open(): Promise<void> {
    const before = this.world.jobs
    await this.world.crash()
    await this.world.comeToRest()
    expect(this.world.jobs.map(({ id, name, stage }) => [id, name, stage.at])).toEqual(
      before.map(({ id, name, stage }) => [id, name, stage.at]),
    )
    const { creations, discards } = this.world.doors.journal.restored()
    expect(creations.filter(({ ids }) => !ids.some((id) => isPerhaps(this.uploads.getJob(id))))).toEqual([])
    expect(discards).toEqual([])
  }

  async #rest(): Promise<void> {
    for (let round = 0; round < 50; round += 1) {
      await this.world.comeToRest()
      if (this.world.jobs.every(({ stage }) => ['done', 'failed', 'cancelled'].includes(stage.at))) return
      await this.world.looks.see()
    }
  }

  check(): void {
    const { jobs, model, document } = this.world
    const ends = jobs.map(({ stage }) => stage)
    expect(ends.map(({ at }) => at).filter((at) => !['done', 'failed', 'cancelled'].includes(at))).toEqual([])

    // What was there before stays at the top.
    expect(document.slice(0, 2)).toEqual(['-', '-'])
    const told = new Set(ends.flatMap(toldBlocks))
    const untold = document.filter((_, at) => at > 1 && !told.has(model.blocks[at]!.topId))
    const names = untold.filter((name) => name !== '-')
    const done = jobs.filter((job) => job.stage.at === 'done').map((job) => job.name)
    const forgotten = new Set(this.#forgotten.filter(({ stage }) => stage.at === 'done').map((job) => job.name))
    expect(names.filter((name) => !forgotten.has(name) || done.includes(name))).toEqual(done)
    expect(new Set(names).size).toBe(names.length)
    // What could not be taken out for a file that left the list is tried again by the next page.
    const { creations, discards } = this.world.doors.journal.restored()
    const perhaps = creations.flatMap(({ ids }) => ids)
    expect(untold.length - names.length).toBeLessThanOrEqual(perhaps.length + discards.length)

    const unread = jobs.filter(({ stage }) => stage.at === 'failed' && isOfFile(stage.failure.problem))
    expect(unread.map((job) => job.file.name).filter((name) => !this.#spoilt.has(name))).toEqual([])
  }
}

/** Empty blocks that the queue tells of: one that could not be taken out, or is kept for the retry. */
function toldBlocks(stage: Job['stage']): readonly string[] {
  if (stage.at !== 'failed' && stage.at !== 'cancelled') return []
  const kept = stage.at === 'failed' && stage.kept ? [stage.kept.spot] : []
  const spots = stage.leftover === null || stage.leftover === 'perhaps' ? kept : [...kept, stage.leftover]
  return spots.flatMap((spot) => blockOf(spot)?.topBlockId ?? [])
}

function isPerhaps(job: Job | undefined): boolean {
  const stage = job?.stage
  return (stage?.at === 'failed' || stage?.at === 'cancelled') && stage.leftover === 'perhaps'
}

function isOfFile(problem: string): boolean {
  return problem === 'file-changed' || problem === 'file-unreadable'
}
