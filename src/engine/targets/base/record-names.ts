import type { RecordId } from '../../../contract/feishu/ids.ts'
import {
  readRecordPage,
  searchRecordsRequest,
  textOf,
  type BaseRecord,
  type TableAddress,
} from '../../../contract/feishu/base/records.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { Api } from '../../engine-context.ts'
import type { CallOptions } from '../bind-call.ts'

/** Finds records of one table by the text of a column. A column is read once, and again once per batch in which a name is missing. */
export class RecordNames {
  readonly #api: Api
  readonly #table: TableAddress
  readonly #byField = new Map<string, ReadonlyMap<string, RecordId>>()
  /** Columns that were read during this batch, so that a missing name is final. */
  readonly #readNow = new Set<string>()

  constructor(api: Api, table: TableAddress) {
    this.#api = api
    this.#table = table
  }

  /** A missing name is looked for again from now on, since records may have been added. */
  beginBatch(): void {
    this.#readNow.clear()
  }

  /** Drops what is known of a column, because its records have changed. */
  forget(field: string): void {
    this.#byField.delete(field)
    this.#readNow.delete(field)
  }

  /** The record whose text is the file's name, with or without its extension. The first of several; null when there is none. */
  async find(fileName: string, field: string, told: CallOptions): Promise<Outcome<RecordId | null>> {
    const known = this.#byField.get(field)
    const found = known && lookUp(known, fileName)
    if (found !== undefined || this.#readNow.has(field)) return { ok: true, data: found ?? null }
    const read = await this.#read(field, told)
    if (!read.ok) return read
    this.#byField.set(field, read.data)
    this.#readNow.add(field)
    return { ok: true, data: lookUp(read.data, fileName) ?? null }
  }

  async #read(field: string, told: CallOptions): Promise<Outcome<ReadonlyMap<string, RecordId>>> {
    const names = new Map<string, RecordId>()
    let pageToken = ''
    do {
      const request = searchRecordsRequest({ ...this.#table, fieldNames: [field], pageToken })
      const outcome = await this.#api.call({ request: () => request, read: readRecordPage, ...told })
      if (!outcome.ok) return outcome
      for (const record of outcome.data.items) {
        const name = nameOf(textOf(record, field))
        if (name !== '' && !names.has(name)) names.set(name, record.recordId)
      }
      pageToken = outcome.data.nextPageToken
    } while (pageToken !== '')
    return { ok: true, data: names }
  }
}

/** Whether a record still has the name of a file. A record whose text is empty or cannot be read counts as having it. */
export function hasNameOf(record: BaseRecord, field: string, fileName: string): boolean {
  const text = textOf(record, field)
  return text === '' || lookUp(new Map([[nameOf(text), record.recordId]]), fileName) !== undefined
}

function lookUp(names: ReadonlyMap<string, RecordId>, fileName: string): RecordId | undefined {
  return names.get(nameOf(fileName)) ?? names.get(nameOf(fileName.replace(/\.[^.]+$/, '')))
}

/**
 * Normalised for comparison: without surrounding blanks, in lower case, and with a letter and its accent as one character (NFC, as
 * people type) instead of two (NFD, as macOS names files).
 */
function nameOf(text: string): string {
  return text.normalize('NFC').trim().toLocaleLowerCase()
}
