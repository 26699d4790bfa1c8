import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { FileToken, RecordId, type AppToken, type TableId } from '../ids.ts'
import { recordsPerPage } from '../limits.ts'
import { Paging, nextPageTokenOf, type Page } from '../paging.ts'
import { own } from '../../own.ts'

/** A table of a base. It takes one write at a time (1254291). */
export interface TableAddress {
  readonly appToken: AppToken
  readonly tableId: TableId
}

/** Values by column name: text, or all attachments that the cell has afterwards. */
export type CellValues = Readonly<Record<string, string | readonly FileToken[]>>

const at = ({ appToken, tableId }: TableAddress) => ({ app_token: appToken, table_id: tableId })

const wireValues = (values: CellValues): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.map((token) => ({ file_token: token })),
    ]),
  )

/** By column name. People choose those: `v.record` would leave out a column called "constructor". */
const Fields = v.custom<Readonly<Record<string, unknown>>>((value) => typeof value === 'object' && value !== null)

const WireRecord = v.object({
  record_id: RecordId,
  fields: v.optional(Fields, {}),
})

/** A row as Feishu shows it: cells without a value are left out. */
export interface BaseRecord {
  readonly recordId: RecordId
  /** Raw values by column name. */
  readonly fields: Readonly<Record<string, unknown>>
}

const recordOf = ({ record_id: recordId, fields }: v.InferOutput<typeof WireRecord>): BaseRecord => ({
  recordId,
  fields,
})

const Attachments = v.array(v.looseObject({ file_token: FileToken, name: v.optional(v.string(), '') }))

/** A file in an attachment cell. `name` is empty where Feishu leaves it out. */
export interface Attachment {
  readonly fileToken: FileToken
  readonly name: string
}

/**
 * The attachments of one cell, in order. An update must name them again, or they are lost. `null` for a cell with an undocumented
 * value, which writing would destroy.
 */
export function attachmentsOf(record: BaseRecord, fieldName: string): readonly Attachment[] | null {
  const value = own(record.fields, fieldName)
  if (value === undefined || value === null) return []
  const reading = v.safeParse(Attachments, value)
  return reading.success ? reading.output.map(({ file_token: fileToken, name }) => ({ fileToken, name })) : null
}

const Runs = v.array(v.looseObject({ text: v.string() }))

/** The text of a text cell: records/search answers runs of text, writing calls answer plain text. */
export function textOf(record: BaseRecord, fieldName: string): string {
  const value = own(record.fields, fieldName)
  if (typeof value === 'string') return value
  const runs = v.safeParse(Runs, value)
  return runs.success ? runs.output.map(({ text }) => text).join('') : ''
}

/** One page of rows to read, of at most `recordsPerPage`. */
export interface SearchRecordsInput extends TableAddress {
  /** Names of the columns to read, at most `fieldNamesPerSearch`. */
  readonly fieldNames: readonly string[]
  /** Empty for the first page. */
  readonly pageToken: string
}

/** POST …/records/search: one page of the rows of a table. */
export function searchRecordsRequest({ fieldNames, pageToken, ...table }: SearchRecordsInput): ApiRequest {
  return {
    route: 'searchRecords',
    parameters: at(table),
    query: { page_size: String(recordsPerPage), ...(pageToken !== '' && { page_token: pageToken }) },
    body: { kind: 'json', value: { field_names: fieldNames } },
  }
}

/** Reads one page of rows. A page may be empty; only an empty `nextPageToken` ends the list. */
export function readRecordPage(answer: ApiAnswer): Reading<Page<BaseRecord>> {
  const reading = readAnswer(answer, v.object({ ...Paging, items: v.optional(v.nullable(v.array(WireRecord))) }))
  if (!reading.ok) return reading
  const items = (reading.data.items ?? []).map(recordOf)
  return { ok: true, data: { items, nextPageToken: nextPageTokenOf(reading.data) } }
}

/** POST …/records/batch_get: rows by id, at most `recordsPerGet`. */
export function batchGetRecordsRequest(table: TableAddress, recordIds: readonly RecordId[]): ApiRequest {
  return {
    route: 'batchGetRecords',
    parameters: at(table),
    query: {},
    body: { kind: 'json', value: { record_ids: recordIds } },
  }
}

