import {
  attachmentsOf,
  batchCreateRecordsRequest,
  batchDeleteRecordsRequest,
  batchGetRecordsRequest,
  batchUpdateRecordsRequest,
  createRecordRequest,
  readRecord,
  readRecords,
  readRecordsById,
  updateRecordRequest,
  type BaseRecord,
  type CellValues,
} from '../../../contract/feishu/base/records.ts'
import type { RecordId } from '../../../contract/feishu/ids.ts'
import { feishuCodes } from '../../../contract/problems/codes.ts'
import { given, must, type Called, type Doors } from '../../doors.ts'
import { answered, defineExperiment, notDecided } from '../../experiment.ts'
import { addUploadBlock, codeText, upload } from '../files/media.ts'

/** Makes a record of one text, and notes it for the clean-up. */
async function makeRecord(doors: Doors, more: CellValues = {}, clientToken = doors.uuid()): Promise<BaseRecord> {
  const base = given(doors.places.base)
  const request = createRecordRequest({ ...base, values: { [base.textField]: 'verify', ...more }, clientToken })
  const record = must(readRecord(await doors.call(request)))
  noteRecords(doors, [record.recordId])
  return record
}

function noteRecords(doors: Doors, ids: readonly RecordId[]): void {
  const base = given(doors.places.base)
  const remove = async (call: Doors['call']) => {
    const there = readRecords(await call(batchGetRecordsRequest(base, ids)))
    if (there.ok && there.data.length === 0) return true
    return (
      (await call(batchDeleteRecordsRequest(base, there.ok ? there.data.map(({ recordId }) => recordId) : ids)))
        .code === 0
    )
  }
  doors.made({ what: 'records', remove })
}

/** Deleting needs a scope that is not among the usual ones. */
function isWithoutScope({ code }: Called): boolean {
  return (
    code === feishuCodes.userLacksScope || code === feishuCodes.appLacksScope || code === feishuCodes.tokenLacksScope
  )
}

const scopeMissing = 'records cannot be deleted: scope base:record:delete (FEATURES with removal)'

export const recordRepeated = defineExperiment({
  question: 'U11d',
  title: 'Is a record made once where its client_token is sent twice?',
  answers: {
    once: { says: 'it is, and the repeat answers the same record', means: 'A lost answer is repeated without harm.' },
    twice: { says: 'it is made twice', means: 'A repeat leaves doubles: the product has to look first.' },
    refused: { says: 'the repeat is refused', means: 'A repeat is harmless, and its refusal has to be read as done.' },
  },
  expected: 'once',
  callsAtMost: 2,
  needs: ['base'],
  async run(doors) {
    const base = given(doors.places.base)
    const clientToken = doors.uuid()
    const { recordId } = await makeRecord(doors, {}, clientToken)
    const request = createRecordRequest({ ...base, values: { [base.textField]: 'verify' }, clientToken })
    const answer = await doors.call(request)
    const repeat = readRecord(answer)
    if (!repeat.ok) return answered('refused', codeText(answer))
    if (repeat.data.recordId === recordId) return answered('once')
    noteRecords(doors, [repeat.data.recordId])
    return answered('twice')
  },
})

export const recordRepeatedAfterRemoval = defineExperiment({
  question: 'U38',
  title: 'What answers a client_token whose record somebody has removed since, and does reading lag behind?',
  answers: {
    'first-record': {
      says: 'the record of the first call, which is gone',
      means: 'Records are read after a repeat, as built.',
    },
    'made-again': { says: 'a new record', means: 'A repeat needs no look afterwards.' },
    refused: { says: 'it is refused', means: 'The record is made with a new client_token, after a look.' },
  },
  expected: 'first-record',
  callsAtMost: 5,
  needs: ['base'],
  async run(doors) {
    const base = given(doors.places.base)
    const clientToken = doors.uuid()
    const { recordId } = await makeRecord(doors, {}, clientToken)
    const early = must(readRecordsById(await doors.call(batchGetRecordsRequest(base, [recordId]))))
    const lag = early.records.length > 0 ? 'reading does not lag' : 'READING LAGS: it was not there at once'
    const deleted = await doors.call(batchDeleteRecordsRequest(base, [recordId]))
    if (isWithoutScope(deleted)) return notDecided(`${scopeMissing}; ${lag}`)
    const request = createRecordRequest({ ...base, values: { [base.textField]: 'verify' }, clientToken })
    const answer = await doors.call(request)
    const repeat = readRecord(answer)
    if (!repeat.ok) return answered('refused', `${codeText(answer)}; ${lag}`)
    const there = must(readRecordsById(await doors.call(batchGetRecordsRequest(base, [repeat.data.recordId]))))
    if (there.records.length === 0) return answered('first-record', lag)
    noteRecords(doors, [repeat.data.recordId])
    return answered('made-again', lag)
  },
})

