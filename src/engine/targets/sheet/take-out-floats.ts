import type { ApiAnswer, ApiRequest } from '../../../contract/feishu/api.ts'
import {
  deleteFloatImageRequest,
  queryFloatImagesRequest,
  readFloatImages,
  readSheetEdit,
} from '../../../contract/feishu/sheet/sheets.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import { cellOf } from '../../job/spot.ts'
import { LookedTakeOut, type LeavingJob } from '../looked-take-out.ts'
import { readApart } from '../read-apart.ts'
import type { SheetTarget } from '../target.ts'

/** Deletes floating pictures of one sheet by their ids, which are our own. */
export class TakeOutFloats extends LookedTakeOut {
  /** Still to be deleted, by the last look. */
  #known: readonly LeavingJob[] = []

  override batchOf(jobs: readonly LeavingJob[]) {
    const sheetOf = ({ job }: LeavingJob) => (job.target as SheetTarget).sheetId
    const [first] = jobs
    return first ? jobs.filter((each) => sheetOf(each) === sheetOf(first)) : []
  }

  override async look(jobs: readonly LeavingJob[], isStale: boolean): Promise<Outcome<ApiRequest | null>> {
    const [first] = jobs
    if (first?.job.target.is !== 'sheet') return { ok: true, data: null }
    const { spreadsheetToken, sheetId } = first.job.target
    if (isStale || this.#known.length === 0) {
      const read = await readApart(this.context, queryFloatImagesRequest(spreadsheetToken, sheetId), readFloatImages)
      if (!read.ok) return read
      this.#known = jobs.filter((each) => this.#stands(each, read.data))
    }
    const [next, ...others] = this.#known
    this.#known = others
    const placed = next && cellOf(next.from.spot)
    return { ok: true, data: placed ? deleteFloatImageRequest(spreadsheetToken, sheetId, placed.floatImageId) : null }
  }

  /** Whether the picture is to be deleted. Ends it where it is not. */
  #stands(leaving: LeavingJob, standing: ReadonlyMap<string, string>): boolean {
    const token = standing.get(cellOf(leaving.from.spot)?.floatImageId ?? '')
    // An answer may leave a token out; the id is our own anyway.
    if (token === '' || token === leaving.from.fileToken) return true
    if (token === undefined) this.end(leaving, { type: 'cleared' })
    // While another picture has the id, Feishu refuses to create one with it.
    else this.end(leaving, { type: 'notCleared', isFilled: true, mayNotComeAgain: true })
    return false
  }

  override read(answer: ApiAnswer) {
    return readSheetEdit(answer)
  }
}
