import * as v from 'valibot'
import { readAnswer, type Reading } from '../../../contract/feishu/api.ts'
import { cellName, type Cell } from '../../../contract/feishu/sheet/cell.ts'
import {
  emptyCellRequest,
  readCellsRequest,
  readStandingCells,
  writeCellImageRequest,
  type StandingCell,
} from '../../../contract/feishu/sheet/sheets.ts'
import { given, must, type Called, type Doors } from '../../doors.ts'
import { answered, defineExperiment, notDecided } from '../../experiment.ts'
import { cellsFrom } from '../../places/sheet-place.ts'
import { codeText } from '../files/media.ts'
import { png, webp } from '../samples.ts'

/** A free cell of the sheet, by its number among those of this command. */
function cellAt(doors: Doors, at: number): Cell {
  return { row: given(doors.places.sheet).firstRow + at, column: 0 }
}

/** Calls that each picture in a cell costs: a look, the picture, a look. */
const callsPerPicture = 3

/**
 * Writes a picture into a cell if nobody has filled it meanwhile, and notes it for the clean-up, which takes out nothing but this
 * picture.
 */
async function write(doors: Doors, cell: Cell, name: string, bytes: Blob): Promise<Called> {
  const { spreadsheetToken, sheetId, isOurs: isOwnSheet } = given(doors.places.sheet)
  if (must(await look(doors, doors.call)).some((standing) => isAt(standing, cell)))
    throw new Error('somebody has written into a cell of this command meanwhile')
  const imageBase64 = new Blob([Buffer.from(await bytes.arrayBuffer()).toString('base64')])
  const answer = await doors.call(writeCellImageRequest({ spreadsheetToken, sheetId, cell, name, imageBase64 }))
  // A sheet of our own goes as a whole.
  if (answer.code !== 0 || isOwnSheet) return answer
  const written = await look(doors, doors.call)
  const token = written.ok ? (written.data.find((standing) => isAt(standing, cell))?.fileToken ?? null) : null
  const isOurs = (standing: StandingCell) => (token === null ? isAt(standing, cell) : standing.fileToken === token)
  const remove = async (call: Doors['call']) => {
    const ours = must(await look(doors, call)).find(isOurs)
    if (!ours && token !== null) return true
    // A picture that reads without its token (U29) cannot be told from what others put there.
    if (ours && token === null) throw new Error(`what stands in ${cellName(cell)} cannot be recognised: look at it`)
    const place = ours?.cell ?? cell
    await call(emptyCellRequest(spreadsheetToken, sheetId, place))
    return !must(await look(doors, call)).some((standing) => isAt(standing, place) && isOurs(standing))
  }
  doors.made({ what: 'cells', remove })
  return answer
}

/** What stands in the cells of this command. */
async function look(doors: Doors, call: Doors['call']): Promise<Reading<readonly StandingCell[]>> {
  const { spreadsheetToken, sheetId, firstRow } = given(doors.places.sheet)
  const { first, last } = cellsFrom(firstRow)
  return readStandingCells(await call(readCellsRequest({ spreadsheetToken, sheetId, first, last })), first)
}

function isAt({ cell }: StandingCell, { row, column }: Cell): boolean {
  return cell.row === row && cell.column === column
}

const Written = v.looseObject({ updatedRange: v.optional(v.string()), updateRange: v.optional(v.string()) })

export const writtenRange = defineExperiment({
  question: 'U16a',
  title: "Is values_image's answer called updatedRange or updateRange?",
  answers: {
    updateRange: { says: 'updateRange', means: 'Either is read.' },
    updatedRange: { says: 'updatedRange', means: 'Either is read.' },
    neither: { says: 'neither', means: 'The row cannot confirm the cell by the answer; it is read anyway.' },
  },
  expected: null,
  callsAtMost: callsPerPicture,
  needs: ['sheet'],
  async run(doors) {
    const written = must(readAnswer(await write(doors, cellAt(doors, 0), 'verify.png', png), Written))
    if (written.updatedRange !== undefined) return answered('updatedRange')
    return answered(written.updateRange === undefined ? 'neither' : 'updateRange')
  },
})

