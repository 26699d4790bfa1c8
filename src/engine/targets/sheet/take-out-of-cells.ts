import type { ApiAnswer, ApiRequest } from '../../../contract/feishu/api.ts'
import {
  emptyCellRequest,
  readCellsRequest,
  readSheetEdit,
  readStandingCells,
} from '../../../contract/feishu/sheet/sheets.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import { ownFailure } from '../../job/failure.ts'
import { cellOf } from '../../job/spot.ts'
import { LookedTakeOut, type LeavingJob } from '../looked-take-out.ts'
import { readApart } from '../read-apart.ts'

/** Empties the cells of pictures, one at a time, as far as they still show the picture that was seen there after its own write. */
export class TakeOutOfCells extends LookedTakeOut {
  override batchOf(jobs: readonly LeavingJob[]) {
    return jobs.slice(0, 1)
  }

  override async look([leaving]: readonly LeavingJob[]): Promise<Outcome<ApiRequest | null>> {
    const placed = leaving && cellOf(leaving.from.spot)
    const target = leaving?.job.target
    if (!placed || target?.is !== 'sheet') return { ok: true, data: null }
    const { cell } = placed
    const { spreadsheetToken, sheetId } = target
    const request = readCellsRequest({ spreadsheetToken, sheetId, first: cell, last: cell })
    const read = await readApart(this.context, request, (answer) => readStandingCells(answer, cell))
    if (!read.ok) return read
    const [standing] = read.data
    const ours = leaving.from.fileToken
    if (!standing) this.end(leaving, { type: 'cleared' })
    else if (standing.isPlain) this.end(leaving, { type: 'notCleared', isFilled: true })
    else if (ours === null || standing.fileToken === null)
      this.end(leaving, { type: 'notCleared', failure: ownFailure('cell-not-known'), isUnclear: true })
    else if (standing.fileToken !== ours)
      this.end(leaving, { type: 'notCleared', isFilled: true, theirs: standing.fileToken })
    else return { ok: true, data: emptyCellRequest(spreadsheetToken, sheetId, cell) }
    return { ok: true, data: null }
  }

  override read(answer: ApiAnswer) {
    return readSheetEdit(answer)
  }
}