export const updateTellsCell = defineExperiment({
  question: 'U36',
  title: 'Does the answer of batch_update tell the whole attachment cell?',
  answers: {
    whole: { says: 'it tells what was written', means: 'A file of ours that is missing there is written again.' },
    'not-told': {
      says: 'it does not name the column',
      means: 'Nothing is made of the answer; the cell is read afterwards.',
    },
    other: { says: 'it tells something else', means: 'Files would be written again without need: tell us.' },
  },
  expected: 'whole',
  callsAtMost: 5,
  uploadsAtMost: 2,
  needs: ['base'],
  async run(doors) {
    const base = given(doors.places.base)
    const point = { parentType: 'bitable_file', parentNode: base.appToken } as const
    const [one, two] = [await upload(doors, point), await upload(doors, point, 'verify-2.png')]
    const { recordId } = await makeRecord(doors)
    must(
      readRecord(await doors.call(updateRecordRequest(base, { recordId, values: { [base.attachmentField]: [one] } }))),
    )
    const values = { [base.attachmentField]: [one, two] }
    const [record] = must(readRecords(await doors.call(batchUpdateRecordsRequest(base, [{ recordId, values }]))))
    if (!record || !Object.hasOwn(record.fields, base.attachmentField)) return answered('not-told')
    const told = attachmentsOf(record, base.attachmentField)?.map(({ fileToken }) => fileToken) ?? []
    return answered(told.join() === [one, two].join() ? 'whole' : 'other', `${told.length} of 2 files`)
  },
})

export const attachmentFromElsewhere = defineExperiment({
  question: 'U27',
  title: 'What does a base answer to an attachment that was uploaded elsewhere?',
  answers: {
    refused: { says: 'it is refused', means: 'Each of the reported codes is treated alike.' },
    taken: { says: 'it is taken', means: 'One upload could serve a document and a base.' },
  },
  expected: 'refused',
  callsAtMost: 4,
  uploadsAtMost: 1,
  needs: ['base', 'document'],
  async run(doors) {
    const base = given(doors.places.base)
    const { point } = await addUploadBlock(doors)
    const fileToken = await upload(doors, point)
    const values = { [base.textField]: 'verify', [base.attachmentField]: [fileToken] }
    const answer = await doors.call(createRecordRequest({ ...base, values, clientToken: doors.uuid() }))
    const record = readRecord(answer)
    if (!record.ok) return answered('refused', codeText(answer))
    noteRecords(doors, [record.data.recordId])
    return answered('taken')
  },
})

export const goneRecord = defineExperiment({
  question: 'U42',
  title: 'Does one record that is gone refuse the deletion of all?',
  answers: {
    refused: { says: 'it does', means: 'Records are read right before, as built.' },
    'passed-over': { says: 'it is passed over', means: 'A repeat is harmless.' },
  },
  expected: 'refused',
  callsAtMost: 5,
  needs: ['base'],
  async run(doors) {
    const base = given(doors.places.base)
    const [gone, there] = [await makeRecord(doors), await makeRecord(doors)]
    const first = await doors.call(batchDeleteRecordsRequest(base, [gone.recordId]))
    if (isWithoutScope(first)) return notDecided(scopeMissing)
    const both = await doors.call(batchDeleteRecordsRequest(base, [gone.recordId, there.recordId]))
    const { records } = must(readRecordsById(await doors.call(batchGetRecordsRequest(base, [there.recordId]))))
    return answered(records.length > 0 ? 'refused' : 'passed-over', codeText(both))
  },
})

/** One more than the smaller of the two numbers that Feishu's pages tell. */
const tooMany = { byText: 501, byPage: 1001 } as const

export const recordsPerBatch = defineExperiment({
  question: 'U22',
  title: 'How many records does one batch take: 500 or 1000?',
  answers: {
    500: { says: '500: 501 are refused for their number', means: 'As sent.' },
    1000: {
      says: 'more than 500: 501 are looked at, 1001 are refused for their number',
      means: 'Batches of bases could be twice as large.',
    },
  },
  expected: '500',
  callsAtMost: 2,
  needs: ['base'],
  async run(doors) {
    const base = given(doors.places.base)
    // A column that is not there: nothing is made whichever is checked first.
    const column = `verify ${doors.uuid()}`
    const answerTo = (count: number) => {
      const rows = Array.from({ length: count }, () => ({ [column]: 'verify' }))
      return doors.call(batchCreateRecordsRequest({ ...base, rows, clientToken: doors.uuid() }))
    }
    const [fewer, more] = [await answerTo(tooMany.byText), await answerTo(tooMany.byPage)]
    const details = `501: ${codeText(fewer)}; 1001: ${codeText(more)}`
    if (fewer.code === feishuCodes.tooManyRecords) return answered('500', details)
    if (more.code === feishuCodes.tooManyRecords) return answered('1000', details)
    return notDecided(`both were refused for their column before they were counted (${details})`)
  },
})
