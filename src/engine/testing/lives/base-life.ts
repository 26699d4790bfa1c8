import { expect } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import type { RecordId } from '../../../contract/feishu/ids.ts'
import type { Job } from '../../job/job.ts'
import type { BaseModel } from '../base-model.ts'
import { FamilyLife } from './family-life.ts'
import { baseWorld } from './family-worlds.ts'
import type { QueueWorld } from '../world.ts'

/** Refusals caused by the content of a row. */
const faults = [1254000, 1254043, 1254106, 1254303]

const codes = [...faults, 1254290, 1254291, 1254302, 1255001, 1255040]

/** The life of a queue of files into one table. */
abstract class BaseLife extends FamilyLife<QueueWorld<BaseModel>> {
  override readonly alone = ['batchCreateRecords', 'batchUpdateRecords', 'batchDeleteRecords'] as const

  override get standing() {
    return this.world.model.shown.flatMap(([, ...files]) => files)
  }

  override takeOut(name: string): void {
    this.world.model.takeOut(name)
  }

  /** Checks that records and cells follow the queue's order; holds only if no step changed the order. */
  checkOrder(): void {
    const done = this.world.jobs.filter(({ stage }) => stage.at === 'done' && !stage.isAssumed).map(({ name }) => name)
    expect(this.standing.filter((name) => done.includes(name))).toEqual(done)
  }
}

/** A queue of files, each into a record of its own. */
export class RecordLife extends BaseLife {
  /** Files that somebody else added to records of the queue. */
  readonly #theirs = new Set<string>()
  constructor() {
    super(baseWorld({ is: 'new', nameField: 'name' }))
  }

  /** Feishu recognises the repeat of a creation that took effect, or may do so late, and does not refuse it for its rows. */
  override codesOfEdit(request: ApiRequest) {
    return this.world.model.hasDone(request) || this.mayTakeEffect(request)
      ? codes.filter((code) => !faults.includes(code))
      : codes
  }

