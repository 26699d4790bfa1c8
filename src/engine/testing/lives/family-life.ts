import { expect } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import type { RouteName } from '../../../contract/feishu/routes.ts'
import type { Done, Job, JobId } from '../../job/job.ts'
import { fileOf } from '../hand-held-doors.ts'
import { reportsLeftover, Life, type DropOf } from './life.ts'
import type { QueueWorld } from '../world.ts'

const platformCodes = [99991400, 99991677, 99991661, 99991672, 21000]
const uploadCodes = [1061001, 1061045, 1061004, 1062009]

/** The life of a queue into a target where nothing is created for a file before it is bound. */
export abstract class FamilyLife<W extends QueueWorld = QueueWorld> extends Life<W> {
  /** Routes of which Feishu takes one call at a time. */
  protected abstract readonly alone: readonly RouteName[]

  /** Codes with which Feishu may refuse this edit. */
  protected abstract codesOfEdit(request: ApiRequest): readonly number[]

  override codesFor(request: ApiRequest): readonly number[] {
    const isUpload = request.route.startsWith('upload')
    return [...platformCodes, ...(isUpload ? uploadCodes : this.codesOfEdit(request))]
  }

  /** Names of the files in the target; a file that is there twice is listed twice. */
  protected abstract get standing(): readonly string[]

  /** A person removes a file from the target. */
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
    // One target has at most one such call in flight; with several targets, each has a route of its own.
    expect(open, open.join()).toEqual([...new Set(open)])
    // Files that were sent get bound, whatever happened to the others.
    const { isAtRest, jobs } = this.world
    if (isAtRest) expect(jobs.filter(({ stage }) => stage.at === 'sent').map(({ name }) => name)).toEqual([])
  }

  override check(): void {
    const { jobs } = this.world
    expect(jobs.filter(({ stage }) => !['done', 'failed', 'cancelled'].includes(stage.at))).toEqual([])
    const { standing } = this
    // A removed job is in the queue again if the page died before the journal had the removal. Removed again, it counts as it was
    // then.
    const forgotten = [...new Map(this.forgotten.map((job) => [job.id, job])).values()].filter(
      ({ id }) => !this.uploads.getJob(id),
    )
    const wrong = [...jobs, ...forgotten].filter((job) => {
      const times = standing.filter((name) => name === job.file.name).length
      const elsewhere = job.mayStandIn?.length ?? 0
      if (job.stage.at === 'done')
        return times > 1 + elsewhere || (times === 0 && !isDoubted(job.stage) && !this.wasReplaced(job))
      return times > elsewhere + (this.isReported(job) ? 1 : 0)
    })
    expect(
      wrong.map(({ name, stage }) => [name, stage]),
      standing.join(),
    ).toEqual([])
    expect(this.wronglySpoilt).toEqual([])
  }

  /** Whether a file that left the list may have been replaced since. */
  protected wasReplaced(_job: Job): boolean {
    return false
  }

  /** Whether a person was told that the file may be in the target although its job failed or was cancelled. */
  protected isReported(job: Job): boolean {
    return reportsLeftover(job)
  }

  /** A person who was told checks the target, after all late effects, and removes the files found there. */
  protected lookAfter(ids: readonly JobId[]): void {
    const reported = this.world.jobs.filter((job) => ids.includes(job.id) && this.isReported(job))
    if (reported.length === 0) return
    this.lateEffects()
    // The next step has to survive a crash: after one, this person would not remove the files again.
    this.world.doors.journal.letGo()
    for (const { file } of reported) if (this.standing.includes(file.name)) this.takeOut(file.name)
  }
}

/** Whether the row says that it is unknown whether the file is in the target. */
export function isDoubted({ isAssumed, stays }: Done): boolean {
  return isAssumed === true || stays?.isUnclear === true
}
