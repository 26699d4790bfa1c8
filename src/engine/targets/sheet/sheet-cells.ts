import type { Cell } from '../../../contract/feishu/sheet/cell.ts'
import type { FloatImageId } from '../../../contract/feishu/ids.ts'
import { floatImageIdOf } from '../../../contract/feishu/sheet/sheets.ts'
import type { Chance } from '../../doors.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Job, Stage } from '../../job/job.ts'
import type { Allotment } from '../allotment.ts'
import { cellOf, type PlacedCell, type Spot } from '../../job/spot.ts'
import { spotOf } from '../../job/spot-of.ts'
import type { SheetTarget } from '../target.ts'

/**
 * Hands out cells in order, from the start cell of each series; a later drop with the same start continues behind the earlier one. A
 * file that fails keeps its cell; a file cancelled before it had a cell takes none. A file removed from the queue is still in the
 * sheet, so its cell stays handed out until the page is closed.
 */
export class SheetCells {
  readonly #chance: Chance
  /** Cells handed out so far, by series. */
  readonly #handedOut = new Map<string, number>()

  constructor(chance: Chance) {
    this.#chance = chance
  }

  readonly allot = ({ target, stage }: Job): Allotment => {
    if (target.is !== 'sheet') throw new TypeError('Cells are for files of a sheet')
    const former = stage.at === 'waiting' && stage.formerCell
    // Another id: whether Feishu takes that of a deleted picture again is not documented.
    if (former) return { ok: true, spot: { cell: former.cell, floatImageId: this.#newId() } }
    const key = seriesKeyOf(target)
    const count = this.#handedOut.get(key) ?? 0
    const cell = cellAt(target, count)
    if (!isWithin(target, cell)) return { ok: false, failure: ownFailure('sheet-ended') }
    this.#handedOut.set(key, count + 1)
    return { ok: true, spot: { cell, floatImageId: this.#newId() } }
  }

  #newId(): FloatImageId {
    return floatImageIdOf(this.#chance.uuid())
  }

  /**
   * Gives the next cell of a series to a picture whose own cell somebody else filled; null at the end of the sheet.
   *
   * @param isOccupied Whether a cell is known to hold something.
   */
  pass(
    series: SheetTarget,
    { cell, insteadOf, floatImageId }: PlacedCell,
    isOccupied: (cell: Cell) => boolean,
  ): PlacedCell | null {
    const key = seriesKeyOf(series)
    let distance = this.#handedOut.get(key) ?? 0
    while (isWithin(series, cellAt(series, distance)) && isOccupied(cellAt(series, distance))) distance += 1
    const next = cellAt(series, distance)
    if (!isWithin(series, next)) return null
    this.#handedOut.set(key, distance + 1)
    return { cell: next, floatImageId, insteadOf: insteadOf ?? cell }
  }

  /** Cells handed out to a series so far. */
  handedOut(series: SheetTarget): number {
    return this.#handedOut.get(seriesKeyOf(series)) ?? 0
  }

  readonly register = ({ target, stage }: Job): void => {
    const spot = spotOf(stage) ?? formerSpotOf(stage)
    const placed = spot && cellOf(spot)
    if (target.is !== 'sheet' || !placed) return
    const key = seriesKeyOf(target)
    this.#handedOut.set(key, Math.max(this.#handedOut.get(key) ?? 0, distanceOf(target, placed.cell) + 1))
  }
}

/** A picture that was taken out goes into its cell again. */
function formerSpotOf(stage: Stage): Spot | null {
  if (stage.at === 'waiting') return stage.formerCell ?? null
  return stage.at === 'cancelled' && stage.takenOut ? stage.takenOut.spot : null
}

/** Key of a series: files with the same key fill consecutive cells. */
export function seriesKeyOf({ spreadsheetToken, sheetId, as, start, fill }: SheetTarget): string {
  return `${spreadsheetToken} ${sheetId} ${as} ${fill} ${start.row} ${start.column}`
}

/** The cell at a distance (from 0) from the series's start; it may lie outside the sheet. */
export function cellAt({ start, fill }: SheetTarget, distance: number): Cell {
  return fill === 'down' ? { ...start, row: start.row + distance } : { ...start, column: start.column + distance }
}

/** Cells of a series after its first `ahead`: `count` of them, or as many as the sheet has left. */
export function cellsBehind(series: SheetTarget, ahead: number, count: number): readonly Cell[] {
  const length = series.fill === 'down' ? series.rows - series.start.row : series.columns - series.start.column
  return Array.from({ length: Math.max(0, Math.min(count, length - ahead)) }, (_, at) => cellAt(series, ahead + at))
}

/** A cell and those after it in its series: `count` in all, or as many as the sheet has left. */
export function cellsFrom(series: SheetTarget, first: Cell, count: number): readonly Cell[] {
  return cellsBehind(series, distanceOf(series, first), count)
}

function isWithin({ rows, columns }: SheetTarget, { row, column }: Cell): boolean {
  return row < rows && column < columns
}

function distanceOf({ start, fill }: SheetTarget, cell: Cell): number {
  return fill === 'down' ? cell.row - start.row : cell.column - start.column
}
