import { createFloatImageRequest, readFloatImage } from '../../contract/sheets.ts'
import type { EngineParts } from '../engine-parts.ts'
import type { JobId } from '../job.ts'
import type { Bind } from '../local-lane.ts'
import { SentJobs } from '../sent-jobs.ts'
import { bindingJobs, healOrFail, toldTo, type BindingJob } from '../put-in.ts'
import { cellOf } from '../spot.ts'

/** Hangs uploaded pictures over their cells, one after the other; a repeat finds its picture standing by our own id. */
export class FloatEdits implements Bind {
  readonly #parts: EngineParts
  readonly #sent: SentJobs

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#sent = new SentJobs(parts, null)
  }

  add(id: JobId): void {
    this.#sent.add(id)
  }

  hasWork(): boolean {
    return this.#sent.first() !== undefined
  }

  async work(): Promise<void> {
    const id = this.#sent.first()
    if (id === undefined) return
    this.#parts.store.dispatch(id, { type: 'binding' })
    // A page that does not know of the picture's id would hang it a second time.
    await this.#parts.journal.written()
    for (const job of bindingJobs(this.#parts, [id])) await this.#hang(job)
  }

  async #hang({ id, target, stage }: BindingJob): Promise<void> {
    const placed = cellOf(stage.spot)
    if (target.is !== 'sheet' || !placed) throw new TypeError('A floating picture hangs over a cell')
    const { spreadsheetToken, sheetId } = target
    const request = createFloatImageRequest({ spreadsheetToken, sheetId, fileToken: stage.fileToken, ...placed })
    const outcome = await this.#parts.corridor.call({
      request: () => request,
      read: (answer) => readFloatImage(answer, placed.floatImageId),
      ...toldTo(this.#parts, [id]),
    })
    if (outcome.ok) this.#parts.store.dispatch(id, { type: 'bound' })
    else {
      healOrFail(this.#parts, id, outcome)
      if (outcome.healing === 'none') this.#parts.failAlike(outcome.failure, target)
    }
  }
}
