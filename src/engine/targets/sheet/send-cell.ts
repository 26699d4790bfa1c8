import { cellName, type Cell } from '../../../contract/feishu/sheet/cell.ts'
import {
  cellImageName,
  readCellImage,
  readCellsRequest,
  readStandingCells,
  writeCellImageRequest,
} from '../../../contract/feishu/sheet/sheets.ts'
import type { JobEvent } from '../../job/job-event.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import { FileUnreadable } from '../../files/source-file.ts'
import type { EngineContext } from '../../engine-context.ts'
import { ownFailure } from '../../job/failure.ts'
import type { Job } from '../../job/job.ts'
import { failureOfReading, readFileAsBase64 } from '../../upload/read-file.ts'
import type { Sending } from '../../upload/send-whole.ts'
import { cellsFrom } from './sheet-cells.ts'
import { cellOf, type PlacedCell } from '../../job/spot.ts'
import { readApart } from '../read-apart.ts'
import type { SheetTarget } from '../target.ts'

/** Cells read by one call: the picture's own and the next ones, in case its own is occupied. */
const cellsLookedAt = 20

/** Milliseconds for which a look into a cell is good, while it is written down that the picture may be there. */
const lookIsGoodMs = 1000

/** Milliseconds after a write within which what its cell shows is taken for what was written: nobody puts another picture there so soon. */
const writeIsFreshMs = 5000

type Data = Extract<JobEvent, { type: 'stands' }>

/** Thrown to end the call with an outcome, without another attempt. */
class Ended extends Error {
  readonly outcome: Outcome<Data>

  constructor(outcome: Outcome<Data>) {
    super('There is nothing to write')
    this.outcome = outcome
  }
}

/**
 * Writes a picture into its cell, bytes and cell in one call, because cells take no uploaded media. The cell is read right before
 * each attempt. If somebody filled it, the next free one is used; a picture found there after an attempt without an answer is
 * assumed to be this one, unless it was seen there before as somebody else's.
 *
 * @throws {FileUnreadable} When the file cannot be read, or is not the one that was dropped, and no attempt may have taken effect.
 * @throws The reason of `signal` or `pause`, when aborted.
 */
export async function sendCell(context: EngineContext, call: Omit<Sending, 'point'>): Promise<Outcome<Data>> {
  const { job } = call
  const cell = new CellOfPicture(context, call)
  let imageBase64 = new Blob()
  try {
    const outcome = await call.api.call({
      ...call,
      pause: cell.pause,
      request: async () => {
        imageBase64 = await readFileAsBase64(job.file)
        return cell.requestOf(imageBase64)
      },
      leaving: async () => {
        await cell.makeReady()
        return cell.requestOf(imageBase64)
      },
      read: readCellImage,
      onMiss: (mayHaveWorked) => cell.missed(mayHaveWorked),
    })
    if (!outcome.ok) return { ...outcome, unclear: cell.mayStand }
    // The next picture does not wait for it.
    void cell.note()
    return { ok: true, data: { type: 'stands', ...(mayStandOf(job) && { mayComeAgain: true }) } }
  } catch (error) {
    if (error instanceof Ended) return error.outcome
    if (!cell.mayStand || !(error instanceof FileUnreadable)) throw error
    // An earlier attempt may have written the picture.
    return { ok: false, failure: failureOfReading(error), healing: 'none', unclear: true }
  }
}

/** The cell that a picture goes into; moves on to the next when that one is occupied. */
class CellOfPicture {
  readonly #context: EngineContext
  readonly #call: Omit<Sending, 'point'>
  readonly #series: SheetTarget
  readonly #end = new AbortController()
  readonly pause: AbortSignal
  #placed: PlacedCell
  /** A call that wrote to the current cell may have taken effect. */
  mayStand: boolean
  /** The journal says that the picture may be in the current cell. */
  #isWrittenDown: boolean

