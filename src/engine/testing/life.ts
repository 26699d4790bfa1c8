import { expect } from 'vitest'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import type { Job, JobId } from '../job/job.ts'
import type { Uploads } from '../queue/uploads.ts'
import { settled, type TestFile } from './hand-held-doors.ts'
import type { QueueWorld } from './world.ts'

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
export abstract class Life<W extends QueueWorld = QueueWorld> {
  readonly world: W
  /** Milliseconds that may pass at once. */
  readonly delaysMs: readonly number[] = [300, 1000, 20_000]
  readonly #files = new Map<string, TestFile>()
  /** Files that were not readable, or not the same, at some time. */
  readonly #spoilt = new Set<string>()
  readonly forgotten: Job[] = []
  /** Calls that a dead page left on the wire, and that did not take effect yet. */
  #late: readonly ApiRequest[] = []

  constructor(world: W) {
    this.world = world
  }

  /** What Feishu may refuse a call with. */
  abstract codesFor(request: ApiRequest): readonly number[]

  protected abstract fileAt(at: number, of: DropOf): TestFile

  /** Whether a call of a dead page may take effect while the next one is open. */
  protected mayComeLate(_request: ApiRequest): boolean {
    return true
  }

  /** Somebody else edits the target; nobody does where a family does not say how. */
  othersEdit(_pick: number, _how: number): void {
    // See the families.
  }

  /** Whether the next page may come to know more of an ended job than this one does. */
  protected mayStillBeFound(_job: Job): boolean {
    return false
  }

  /** Whether such a call is on the wire, or a dead page's may take effect still. */
  protected isOut(is: (request: ApiRequest) => boolean): boolean {
    return this.world.wire.open.some(({ request }) => is(request)) || this.#late.some(is)
  }

  /** What is true at any time. */
  watch(): void {
    // Nothing, where any calls go side by side.
  }

  /** What is true in the end. */
  abstract check(): void

  get uploads(): Uploads {
    return this.world.uploads
  }

  async drop(files: readonly DropOf[]): Promise<void> {
    const dropped = files.map((of) => {
      const file = this.fileAt(this.#files.size, of)
      this.#files.set(file.name, file)
      return of.listed ? this.world.looks.list(file) : file
    })
    await this.world.drop(...dropped)
  }

  picked(pick: number): readonly JobId[] {
    const { ids } = this.uploads.getSnapshot()
    return ids.filter((_, at) => at === pick % ids.length)
  }

  retry(ids: readonly JobId[]): void {
    this.uploads.retry(ids)
  }

  /** Begins anew in the same place. */
  retarget(pick: number): void {
    this.uploads.retarget(this.picked(pick), { ...this.world.target })
  }

  forget(pick: number, undoably = false): void {
    const before = this.world.jobs
    if (undoably) this.uploads.forgetUndoably(this.picked(pick))
    else this.uploads.forget(this.picked(pick))
    this.forgotten.push(...before.filter((job) => !this.uploads.getJob(job.id)))
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
    this.#late = open.filter((request) => !taken.includes(request) && this.mayComeLate(request))
    if (keepsHeld) this.world.doors.journal.keepHeld()
    const names = [...this.#files.keys()]
    await this.world.crash((file) => ((lacking >> (names.indexOf(file.name) % 12)) & 1) === 1)
  }

  /** Whether a dead page left the same call on the wire. */
  protected mayTakeEffect(request: ApiRequest): boolean {
    return this.#late.some(({ query }) => query['client_token'] === request.query['client_token'])
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
    uploads.goOn()
    await looks.see()
  }

  /** Everything is done that can be. */
  async end(): Promise<void> {
    this.uploads.settle()
    this.lateEffects()
    await this.calm()
    await this.reattach(false)
    this.uploads.resume(this.uploads.getSnapshot().ids)
    await this.#rest()
  }

  /** Another page finds the queue as the last one left it, and nothing to do but to clear up. */
  async open(): Promise<void> {
    const before = this.world.jobs.filter((job) => !this.mayStillBeFound(job))
    await this.world.crash()
    await this.world.comeToRest()
    const after = this.world.jobs.filter(({ id }) => before.some((job) => job.id === id))
    expect(after.map(({ id, name, stage }) => [id, name, stage.at])).toEqual(
      before.map(({ id, name, stage }) => [id, name, stage.at]),
    )
    const { creations, discards } = this.world.doors.journal.restored()
    expect(creations.filter(({ ids }) => !ids.some((id) => isToldOf(this.uploads.getJob(id))))).toEqual([])
    expect(discards).toEqual([])
  }

  async #rest(): Promise<void> {
    for (let round = 0; round < 50; round += 1) {
      await this.world.comeToRest()
      if (this.world.jobs.every(({ stage }) => ['done', 'failed', 'cancelled'].includes(stage.at))) return
      await this.world.looks.see()
    }
  }

  /** Files that failed for being changed or unreadable, and were neither. */
  protected get wronglySpoilt(): readonly string[] {
    const unread = this.world.jobs.filter(({ stage }) => stage.at === 'failed' && isOfFile(stage.failure.problem))
    return unread.map((job) => job.file.name).filter((name) => !this.#spoilt.has(name))
  }
}

/** Whether a person was told that something of a job's file may be left at its target. */
export function isToldOf(job: Job | undefined): boolean {
  const stage = job?.stage
  return (stage?.at === 'failed' || stage?.at === 'cancelled') && stage.leftover !== null
}

function isOfFile(problem: string): boolean {
  return problem === 'file-changed' || problem === 'file-unreadable'
}
