import { createFloatImageRequest, readFloatImage } from '../../../contract/feishu/sheet/sheets.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { JobId } from '../../job/job.ts'
import type { Bind } from '../local-lane.ts'
import { SentJobs } from '../sent-jobs.ts'
import { bindingJobs, restartOrFail, bindCall, type BindingJob } from '../bind-call.ts'
import { cellOf } from '../../job/spot.ts'

/** Makes uploaded pictures float over their cells, one at a time. The id is our own, so a retry recognises a picture already there. */
export class FloatEdits implements Bind {
  readonly #context: EngineContext
  readonly #sent: SentJobs

  constructor(context: EngineContext) {
    this.#context = context
    this.#sent = new SentJobs(context, null)
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
    this.#context.store.dispatch(id, { type: 'binding' })
    for (const job of bindingJobs(this.#context, [id])) await this.#hang(job)
  }

  async #hang({ id, target, stage }: BindingJob): Promise<void> {
    const { store, journal, failAlike } = this.#context
    const placed = cellOf(stage.spot)
    if (target.is !== 'sheet' || !placed) throw new TypeError('A floating picture hangs over a cell')
    const { spreadsheetToken, sheetId } = target
    const { cell, floatImageId } = placed
    const input = { spreadsheetToken, sheetId, fileToken: stage.fileToken, cell, floatImageId }
    const outcome = await bindCall(this.#context, [id], {
      request: async () => {
        // After a reload, a page whose journal lacks the picture's id would create it a second time.
        await journal.written()
        return createFloatImageRequest(input)
      },
      read: (answer) => readFloatImage(answer, floatImageId),
    })
    if (outcome?.ok) store.dispatch(id, { type: 'bound', ...(stage.mayStand && { mayComeAgain: true }) })
    if (!outcome || outcome.ok) return
    restartOrFail(this.#context, id, outcome)
    if (outcome.healing === 'none') failAlike(outcome.failure, target)
  }
}
