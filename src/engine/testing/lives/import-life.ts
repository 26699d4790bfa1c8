import type { Job, JobId } from '../../job/job.ts'
import { FamilyLife } from './family-life.ts'
import { importWorld } from './family-worlds.ts'
import { fileOf } from '../hand-held-doors.ts'
import type { ImportModel } from '../import-model.ts'
import type { QueueWorld } from '../world.ts'

const codes = [1069901, 1069902, 1069904, 1069913, 1069914, 1069923]

/** The life of a queue whose files become documents in one folder. */
export class ImportLife extends FamilyLife<QueueWorld<ImportModel>> {
  override readonly alone = ['createImportTask'] as const
  override readonly delaysMs = [300, 1000, 20_000, 400_000]

  constructor() {
    super(importWorld())
    this.world.model.ends.push(
      { status: 108 },
      { status: 0 },
      { status: 112 },
      { status: 0, extra: ['1000'] },
      { status: 3 },
    )
  }

  override codesOfEdit() {
    return codes
  }

  override fileAt(at: number) {
    return fileOf(`${at}.md`, 10 + (at % 3))
  }

  override get standing() {
    return this.world.model.folder.map((title) => `${title}.md`)
  }

  override takeOut(name: string): void {
    const { folder } = this.world.model
    folder.splice(folder.indexOf(name.replace(/\.md$/, '')), 1)
  }

  override isReported(job: Job): boolean {
    const isUnclear = job.stage.at === 'failed' && job.stage.failure.problem === 'import-unclear'
    return isUnclear || super.isReported(job)
  }

  override retry(ids: readonly JobId[]): void {
    this.lookAfter(ids)
    super.retry(ids)
  }
}
