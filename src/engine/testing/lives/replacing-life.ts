import { expect } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import type { SourceFile } from '../../files/source-file.ts'
import type { Job, JobId } from '../../job/job.ts'
import { blockOf } from '../../job/spot.ts'
import { settled } from '../hand-held-doors.ts'
import { DocumentLife } from './document-life.ts'

/** A queue into a document, each of whose later files is to replace one that has arrived, as long as there are such. */
export class ReplacingLife extends DocumentLife {
  /** The file that each one is to replace. */
  readonly #pairs = new Map<JobId, JobId>()
  #drops = 0
  protected override isMoved = true

  protected override async begin(files: readonly SourceFile[]): Promise<void> {
    const free = this.world.jobs.filter(({ id, stage }) => stage.at === 'done' && !this.#isToGo(id))
    const replacing = new Map(files.flatMap((file, at) => (free[at] ? [[file, free[at].id] as const] : [])))
    this.#drops += 1
    const ids = this.uploads.add(files, this.world.target, `drop ${this.#drops}`, replacing)
    files.forEach((file, at) => {
      const [id, of] = [ids[at], replacing.get(file)]
      if (id !== undefined && of !== undefined) this.#pairs.set(of, id)
    })
    await settled()
  }

  #isToGo(id: JobId): boolean {
    return this.world.jobs.some(({ replaces }) => replaces?.of === id)
  }

  /**
   * Somebody also puts something of theirs where a picture stands that is to be replaced: not while a call that names its block is out, for
   * the engine cannot see an edit between its read and the effect of that call.
   */
  override othersEdit(pick: number, how: number): void {
    if (how % 3 !== 0 || !this.#fillOne(pick)) super.othersEdit(pick, how)
  }

  #fillOne(pick: number): boolean {
    const { model, jobs } = this.world
    if (this.world.doors.journal.isPaused) return false
    const blocks = jobs.flatMap(({ replaces }) => (replaces && blockOf(replaces.spot)) ?? [])
    const pictures = blocks.filter(({ topBlockId, mediaBlockId }) => topBlockId === mediaBlockId)
    const standing = pictures.filter(({ topBlockId }) => model.blocks.some(({ topId }) => topId === topBlockId))
    const block = standing[pick % standing.length]
    const isNamed = ({ route, body }: ApiRequest) =>
      route === 'batchUpdateBlocks' && JSON.stringify(body).includes(`"${block?.mediaBlockId}"`)
    return block !== undefined && !this.isOut(isNamed) && this.fill(block.topBlockId)
  }

  /** Nobody can tell whether it stands, or the file that was to replace it. */
  override mayStillBeFound(job: Job): boolean {
    return (job.stage.at === 'done' && job.stage.isAssumed === true) || super.mayStillBeFound(job)
  }

  override watch(): void {
    super.watch()
    const forgotten = new Set(this.forgotten.map(({ id }) => id))
    for (const [old, id] of this.#pairs) {
      if (this.uploads.getJob(old)) continue
      // It left the list because the newer one arrived.
      if (!forgotten.has(old) && !forgotten.has(id)) expect(this.uploads.getJob(id)?.replaces).toBeUndefined()
      this.#pairs.delete(old)
    }
  }
}
