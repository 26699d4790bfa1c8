import { expect } from 'vitest'
import type { SheetTarget } from '../target.ts'
import { platformCodes, FamilyLife } from './family-life.ts'
import { sheetTarget, sheetWorld } from './family-worlds.ts'
import { fileOf } from './hand-held-doors.ts'
import type { SheetModel } from './sheet-model.ts'
import type { QueueWorld } from './world.ts'

/** A queue of pictures into the cells of a sheet, or over them. */
export class SheetLife extends FamilyLife<QueueWorld<SheetModel>> {
  override readonly alone = ['writeCellImage', 'createFloatImage'] as const
  override readonly codes = [
    ...platformCodes,
    90202,
    90213,
    90217,
    90218,
    90235,
    1061001,
    1061045,
    1061004,
    1062009,
    1310213,
    1310217,
    1310218,
    1310245,
    1315201,
  ]

  constructor(as: SheetTarget['as']) {
    super(sheetWorld(sheetTarget(as)))
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

  /** Whatever came between, a picture is where its row says, and no two share a cell. */
  override check(): void {
    super.check()
    const cells = this.world.model.shown.map((picture) => picture.slice(0, picture.indexOf(' ')))
    expect(cells).toEqual([...new Set(cells)])
  }
}