  constructor(context: EngineContext, call: Omit<Sending, 'point'>) {
    const { target, stage } = call.job
    const placed = stage.at === 'sending' ? cellOf(stage.spot) : null
    if (target.is !== 'sheet' || !placed) throw new TypeError('A picture of a sheet is sent into its cell')
    this.#context = context
    this.#call = call
    this.#series = target
    this.#placed = placed
    this.mayStand = mayStandOf(call.job)
    this.#isWrittenDown = this.mayStand
    this.pause = AbortSignal.any([call.pause, this.#end.signal])
  }

  requestOf(imageBase64: Blob) {
    const { spreadsheetToken, sheetId } = this.#series
    const { name, contents } = this.#call.job
    return writeCellImageRequest({
      spreadsheetToken,
      sheetId,
      cell: this.#placed.cell,
      name: cellImageName(name, contents?.format ?? null),
      imageBase64,
    })
  }

  missed(mayHaveWorked: boolean): void {
    if (mayHaveWorked) this.mayStand = true
    if (this.mayStand) return
    this.#isWrittenDown = false
    this.#context.store.dispatch(this.#call.job.id, { type: 'returned' })
  }

  /**
   * Finds the cell for an attempt. Only then is it written down that the picture may be there: a page that dies while it looks must not
   * leave a doubt by which the next one takes somebody else's picture for this one.
   */
  async makeReady(): Promise<void> {
    const { store, journal, clock } = this.#context
    const waiting = AbortSignal.any([this.#call.signal, this.pause])
    for (let isGood = false; !isGood;) {
      await this.#look()
      if (this.#isWrittenDown) break
      const lookedAtMs = clock.nowMs()
      store.dispatch(this.#call.job.id, { type: 'due' })
      // A page whose journal lacks the cell, or that the picture may be in it, would put it into another one.
      await journal.written()
      if (waiting.aborted) this.missed(false)
      waiting.throwIfAborted()
      this.#isWrittenDown = true
      isGood = clock.nowMs() - lookedAtMs <= lookIsGoodMs
    }
    store.dispatch(this.#call.job.id, { type: 'leaving' })
  }

  /** Reads the cell, and moves on to the next free one if somebody else's content is in it. */
  async #look(): Promise<void> {
    const { store, cells } = this.#context
    const { id } = this.#call.job
    for (;;) {
      const { cell } = this.#placed
      if (this.#series.replaces?.includes(cellName(cell))) return
      const standing = await this.#standing(cell)
      const found = standing.get(cellName(cell))
      if (!found) return
      const isTheirs = found.isPlain || (found.fileToken !== null && found.fileToken === this.#placed.theirs)
      if (this.mayStand && !isTheirs) this.#stop({ ok: true, data: { type: 'stands', isAssumed: true } })
      const next = cells.pass(this.#series, this.#placed, (each) => standing.has(cellName(each)))
      if (!next) this.#stop({ ok: false, failure: ownFailure('sheet-ended'), healing: 'none', unclear: this.mayStand })
      this.#placed = next
      this.mayStand = false
      this.#isWrittenDown = false
      store.dispatch(id, { type: 'moved', spot: next })
    }
  }

  /**
   * Reads by which token the cell shows the picture just written, so that it can be told from somebody else's when it is to be taken
   * out. Without an answer, or with a late one, it cannot, and stays then.
   */
  async note(): Promise<void> {
    const { spreadsheetToken, sheetId } = this.#series
    const { store, clock } = this.#context
    const { id } = this.#call.job
    const placed = this.#placed
    const writtenAtMs = clock.nowMs()
    const { cell } = placed
    const request = readCellsRequest({ spreadsheetToken, sheetId, first: cell, last: cell })
    const read = await readApart(this.#context, request, (answer) => readStandingCells(answer, cell))
    const fileToken = read.ok ? (read.data[0]?.fileToken ?? null) : null
    const stage = store.get(id)?.stage
    if (fileToken === null || clock.nowMs() - writtenAtMs > writeIsFreshMs) return
    // By now it may have been taken out and written again.
    if (stage?.at !== 'done' || stage.spot !== placed) return
    store.dispatch(id, { type: 'noted', fileToken })
  }

  /** Content of a cell and of those after it in the series, by cell name; empty cells are absent. */
  async #standing(first: Cell) {
    const { spreadsheetToken, sheetId } = this.#series
    const last = cellsFrom(this.#series, first, cellsLookedAt).at(-1) ?? first
    const request = readCellsRequest({ spreadsheetToken, sheetId, first, last })
    const { api, signal, onHoldup } = this.#call
    const looked = await api.call({
      request: () => request,
      read: (answer) => readStandingCells(answer, first),
      signal,
      pause: this.pause,
      onHoldup,
    })
    if (!looked.ok) this.#stop({ ...looked, unclear: this.mayStand })
    return new Map(looked.data.map((standing) => [cellName(standing.cell), standing]))
  }

  #stop(outcome: Outcome<Data>): never {
    const ended = new Ended(outcome)
    this.#end.abort(ended)
    throw ended
  }
}

function mayStandOf({ stage }: Job): boolean {
  return 'mayStand' in stage
}
