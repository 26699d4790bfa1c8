import type { EngineContext } from '../../engine-context.ts'
import type { JobId } from '../../job/job.ts'
import type { TakeOut } from '../local-lane.ts'
import { TakeOutFloats } from './take-out-floats.ts'
import { TakeOutOfCells } from './take-out-of-cells.ts'

/** Takes pictures out of one spreadsheet: out of cells, and floating ones. */
export class SheetTakeOut implements TakeOut {
  readonly #context: EngineContext
  readonly #cells: TakeOutOfCells
  readonly #floats: TakeOutFloats

  constructor(context: EngineContext) {
    this.#context = context
    this.#cells = new TakeOutOfCells(context)
    this.#floats = new TakeOutFloats(context)
  }

  add(id: JobId): void {
    const target = this.#context.store.get(id)?.target
    const edits = target?.is === 'sheet' && target.as === 'floats' ? this.#floats : this.#cells
    edits.add(id)
  }

  hasWork(): boolean {
    return this.#cells.hasWork() || this.#floats.hasWork()
  }

  async work(): Promise<void> {
    await (this.#cells.hasWork() ? this.#cells : this.#floats).work()
  }
}
