import type { FileToken, RecordId } from '../../../contract/feishu/ids.ts'
import {
  attachmentsOf,
  readRecordPage,
  searchRecordsRequest,
  textOf,
  type BaseRecord,
  type TableAddress,
} from '../../../contract/feishu/base/records.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { Api } from '../../engine-context.ts'
import type { CallOptions } from '../bind-call.ts'
import { RecordsByName, type NamedRecord } from './records-by-name.ts'

interface Columns {
  readonly byField: string
  readonly attachmentField: string
}

/**
 * Finds records of one table by the text of a column. A column is read once, and again once per batch in which a name is missing or
 * an upload is looked for.
 */
export class RecordNames {
  readonly #api: Api
  readonly #table: TableAddress
  readonly #byField = new Map<string, RecordsByName>()
  /** Columns that were read during this batch, so that a missing name is final. */
  readonly #readNow = new Set<string>()
  /** The uploads that were in the records when these were read during this batch; null when they were not. */
  #holders: ReadonlyMap<FileToken, RecordId> | null = null

  constructor(api: Api, table: TableAddress) {
    this.#api = api
    this.#table = table
  }

  /** A missing name is looked for again from now on, since records may have been added. */
  beginBatch(): void {
    this.#readNow.clear()
    this.#holders = null
  }

  /** Drops what is known of a column, because its records have changed. */
  forget(field: string): void {
    this.#byField.delete(field)
    this.#readNow.delete(field)
  }

  /** The record whose text is the file's name (RecordsByName); null when there is none. */
  async find(fileName: string, field: string, options: CallOptions): Promise<Outcome<RecordId | null>> {
    const known = this.#byField.get(field)
    const found = known?.find(fileName)
    if (found || this.#readNow.has(field)) return { ok: true, data: found?.recordId ?? null }
    const read = await this.#read([field], options)
    if (!read.ok) return read
    return { ok: true, data: this.#keepNames(read.data, field).find(fileName)?.recordId ?? null }
  }

  /** The record with this upload among its attachments, whatever its name; null when there is none. */
  async holderOf(
    fileToken: FileToken,
    { byField, attachmentField }: Columns,
    options: CallOptions,
  ): Promise<Outcome<RecordId | null>> {
    if (!this.#holders) {
      const read = await this.#read([byField, attachmentField], options)
      if (!read.ok) return read
      this.#keepNames(read.data, byField)
      this.#holders = new Map(
        read.data.flatMap((record) =>
          (attachmentsOf(record, attachmentField) ?? []).map((each) => [each.fileToken, record.recordId] as const),
        ),
      )
    }
    return { ok: true, data: this.#holders.get(fileToken) ?? null }
  }

  #keepNames(records: readonly BaseRecord[], field: string): RecordsByName {
    const names = new RecordsByName(records.map((record) => namedBy(record, field)))
    this.#byField.set(field, names)
    this.#readNow.add(field)
    return names
  }

  async #read(fieldNames: readonly string[], options: CallOptions): Promise<Outcome<readonly BaseRecord[]>> {
    const records: BaseRecord[] = []
    let pageToken = ''
    do {
      const request = searchRecordsRequest({ ...this.#table, fieldNames, pageToken })
      const outcome = await this.#api.call({ request: () => request, read: readRecordPage, ...options })
      if (!outcome.ok) return outcome
      records.push(...outcome.data.items)
      pageToken = outcome.data.nextPageToken
    } while (pageToken !== '')
    return { ok: true, data: records }
  }
}

/** Whether a record still has the name of a file. A record whose text is empty or cannot be read counts as having it. */
export function hasNameOf(record: BaseRecord, field: string, fileName: string): boolean {
  const named = namedBy(record, field)
  return named.text === '' || new RecordsByName([named]).find(fileName) !== null
}

function namedBy(record: BaseRecord, field: string): NamedRecord {
  return { recordId: record.recordId, text: textOf(record, field) }
}
