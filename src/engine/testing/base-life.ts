import { expect } from 'vitest'
import type { ApiRequest } from '../../contract/api.ts'
import type { RecordId } from '../../contract/ids.ts'
import type { BaseModel } from './base-model.ts'
import { FamilyLife } from './family-life.ts'
import { baseWorld } from './family-worlds.ts'
import type { QueueWorld } from './world.ts'

/** Refusals for what a row holds. */
const faults = [1254000, 1254043, 1254106, 1254303]

const codes = [...faults, 1254290, 1254291, 1254302, 1255001, 1255040]

/** A queue of files into one table. */
abstract class BaseLife extends FamilyLife<QueueWorld<BaseModel>> {
  override readonly alone = ['batchCreateRecords', 'batchUpdateRecords'] as const

  override get standing() {
    return this.world.model.shown.flatMap(([, ...files]) => files)
  }

  override takeOut(name: string): void {
    this.world.model.takeOut(name)
  }

  /** As long as nobody wished for anything else, records and cells follow the queue. */
  checkOrder(): void {
    const done = this.world.jobs.filter(({ stage }) => stage.at === 'done').map(({ name }) => name)
    expect(this.standing.filter((name) => done.includes(name))).toEqual(done)
  }
}

/** A queue of files, each into a record of its own. */
export class RecordLife extends BaseLife {
  constructor() {
    super(baseWorld({ is: 'new', nameField: 'name' }))
  }

  /** What took effect, or may do so late, is not found at fault when it is asked for again. */
  override codesOfEdit(request: ApiRequest) {
    return this.world.model.hasDone(request) || this.mayTakeEffect(request)
      ? codes.filter((code) => !faults.includes(code))
      : codes
  }

  override check(): void {
    super.check()
    // The text of a record is the name of its file.
    expect(this.world.model.shown.filter(([text, ...files]) => files.some((file) => file !== text))).toEqual([])
  }
}

/** A queue of files into one record, where two stand already. */
export class AttachmentLife extends BaseLife {
  constructor() {
    const world = baseWorld({ is: 'record', recordId: 'rec1' as RecordId, name: 'a' })
    world.model.add('a', ['there-1.pdf', 'there-2.pdf'])
    super(world)
  }

  override codesOfEdit() {
    return codes
  }

  /** Nobody takes a file out of a cell while it is being written: it would be back. */
  override retarget(pick: number): void {
    if (!this.world.openRoutes.includes('batchUpdateRecords')) super.retarget(pick)
  }

  /** A cell written so late is overwritten with what stood there before: nobody could mend that. */
  override mayComeLate({ route }: ApiRequest): boolean {
    return route !== 'batchUpdateRecords'
  }

  override check(): void {
    super.check()
    expect(this.standing.slice(0, 2)).toEqual(['there-1.pdf', 'there-2.pdf'])
  }
}
