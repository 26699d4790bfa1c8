import { expect } from 'vitest'
import type { ApiRequest } from '../../contract/feishu/api.ts'
import type { RouteName } from '../../contract/feishu/routes.ts'
import type { Job, JobId } from '../job/job.ts'
import { fileOf } from './hand-held-doors.ts'
import { isToldOf, Life, type DropOf } from './life.ts'
import type { QueueWorld } from './world.ts'

const platformCodes = [99991400, 99991677, 99991661, 99991672, 21000]
const uploadCodes = [1061001, 1061045, 1061004, 1062009]

/** A queue into a target in which nothing stands for a file before the file itself does. */
export abstract class FamilyLife<W extends QueueWorld = QueueWorld> extends Life<W> {
  /** Calls that Feishu takes one at a time. */
  protected abstract readonly alone: readonly RouteName[]

  /** What the edits of this family can be refused with. */
  protected abstract codesOfEdit(request: ApiRequest): readonly number[]

  override codesFor(request: ApiRequest): readonly number[] {
    const isUpload = request.route.startsWith('upload')
    return [...platformCodes, ...(isUpload ? uploadCodes : this.codesOfEdit(request))]
  }

  /** Names of the files that stand at the target; one that stands twice comes twice. */
  protected abstract get standing(): readonly string[]

  /** A person takes a file out. */
  protected abstract takeOut(name: string): void

  override fileAt(at: number, { picture }: DropOf) {
    return fileOf(`${at}.${picture ? 'png' : 'pdf'}`, 10 + (at % 3))
  }

  override retarget(pick: number): void {
    this.lookAfter(this.picked(pick))
    super.retarget(pick)
  }

  override watch(): void {
    const open = this.world.openRoutes.filter((route) => this.alone.includes(route))
    // In one place at most one; where there are several, each has a route of its own.
    expect(open, open.join()).toEqual([...new Set(open)])
    // Whatever became of the others, what was sent goes in.
    const { isAtRest, jobs } = this.world
    if (isAtRest) expect(jobs.filter(({ stage }) => stage.at === 'sent').map(({ name }) => name)).toEqual([])
  }

  override check(): void {
    const { jobs } = this.world
    expect(jobs.filter(({ stage }) => !['done', 'failed', 'cancelled'].includes(stage.at))).toEqual([])
    const { standing } = this
    // One taken off the list by a page that died before that was written down is on it again.
    const forgotten = this.forgotten.filter(({ id }) => !this.uploads.getJob(id))
    const wrong = [...jobs, ...forgotten].filter((job) => {
      const times = standing.filter((name) => name === job.file.name).length
      if (job.stage.at === 'done') return times !== 1 && (times > 1 || !job.stage.isAssumed)
      return times > (this.isTold(job) ? 1 : 0)
    })
    expect(
      wrong.map(({ name, stage }) => [name, stage]),
      standing.join(),
    ).toEqual([])
    expect(this.wronglySpoilt).toEqual([])
  }

  /** Whether a person knows that the file may stand, though its row says that it failed or was cancelled. */
  protected isTold(job: Job): boolean {
    return isToldOf(job)
  }

  /** A person who was told looks at the target, late enough to see all there is to see, and takes out what they find. */
  protected lookAfter(ids: readonly JobId[]): void {
    const told = this.world.jobs.filter((job) => ids.includes(job.id) && this.isTold(job))
    if (told.length === 0) return
    this.lateEffects()
    // What they do next has to outlive the page: they would not find twice what they took out.
    this.world.doors.journal.letGo()
    for (const { file } of told) if (this.standing.includes(file.name)) this.takeOut(file.name)
  }
}