export const webpIntoCell = defineExperiment({
  question: 'U16b',
  title: 'Does a cell take WEBP, and does it look at the suffix or at the bytes?',
  answers: {
    neither: { says: 'it takes no WEBP, by suffix or by bytes', means: 'No WEBP goes into cells, as built.' },
    'by-suffix': {
      says: 'it looks at the suffix: WEBP named .png is taken',
      means: 'As built; such a picture may not show.',
    },
    taken: { says: 'it takes WEBP', means: 'WEBP could be let into cells.' },
  },
  expected: null,
  callsAtMost: 3 * callsPerPicture,
  needs: ['sheet'],
  async run(doors) {
    const named = await write(doors, cellAt(doors, 1), 'verify.webp', webp)
    const disguised = await write(doors, cellAt(doors, 2), 'verify.png', webp)
    const other = await write(doors, cellAt(doors, 3), 'verify.webp', png)
    const details = `WEBP as .webp: ${codeText(named)}; WEBP as .png: ${codeText(disguised)}; PNG as .webp: ${codeText(other)}`
    if (named.code === 0) return answered('taken', details)
    return answered(disguised.code === 0 ? 'by-suffix' : 'neither', details)
  },
})

const Values = v.object({
  valueRange: v.object({ values: v.optional(v.nullable(v.array(v.nullable(v.array(v.unknown()))))) }),
})

/** Reads a cell and the empty ones behind it. @throws {Unexpected} */
async function readRow(doors: Doors, first: Cell) {
  const { spreadsheetToken, sheetId } = given(doors.places.sheet)
  const last = { row: first.row, column: first.column + 2 }
  const answer = await doors.call(readCellsRequest({ spreadsheetToken, sheetId, first, last }))
  return {
    values: must(readAnswer(answer, Values)).valueRange.values?.[0] ?? [],
    standing: must(readStandingCells(answer, first)),
  }
}

export const cellReads = defineExperiment({
  question: 'U29',
  title: 'How does a picture read in its cell?',
  answers: {
    object: {
      says: 'as an object with a fileToken',
      means: 'A picture is recognised as the one that was put in, and can be taken out again.',
    },
    'other-object': {
      says: 'as an object without one',
      means: 'A picture is seen, not recognised: taking it out again is refused.',
    },
    text: { says: 'as text', means: 'A cell with a picture counts as filled by somebody: tell us.' },
    empty: { says: 'as an empty cell', means: 'Pictures would be written over others: tell us.' },
  },
  expected: 'object',
  callsAtMost: callsPerPicture + 1,
  needs: ['sheet'],
  async run(doors) {
    const cell = cellAt(doors, 4)
    const written = await write(doors, cell, 'verify.png', png)
    if (written.code !== 0) return notDecided(`the picture is refused with ${codeText(written)}`)
    const { values, standing } = await readRow(doors, cell)
    const [value] = values
    const details = `${values.length} of 3 values are told, two of them empty`
    if (value === null || value === undefined || value === '') return answered('empty', details)
    if (typeof value !== 'object') return answered('text', details)
    return answered(
      standing[0]?.fileToken ? 'object' : 'other-object',
      `${details}; keys ${Object.keys(value).join(', ')}`,
    )
  },
})

export const cellEmptied = defineExperiment({
  question: 'U40',
  title: 'Does an empty text take a picture out of its cell?',
  answers: {
    emptied: { says: 'it does', means: 'Pictures in cells can be taken out again.' },
    stays: { says: 'it does not', means: 'Taking out leaves the picture, and the row says so.' },
    refused: { says: 'it is refused', means: 'Taking out leaves the picture, and the row says so.' },
  },
  expected: 'emptied',
  callsAtMost: callsPerPicture + 2,
  needs: ['sheet'],
  async run(doors) {
    const { spreadsheetToken, sheetId } = given(doors.places.sheet)
    const cell = cellAt(doors, 5)
    const written = await write(doors, cell, 'verify.png', png)
    if (written.code !== 0) return notDecided(`the picture is refused with ${codeText(written)}`)
    const emptied = await doors.call(emptyCellRequest(spreadsheetToken, sheetId, cell))
    if (emptied.code !== 0) return answered('refused', codeText(emptied))
    const { standing } = await readRow(doors, cell)
    return answered(standing.length === 0 ? 'emptied' : 'stays')
  },
})