/** Reads the rows; deleted and forbidden ones are left out. */
export function readRecords(answer: ApiAnswer): Reading<readonly BaseRecord[]> {
  const reading = readAnswer(answer, v.object({ records: v.optional(v.nullable(v.array(WireRecord))) }))
  return reading.ok ? { ok: true, data: (reading.data.records ?? []).map(recordOf) } : reading
}

/** One row to create. */
export interface CreateRecordInput extends TableAddress {
  readonly values: CellValues
  /** UUIDv4, one per intended row and the same on each repeat (1254037, 1255006). */
  readonly clientToken: string
}

/** POST …/records: one new row. */
export function createRecordRequest({ values, clientToken, ...table }: CreateRecordInput): ApiRequest {
  return {
    route: 'createRecord',
    parameters: at(table),
    query: { client_token: clientToken },
    body: { kind: 'json', value: { fields: wireValues(values) } },
  }
}

/** New values for one row. */
export interface RecordUpdate {
  readonly recordId: RecordId
  /** Other columns keep their value; an attachment cell is replaced as a whole. */
  readonly values: CellValues
}

/** PUT …/records/:record_id. Takes no client_token: a repeat writes the same values again. */
export function updateRecordRequest(table: TableAddress, { recordId, values }: RecordUpdate): ApiRequest {
  return {
    route: 'updateRecord',
    parameters: { ...at(table), record_id: recordId },
    query: {},
    body: { kind: 'json', value: { fields: wireValues(values) } },
  }
}

/** Reads the answer of createRecord and of updateRecord. */
export function readRecord(answer: ApiAnswer): Reading<BaseRecord> {
  const reading = readAnswer(answer, v.object({ record: WireRecord }))
  return reading.ok ? { ok: true, data: recordOf(reading.data.record) } : reading
}

/** Several rows to create by one call. */
export interface BatchCreateRecordsInput extends TableAddress {
  /** At most `recordsPerBatch` rows. */
  readonly rows: readonly CellValues[]
  /** UUIDv4, one per intended batch and the same on each repeat. */
  readonly clientToken: string
}

/** POST …/records/batch_create: new rows, in order; all or none. */
export function batchCreateRecordsRequest({ rows, clientToken, ...table }: BatchCreateRecordsInput): ApiRequest {
  return {
    route: 'batchCreateRecords',
    parameters: at(table),
    query: { client_token: clientToken },
    body: { kind: 'json', value: { records: rows.map((values) => ({ fields: wireValues(values) })) } },
  }
}

/** POST …/records/batch_update: at most `recordsPerBatch` rows; all or none. */
export function batchUpdateRecordsRequest(table: TableAddress, updates: readonly RecordUpdate[]): ApiRequest {
  return {
    route: 'batchUpdateRecords',
    parameters: at(table),
    query: {},
    body: {
      kind: 'json',
      value: { records: updates.map(({ recordId, values }) => ({ record_id: recordId, fields: wireValues(values) })) },
    },
  }
}

/** POST …/records/batch_delete: at most `recordsPerBatch` rows. Takes no client_token: a repeat finds the rows gone. */
export function batchDeleteRecordsRequest(table: TableAddress, recordIds: readonly RecordId[]): ApiRequest {
  return {
    route: 'batchDeleteRecords',
    parameters: at(table),
    query: {},
    body: { kind: 'json', value: { records: recordIds } },
  }
}

/** Reads that the deletion was accepted; whether each row is gone is read afterwards. */
export function readDeletedRecords(answer: ApiAnswer): Reading<null> {
  const reading = readAnswer(answer, v.unknown())
  return reading.ok ? { ok: true, data: null } : reading
}

export interface RecordsById {
  /** Those that were found, in the order of the answer. */
  readonly records: readonly BaseRecord[]
  /** They may be there, but the caller may not see them. */
  readonly forbidden: ReadonlySet<string>
}

/** As `readRecords`, for answers to `batchGetRecordsRequest`: distinguishes forbidden rows from deleted ones. */
export function readRecordsById(answer: ApiAnswer): Reading<RecordsById> {
  const Forbidden = v.object({ forbidden_record_ids: v.optional(v.nullable(v.array(v.string()))) })
  const records = readRecords(answer)
  const forbidden = readAnswer(answer, Forbidden)
  if (!records.ok) return records
  if (!forbidden.ok) return forbidden
  return { ok: true, data: { records: records.data, forbidden: new Set(forbidden.data.forbidden_record_ids ?? []) } }
}
