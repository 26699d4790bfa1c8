import { expect } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import type { Job, JobId } from '../../job/job.ts'
import type { SourceFile } from '../../files/source-file.ts'
import type { Uploads } from '../../queue/uploads.ts'
import { settled, type TestFile } from '../hand-held-doors.ts'
import type { QueueWorld } from '../world.ts'

export interface DropOf {
  readonly picture: boolean
  readonly large: boolean
  /** Known only by name when it is dropped. */
  readonly listed: boolean
}

/** What happens to calls, writes and files when a page crashes. */
interface Crash {
  /** Bit set of the calls in flight that take effect; the others may do so later. */
  readonly effects: number
  /** Whether the journal's held writes become durable. */
  readonly keepsHeld: boolean
  /** Bit set of the files whose bytes the next page lacks. */
  readonly lacking: number
}

/** A simulated run ("life") of one queue: refusals, a person's actions and crashes, and the checks that have to hold at the end. */
export abstract class Life<W extends QueueWorld = QueueWorld> {
  readonly world: W
  /** Lengths of time, in milliseconds, that a step lets pass. */
  readonly delaysMs: readonly number[] = [300, 1000, 20_000]
  readonly #files = new Map<string, TestFile>()
  /** Names of files that were unreadable or changed at some time. */
  readonly #spoilt = new Set<string>()
  readonly forgotten: Job[] = []
  /** Calls that a dead page had in flight and that have not taken effect yet. */
  #late: readonly ApiRequest[] = []

  constructor(world: W) {
    this.world = world
  }

  /** Codes with which Feishu may refuse a call. */
  abstract codesFor(request: ApiRequest): readonly number[]

  protected abstract fileAt(at: number, of: DropOf): TestFile

  /** Whether a call of a dead page may take effect while the next one is open. */
  protected mayComeLate(_request: ApiRequest): boolean {
    return true
  }

  /** Somebody else edits the target; does nothing unless a family overrides it. */
  othersEdit(_pick: number, _how: number): void {
    // Overridden by families whose targets others edit.
  }

  /** A call was refused. */
  wasRefused(_request: ApiRequest): void {
    // Overridden where a refusal keeps the queue from finding something out.
  }

  /** Whether the next page may find out more about an ended job than this one knows. */
  protected mayStillBeFound(_job: Job): boolean {
    return false
  }

  /** Whether such a call is in flight, or one of a dead page may still take effect. */
  protected isOut(is: (request: ApiRequest) => boolean): boolean {
    return this.world.wire.open.some(({ request }) => is(request)) || this.isLate(is)
  }

  /** Whether such a call of a dead page may still take effect. */
  protected isLate(is: (request: ApiRequest) => boolean): boolean {
    return this.#late.some(is)
  }

  /** Checks what has to hold after every step. */
  watch(): void {
    // Nothing to check where any calls may be in flight together.
  }

  /** Checks what has to hold at the end. */
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
    await this.begin(dropped)
  }

  /** Gives dropped files to the queue. */
  protected begin(files: readonly SourceFile[]): Promise<void> {
    return this.world.drop(...files)
  }

  picked(pick: number): readonly JobId[] {
    const { ids } = this.uploads.getSnapshot()
    return ids.filter((_, at) => at === pick % ids.length)
  }

  /** Takes out the drop of a job. */
  takeOutDrop(pick: number): void {
    const [id = ''] = this.picked(pick)
    const dropId = this.uploads.getJob(id)?.dropId
    this.uploads.takeOut(this.world.jobs.filter((job) => job.dropId === dropId).map((job) => job.id))
  }

  retry(ids: readonly JobId[]): void {
    this.uploads.retry(ids)
  }

  /** Starts a job again in the same target. */
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

  /** Provides every file whose bytes are missing again. */
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

  /** Whether a dead page's call with the same client_token may still take effect. */
  protected mayTakeEffect(request: ApiRequest): boolean {
    return this.#late.some(({ query }) => query['client_token'] === request.query['client_token'])
  }

  lateEffects(): void {
    for (const request of this.#late) this.world.model.apply(request)
    this.#late = []
  }

  /** Ends everything that holds the whole queue. */
  async calm(): Promise<void> {
    const { doors, uploads, looks } = this.world
    doors.connectivity.goes('online')
    doors.journal.letGo()
    uploads.goOn()
    await looks.see()
  }

  /** Ends everything that keeps the queue from going on and lets the queue run until all jobs have ended. */
  async end(): Promise<void> {
    this.uploads.finalize()
    this.lateEffects()
    await this.calm()
    await this.reattach(false)
    this.uploads.resume(this.uploads.getSnapshot().ids)
    await this.#rest()
  }

  /** Checks that another page finds the queue as this one left it, with nothing to do but clearing. */
  async open(): Promise<void> {
    const before = this.world.jobs.filter((job) => !this.mayStillBeFound(job))
    await this.world.crash()
    await this.world.comeToRest()
    const after = this.world.jobs.filter(({ id }) => before.some((job) => job.id === id))
    expect(after.map(({ id, name, stage }) => [id, name, stage.at])).toEqual(
      before.map(({ id, name, stage }) => [id, name, stage.at]),
    )
    const { creations, discards } = this.world.doors.journal.restored()
    expect(creations.filter(({ ids }) => !ids.some((id) => reportsLeftover(this.uploads.getJob(id))))).toEqual([])
    expect(discards).toEqual([])
  }

  async #rest(): Promise<void> {
    for (let round = 0; round < 50; round += 1) {
      await this.world.comeToRest()
      if (this.world.jobs.every(({ stage }) => ['done', 'failed', 'cancelled'].includes(stage.at))) return
      await this.world.looks.see()
    }
  }

  /** Files whose jobs failed as changed or unreadable although they never were. */
  protected get wronglySpoilt(): readonly string[] {
    const unread = this.world.jobs.filter(({ stage }) => stage.at === 'failed' && isOfFile(stage.failure.problem))
    return unread.map((job) => job.file.name).filter((name) => !this.#spoilt.has(name))
  }
}

/** Whether a person was told that something of a job may be left in its target. */
export function reportsLeftover(job: Job | undefined): boolean {
  const stage = job?.stage
  return (stage?.at === 'failed' || stage?.at === 'cancelled') && stage.leftover !== null
}

function isOfFile(problem: string): boolean {
  return problem === 'file-changed' || problem === 'file-unreadable'
}
