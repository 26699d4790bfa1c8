import type { Cell } from '../../../contract/feishu/sheet/cell.ts'
import { floatImageIdOf } from '../../../contract/feishu/sheet/sheets.ts'
import type { Chance } from '../../doors.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Job } from '../../job/job.ts'
import type { Allotment } from '../allotment.ts'
import { cellOf, type PlacedCell } from '../../job/spot.ts'
import { spotOf } from '../../job/spot-of.ts'
import type { SheetTarget } from '../target.ts'

/**
 * Hands out cells in order, from the start cell of each run; a later drop with the same start continues behind the earlier one. A
 * file that fails keeps its cell; a file cancelled before it had a cell takes none. A file removed from the queue is still in the
 * sheet, so its cell stays taken until the page is closed.
 */
export class SheetCells {
  readonly #chance: Chance
  /** Cells handed out so far, by run. */
  readonly #taken = new Map<string, number>()

  constructor(chance: Chance) {
    this.#chance = chance
  }

  readonly allot = ({ target }: Job): Allotment => {
    if (target.is !== 'sheet') throw new TypeError('Cells are for files of a sheet')
    const key = runKeyOf(target)
    const count = this.#taken.get(key) ?? 0
    const cell = cellAt(target, count)
    if (!isWithin(target, cell)) return { ok: false, failure: ownFailure('sheet-ended') }
    this.#taken.set(key, count + 1)
    return { ok: true, spot: { cell, floatImageId: floatImageIdOf(this.#chance.uuid()) } }
  }

  /**
   * Gives the next cell of a run to a picture whose own cell somebody else filled; null at the end of the sheet.
   *
   * @param isTaken Whether a cell is known to hold something.
   */
  pass(
    run: SheetTarget,
    { cell, insteadOf, floatImageId }: PlacedCell,
    isTaken: (cell: Cell) => boolean,
  ): PlacedCell | null {
    const key = runKeyOf(run)
    let distance = this.#taken.get(key) ?? 0
    while (isWithin(run, cellAt(run, distance)) && isTaken(cellAt(run, distance))) distance += 1
    const next = cellAt(run, distance)
    if (!isWithin(run, next)) return null
    this.#taken.set(key, distance + 1)
    return { cell: next, floatImageId, insteadOf: insteadOf ?? cell }
  }

  /** Cells handed out to a run so far. */
  handedOut(run: SheetTarget): number {
    return this.#taken.get(runKeyOf(run)) ?? 0
  }

  readonly taken = ({ target, stage }: Job): void => {
    const spot = spotOf(stage)
    const placed = spot && cellOf(spot)
    if (target.is !== 'sheet' || !placed) return
    const key = runKeyOf(target)
    this.#taken.set(key, Math.max(this.#taken.get(key) ?? 0, distanceOf(target, placed.cell) + 1))
  }
}

/** Key of a run: files with the same key fill consecutive cells. */
export function runKeyOf({ spreadsheetToken, sheetId, as, start, fill }: SheetTarget): string {
  return `${spreadsheetToken} ${sheetId} ${as} ${fill} ${start.row} ${start.column}`
}

/** The cell at a distance (from 0) from the run's start; it may lie outside the sheet. */
export function cellAt({ start, fill }: SheetTarget, distance: number): Cell {
  return fill === 'down' ? { ...start, row: start.row + distance } : { ...start, column: start.column + distance }
}

/** Cells of a run after its first `ahead`: `count` of them, or as many as the sheet has left. */
export function cellsBehind(run: SheetTarget, ahead: number, count: number): readonly Cell[] {
  const length = run.fill === 'down' ? run.rows - run.start.row : run.columns - run.start.column
  return Array.from({ length: Math.max(0, Math.min(count, length - ahead)) }, (_, at) => cellAt(run, ahead + at))
}

/** A cell and those after it in its run: `count` in all, or as many as the sheet has left. */
export function cellsFrom(run: SheetTarget, first: Cell, count: number): readonly Cell[] {
  return cellsBehind(run, distanceOf(run, first), count)
}

function isWithin({ rows, columns }: SheetTarget, { row, column }: Cell): boolean {
  return row < rows && column < columns
}

function distanceOf({ start, fill }: SheetTarget, cell: Cell): number {
  return fill === 'down' ? cell.row - start.row : cell.column - start.column
}