  /** Somebody removes the record of a file that may be in the base by its row, or takes the file out of it. */
  override othersEdit(pick: number, how: number): void {
    const { model, jobs } = this.world
    if (how % 4 === 3) {
      this.#attach(pick)
      return
    }
    const told = model.ids.filter((_, at) => {
      const [, ...files] = model.shown[at] ?? []
      return jobs.some((job) => this.isReported(job) && files.includes(job.file.name))
    })
    const id = told[pick % told.length]
    if (id === undefined) return
    const [, ...files] = model.shown[model.ids.indexOf(id)] ?? []
    if (files.some((file) => this.#theirs.has(file))) return
    if (how % 2 === 0) model.remove(id)
    else for (const file of model.shown[model.ids.indexOf(id)]?.slice(1) ?? []) model.takeOut(file)
  }

  /** Somebody adds a file of theirs to a record: not while it may be deleted, or its cell be written. */
  #attach(pick: number): void {
    const { model } = this.world
    const id = model.ids[pick % model.ids.length]
    const isWritten = this.isOut(({ route }) => route === 'batchDeleteRecords' || route === 'batchUpdateRecords')
    if (id === undefined || isWritten) return
    const name = `theirs ${this.#theirs.size}`
    this.#theirs.add(name)
    model.attach(id, name)
  }

  /** Such a write would overwrite the cell with its earlier content, which no engine could repair. */
  override mayComeLate({ route }: ApiRequest): boolean {
    return route !== 'batchUpdateRecords' && route !== 'batchDeleteRecords'
  }

  override check(): void {
    super.check()
    const { shown } = this.world.model
    // The text of a record is the name of its file.
    const isStrange = (file: string, text: string) => file !== text && !this.#theirs.has(file)
    expect(shown.filter(([text, ...files]) => files.some((file) => isStrange(file, text)))).toEqual([])
    expect([...this.#theirs].filter((name) => !this.standing.includes(name))).toEqual([])
  }
}

/** A queue of files into one record that has two files already. */
export class AttachmentLife extends BaseLife {
  readonly #theirs: string[] = []
  #count = 0

  constructor() {
    const world = baseWorld({ is: 'record', recordId: 'rec1' as RecordId, name: 'a' })
    world.model.add('a', ['there-1.pdf', 'there-2.pdf'])
    super(world)
  }

  override codesOfEdit() {
    return codes
  }

  /** Not while the cell is being written: a file that a person removes then would be written back. */
  override retarget(pick: number): void {
    if (!this.#isBeingWritten()) super.retarget(pick)
  }

  /**
   * Somebody adds to the cell, removes what they added, or overwrites the cell from an earlier read. Not while a write is in flight: the
   * engine cannot detect an edit between its read and the effect of its write.
   */
  override othersEdit(pick: number, how: number): void {
    const { model } = this.world
    if (this.#isBeingWritten()) return
    const [own] = this.#theirs
    if (how % 4 === 0 && own !== undefined) {
      model.takeOut(own)
      this.#theirs.shift()
      return
    }
    if (how % 4 === 1) this.#overwrite()
    const name = `theirs ${pick} ${this.#count}`
    this.#count += 1
    model.attach('rec1', name)
    this.#theirs.push(name)
  }

  /** Removes the files that the queue wrote but does not report as done. */
  #overwrite(): void {
    const { jobs } = this.world
    // A page that dies before the wish to take a file out is written down leaves a row that says "arrived", and does not look again.
    const isKept = ({ stage }: Job) =>
      stage.at === 'done' || (stage.at === 'clearing' && this.world.doors.journal.isPaused)
    const lost = this.standing.filter((name) => jobs.some((job) => job.file.name === name && !isKept(job)))
    for (const name of lost) this.takeOut(name)
  }

  #isBeingWritten(): boolean {
    return this.isOut(({ route }) => route === 'batchUpdateRecords')
  }

  /** Such a late write would overwrite the cell with its earlier content, which no engine could repair. */
  override mayComeLate({ route }: ApiRequest): boolean {
    return route !== 'batchUpdateRecords'
  }

  override check(): void {
    super.check()
    expect(this.standing.slice(0, 2)).toEqual(['there-1.pdf', 'there-2.pdf'])
    expect(this.standing.filter((name) => name.startsWith('theirs'))).toEqual(this.#theirs)
  }
}

/** A queue of files into the records that have their names, in a table that somebody else edits. */
export class MatchedLife extends BaseLife {
  readonly #theirs = new Map<string, string[]>()
  #count = 0

  constructor() {
    const world = baseWorld({ is: 'matched', byField: 'name' })
    super(world)
    for (let at = 0; at < 6; at += 1) this.#theirs.set(world.model.add(String(at), [`there-${at}`]), [`there-${at}`])
  }

  override codesOfEdit() {
    return codes
  }

  override mayComeLate({ route }: ApiRequest): boolean {
    return route !== 'batchUpdateRecords'
  }

  override retarget(pick: number): void {
    if (!this.isOut(({ route }) => route === 'batchUpdateRecords')) super.retarget(pick)
  }

  /** Adds, renames, fills or removes a record, except one that holds a file of the queue or is being written. */
  override othersEdit(pick: number, how: number): void {
    const { model } = this.world
    const free = model.ids.filter((id) => !this.#isTouched(id))
    const id = free[pick % free.length]
    if (how % 4 === 0 || id === undefined) this.#theirs.set(model.add(String(pick % 12)), [])
    else if (how % 4 === 1) model.rename(id, String(pick % 12))
    else if (how % 4 === 2) {
      const name = `theirs ${this.#count}`
      this.#count += 1
      model.attach(id, name)
      this.#theirs.get(id)?.push(name)
    } else {
      model.remove(id)
      this.#theirs.delete(id)
    }
  }

  #isTouched(id: string): boolean {
    const [, ...files] = this.#rowOf(id)
    const isWritten = ({ route, body }: ApiRequest) =>
      route === 'batchUpdateRecords' && JSON.stringify(body).includes(`"${id}"`)
    return files.some((name) => !isTheirs(name)) || this.isOut(isWritten)
  }

  #rowOf(id: string): readonly string[] {
    const { ids, shown } = this.world.model
    return shown[ids.indexOf(id)] ?? []
  }

  override check(): void {
    super.check()
    const { ids, shown } = this.world.model
    const theirs = ids.map((id) => this.#rowOf(id).slice(1).filter(isTheirs))
    expect(theirs).toEqual(ids.map((id) => this.#theirs.get(id)))
    const elsewhere = shown.filter(([text, ...files]) =>
      files.some((name) => !isTheirs(name) && text !== name && text !== name.replace(/\.[^.]+$/, '')),
    )
    expect(elsewhere).toEqual([])
  }
}

function isTheirs(name: string): boolean {
  return /^(there-|theirs )/.test(name)
}
