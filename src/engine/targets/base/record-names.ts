import type { RecordId } from '../../../contract/feishu/ids.ts'
import {
  readRecordPage,
  searchRecordsRequest,
  textOf,
  type BaseRecord,
  type TablePlace,
} from '../../../contract/feishu/base/records.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { Api } from '../../engine-context.ts'
import type { CallOptions } from '../bind-call.ts'

/** The records of one table by the text of a column; read once, and once more for a batch in which a name is missing. */
export class RecordNames {
  readonly #api: Api
  readonly #place: TablePlace
  readonly #byField = new Map<string, ReadonlyMap<string, RecordId>>()
  /** Columns read for this batch: a name that is missing there is missing. */
  readonly #readNow = new Set<string>()

  constructor(api: Api, place: TablePlace) {
    this.#api = api
    this.#place = place
  }

  /** Names are asked for again: records may have come since. */
  beginBatch(): void {
    this.#readNow.clear()
  }

  /** The column's records are not what they were. */
  forget(field: string): void {
    this.#byField.delete(field)
    this.#readNow.delete(field)
  }

  /** The record whose text is the file's name, with or without its extension; the first of several, null when there is none. */
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
      const request = searchRecordsRequest({ ...this.#place, fieldNames: [field], pageToken })
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

/** Whether a record still has the name of a file. One whose text can not be read, or is empty, may. */
export function hasNameOf(record: BaseRecord, field: string, fileName: string): boolean {
  const text = textOf(record, field)
  return text === '' || lookUp(new Map([[nameOf(text), record.recordId]]), fileName) !== undefined
}

function lookUp(names: ReadonlyMap<string, RecordId>, fileName: string): RecordId | undefined {
  return names.get(nameOf(fileName)) ?? names.get(nameOf(fileName.replace(/\.[^.]+$/, '')))
}

/**
 * As people mean it: blanks around and the case of letters do not tell two names apart, nor whether a letter and its mark are one
 * character (NFC, as people type) or two (NFD, as macOS names files).
 */
function nameOf(text: string): string {
  return text.normalize('NFC').trim().toLocaleLowerCase()
}
