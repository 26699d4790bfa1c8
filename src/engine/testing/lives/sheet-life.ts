import { expect } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { cellName } from '../../../contract/feishu/sheet/cell.ts'
import { cellOf } from '../../job/spot.ts'
import { spotOf } from '../../job/spot-of.ts'
import type { SheetTarget } from '../../targets/target.ts'
import { FamilyLife } from './family-life.ts'
import { sheetTarget, sheetWorld } from './family-worlds.ts'
import { fileOf } from '../hand-held-doors.ts'
import type { SheetModel } from '../sheet-model.ts'
import type { QueueWorld } from '../world.ts'

const codes = [90202, 90213, 90217, 90218, 90235, 1310213, 1310217, 1310218, 1310245, 1315201]

/** The life of a queue of pictures into the cells of a sheet, or floating over them. */
export class SheetLife extends FamilyLife<QueueWorld<SheetModel>> {
  override readonly alone = ['writeCellImage', 'createFloatImage', 'writeCells', 'deleteFloatImage'] as const

  /** Text that somebody else wrote, by cell name. */
  readonly #theirs = new Map<string, string>()
  /** Pictures that somebody else put in, by cell name. */
  readonly #pictures = new Map<string, string>()

  constructor(as: SheetTarget['as']) {
    super(sheetWorld(sheetTarget(as)))
  }

  override codesOfEdit() {
    return codes
  }

  override fileAt(at: number) {
    return fileOf(`${at}.png`, 10 + (at % 3))
  }

  override get standing() {
    return this.world.model.shown.map((picture) => picture.slice(picture.indexOf(' ') + 1))
  }

  override takeOut(name: string): void {
    const { cells, floats } = this.world.model
    for (const [cell, standing] of cells) if (standing === name) cells.delete(cell)
    for (const [id, standing] of floats) if (standing.name === name) floats.delete(id)
  }

  /**
   * Somebody fills a cell, but not one that a call names that is in flight or only waits for the journal: the engine cannot detect an
   * edit between its read and the effect of that call. Nor do they overwrite a picture of the queue.
   */
  override othersEdit(pick: number, how: number): void {
    const { cells } = this.world.model
    if (how % 4 === 3 && this.#replace(pick)) return
    const name = `A${1 + (pick % 14)}`
    if (cells.has(name) || this.isOut(isPictureInto(name)) || this.#waitsForJournal(name)) return
    this.#theirs.set(name, `theirs ${how}`)
    this.world.model.fill(name, `theirs ${how}`)
  }

  #waitsForJournal(name: string): boolean {
    const { doors, jobs } = this.world
    const leaving = jobs.flatMap(({ stage }) =>
      stage.at === 'sending' && stage.isDue ? (cellOf(stage.spot) ?? []) : [],
    )
    return doors.journal.isPaused && leaving.some(({ cell }) => cellName(cell) === name)
  }

  /** Somebody puts a picture of theirs into the cell of one that is being taken out, as long as no call may empty it. */
  #replace(pick: number): boolean {
    const { model, jobs } = this.world
    // A page that dies before the wish is written down leaves a row that says "arrived", which others do not overwrite here.
    if (this.world.doors.journal.isPaused || this.isOut(({ route }) => route === 'writeCells')) return false
    const leaving = jobs.flatMap(({ stage, target, file }) => {
      const placed = stage.at === 'clearing' && stage.ending.as === 'takenOut' ? cellOf(stage.ending.from.spot) : null
      const cell = placed && target.is === 'sheet' && target.as === 'cells' ? cellName(placed.cell) : null
      const isTheirChance = cell !== null && model.cells.get(cell) === file.name && !this.isOut(isPictureInto(cell))
      return isTheirChance ? [cell] : []
    })
    const cell = leaving[pick % leaving.length]
    if (cell === undefined) return false
    model.cells.set(cell, `theirs-in-${cell}.png`)
    this.#pictures.set(cell, `theirs-in-${cell}.png`)
    return true
  }

  /** It would empty the cell although its picture was put in again meanwhile, which no engine could see. */
  override mayComeLate({ route }: ApiRequest): boolean {
    return route !== 'writeCells'
  }

  /** Keeps jobs whose pictures may be in the sheet: a page that knows no job of a series begins it at its start cell again. */
  override forget(pick: number, undoably?: boolean): void {
    const jobs = this.world.jobs.filter(({ id }) => this.picked(pick).includes(id))
    if (jobs.every((job) => job.stage.at !== 'done' && !this.isReported(job))) super.forget(pick, undoably)
  }

  /** Checks that the cells follow the queue's order; holds only if no step changed the order. */
  checkOrder(): void {
    const rows = this.world.jobs.flatMap(({ stage }) => {
      const spot = spotOf(stage)
      return (spot && cellOf(spot)?.cell.row) ?? []
    })
    expect(rows).toEqual(rows.toSorted((a, b) => a - b))
  }

  /** Also checks that each picture is where its job says and that no two share a cell. */
  override check(): void {
    super.check()
    const cells = this.world.model.shown.map((picture) => picture.slice(0, picture.indexOf(' ')))
    expect(cells).toEqual([...new Set(cells)])
    expect(this.world.model.texts).toEqual(this.#theirs)
    for (const [cell, picture] of this.#pictures) expect(this.world.model.shown).toContain(`${cell} ${picture}`)
    const wrong = this.world.jobs.filter(({ stage, file }) => {
      const spot = stage.at === 'done' && !stage.stays?.isUnclear ? cellOf(stage.spot) : null
      return spot && !this.world.model.shown.includes(`${cellName(spot.cell)} ${file.name}`)
    })
    expect(wrong).toEqual([])
  }
}

/** Whether a call puts a picture into this cell. */
function isPictureInto(name: string) {
  return ({ route, body }: ApiRequest) =>
    route === 'writeCellImage' && 'value' in body && JSON.stringify(body.value).includes(`!${name}:`)
}
