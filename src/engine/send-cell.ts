import { readCellImage, writeCellImageRequest } from '../contract/sheets.ts'
import type { Outcome } from './corridor.ts'
import { FileUnreadable } from './doors.ts'
import { failureOfReading, readFile } from './read-file.ts'
import type { Sending } from './send-whole.ts'
import { cellOf } from './spot.ts'

/** Characters that one call of `String.fromCharCode` is given: more overflow its stack of arguments. */
const charactersAtOnce = 0x8000

/**
 * Writes a picture into its cell: bytes and place in one call, for a cell takes no upload. A repeat writes the same cell again.
 *
 * @throws {FileUnreadable} When the file can not be read, or is not the one that was dropped, and nothing has left yet.
 * @throws The reason of `signal` or `pause`, when aborted.
 */
export async function sendCell({ job, ...call }: Omit<Sending, 'point'>): Promise<Outcome<null>> {
  const { target, stage, name } = job
  const placed = stage.at === 'sending' ? cellOf(stage.spot) : null
  if (target.is !== 'sheet' || !placed) throw new TypeError('A picture of a sheet is sent into its cell')
  const { spreadsheetToken, sheetId } = target
  const sent = { perhaps: false }
  try {
    const outcome = await call.corridor.call({
      request: async () => {
        const { bytes } = await readFile(job.file)
        const imageBase64 = base64Of(new Uint8Array(await bytes.arrayBuffer()))
        sent.perhaps = true
        return writeCellImageRequest({ spreadsheetToken, sheetId, cell: placed.cell, name, imageBase64 })
      },
      read: readCellImage,
      ...call,
    })
    return outcome.ok ? { ok: true, data: null } : outcome
  } catch (error) {
    if (!sent.perhaps || !(error instanceof FileUnreadable)) throw error
    // An attempt before this one may have written it.
    return { ok: false, failure: failureOfReading(error), healing: 'none', unclear: true }
  }
}

function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let start = 0; start < bytes.length; start += charactersAtOnce) {
    binary += String.fromCharCode(...bytes.subarray(start, start + charactersAtOnce))
  }
  return btoa(binary)
}
