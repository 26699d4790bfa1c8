import { expect } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import type { SourceFile } from '../../files/source-file.ts'
import type { Job } from '../../job/job.ts'
import { blockOf } from '../../job/spot.ts'
import { AttachmentLife } from './base-life.ts'
import { DocumentLife } from './document-life.ts'
import { Replacing } from './replacing.ts'

/** A queue into a document, each of whose later files is to replace one that has arrived, as long as there are such. */
export class ReplacingLife extends DocumentLife {
  readonly #replacing = new Replacing(this.world)
  protected override isMoved = true

  protected override begin(files: readonly SourceFile[]): Promise<void> {
    return this.#replacing.drop(files)
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
    this.#replacing.watch(this.forgotten)
  }
}

/** A queue into one record, each of whose later files is to replace one that has arrived. */
export class ReplacingAttachmentLife extends AttachmentLife {
  readonly #replacing = new Replacing(this.world)

  protected override begin(files: readonly SourceFile[]): Promise<void> {
    return this.#replacing.drop(files)
  }

  /** Somebody also brings a replaced file back, by a write of the cell as it was earlier. */
  override othersEdit(pick: number, how: number): void {
    if (how % 8 !== 5 || !this.#putBack()) super.othersEdit(pick, how)
  }

  #putBack(): boolean {
    const { model, jobs } = this.world
    if (this.isOut(({ route }) => route === 'batchUpdateRecords')) return false
    for (const { file, stage, replaces } of jobs) {
      const old = jobs.find(({ id }) => id === replaces?.of)
      if (!old || stage.at !== 'binding' || !this.standing.includes(file.name)) continue
      model.putBack('rec1', file.name, old.file.name)
      return true
    }
    return false
  }

  protected override wasReplaced({ id }: Job): boolean {
    return !this.uploads.getJob(id) && this.#replacing.wasToGo(id)
  }

  override watch(): void {
    super.watch()
    this.#replacing.watch(this.forgotten)
  }

  override check(): void {
    super.check()
    expect(this.#replacing.replaced.filter((name) => this.standing.includes(name))).toEqual([])
  }
}
