import { expect } from 'vitest'
import type { ApiAnswer, ApiRequest } from '../../../contract/feishu/api.ts'
import { targetKeyOf } from '../../targets/families.ts'
import type { Target } from '../../targets/target.ts'
import { BaseModel } from '../base-model.ts'
import { FamilyLife, isDoubted } from './family-life.ts'
import { baseTarget, folderTarget, sheetTarget } from './family-worlds.ts'
import { FeishuModel } from '../feishu-model.ts'
import { fileOf } from '../hand-held-doors.ts'
import type { Job } from '../../job/job.ts'
import { ImportModel } from '../import-model.ts'
import type { Model } from '../model.ts'
import { SheetModel } from '../sheet-model.ts'
import { QueueWorld, targetOf } from '../world.ts'

/** One model for each family; a request goes to the one that it names. */
class AllFamilies implements Model {
  readonly document = new FeishuModel()
  readonly sheet = new SheetModel()
  readonly base = new BaseModel()
  readonly folder: ImportModel

  constructor(nowMs: () => number) {
    this.folder = new ImportModel(nowMs)
  }

  apply(request: ApiRequest): ApiAnswer {
    return this.#of(request).apply(request)
  }

  #of({ route, body, parameters }: ApiRequest): Model {
    if ('spreadsheet_token' in parameters) return this.sheet
    if ('app_token' in parameters) return this.base
    if (route === 'createImportTask' || route === 'getImportTask') return this.folder
    if (!route.startsWith('upload')) return this.document
    const type = body.kind === 'multipart' ? new Map(body.fields).get('parent_type') : ''
    if (type === 'sheet_image') return this.sheet
    if (type?.startsWith('bitable')) return this.base
    return type === 'ccm_import_open' ? this.folder : this.document
  }
}

/** The targets between which files move. */
const targets: readonly Target[] = [
  targetOf('doc1'),
  sheetTarget('cells'),
  sheetTarget('floats'),
  baseTarget({ is: 'new', nameField: 'name' }),
  baseTarget({ is: 'record', recordId: 'rec1' as never, name: 'a' }),
  folderTarget,
]

const codes = [99991400, 1061001, 1254291, 90217, 1310217, 1069902, 1770032, 90213, 1254302]

/** The life of a queue whose files move between targets of all families at any moment. */
export class WanderingLife extends FamilyLife<QueueWorld<AllFamilies>> {
  override readonly alone = ['batchCreateRecords', 'batchUpdateRecords', 'writeCellImage', 'createImportTask'] as const
  override readonly delaysMs = [300, 1000, 20_000, 400_000]

  constructor(first: number) {
    super(new QueueWorld(targets[first % targets.length]!, (nowMs) => new AllFamilies(nowMs)))
    this.world.model.base.add('a', ['there-1.pdf'])
    this.world.model.document.reads({ fileBlocks: first % 3 === 0 ? 'refused' : 'taken' })
  }

  override codesOfEdit() {
    return codes
  }

  override mayComeLate({ route }: ApiRequest): boolean {
    return route !== 'batchUpdateRecords' && route !== 'deleteBlocks' && route !== 'writeCells'
  }

  /** Files for sheets (`png`) or for imports (`md`): no suffix suits both, so that some targets refuse some files. */
  override fileAt(at: number) {
    return fileOf(`${at}.${['png', 'md', 'png'][at % 3] ?? 'png'}`, 10 + (at % 3))
  }

  override retarget(pick: number): void {
    if (this.isOut(({ route }) => route === 'batchUpdateRecords')) return
    this.lookAfter(this.picked(pick))
    this.uploads.retarget(this.picked(pick), targets[(pick >> 3) % targets.length]!)
  }

  override retry(ids: readonly string[]): void {
    // Feishu recognises a repeated creation by its client_token, even if a person deleted the record since (docs/feishu.md, U11).
    this.lookAfter(ids.filter((id) => this.uploads.getJob(id)?.target.is === 'import'))
    super.retry(ids)
  }

  override forget(): void {
    // Removing jobs is covered by the lives of the families.
  }

  override isReported(job: Job): boolean {
    const isUnclear = job.stage.at === 'failed' && job.stage.failure.problem === 'import-unclear'
    return isUnclear || super.isReported(job)
  }

  override get standing() {
    return targets.flatMap((target) => this.#at(target))
  }

  #at(target: Target): readonly string[] {
    const { document, sheet, base, folder } = this.world.model
    switch (target.is) {
      case 'docx':
        return document.blocks.flatMap(({ token }) => document.media.get(token)?.name ?? [])
      case 'sheet':
        return target.as === 'cells' ? sheet.shown.map((picture) => picture.slice(picture.indexOf(' ') + 1)) : []
      case 'base':
        return target.into.is === 'new' ? base.shown.flatMap(([, ...files]) => files) : []
      case 'import':
        return folder.folder.map((title) => `${title}.md`)
    }
  }

  override takeOut(name: string): void {
    const { document, sheet, base, folder } = this.world.model
    base.takeOut(name)
    for (const [cell, standing] of sheet.cells) if (standing === name) sheet.cells.delete(cell)
    for (const [id, standing] of sheet.floats) if (standing.name === name) sheet.floats.delete(id)
    const at = folder.folder.indexOf(name.replace(/\.md$/, ''))
    if (at >= 0) folder.folder.splice(at, 1)
    const block = document.blocks.find(({ token }) => document.media.get(token)?.name === name)
    if (block) document.remove(block.topId)
  }

  /** Also checks that each file is in the target that its job says. */
  override check(): void {
    super.check()
    const elsewhere = this.world.jobs.filter(
      ({ stage, target, file }) =>
        stage.at === 'done' &&
        !isDoubted(stage) &&
        !targets.some((each) => targetKeyOf(each) === targetKeyOf(target) && this.#at(each).includes(file.name)),
    )
    expect(elsewhere).toEqual([])
    expect(this.world.model.base.shown[0]?.slice(0, 2)).toEqual(['a', 'there-1.pdf'])
    const ownFaults = this.world.jobs.filter(
      ({ stage }) => stage.at === 'failed' && stage.failure.problem === 'unknown-code',
    )
    expect(ownFaults.map(({ stage }) => stage)).toEqual([])
  }
}
