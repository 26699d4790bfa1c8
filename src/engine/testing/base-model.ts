import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import { attachmentsPerCell, recordsPerBatch, recordsPerGet } from '../../contract/feishu/limits.ts'
import { MediaModel } from './media-model.ts'
import { answering, Refused, RememberedEdits, valuesOf, type Json, type Model } from './model.ts'

type Value = string | readonly { readonly file_token: string }[]

interface Row {
  readonly id: string
  readonly fields: Map<string, Value>
}

interface WireRow {
  readonly record_id?: string
  readonly fields: Readonly<Record<string, Value>>
}

/**
 * One table of a base, with the columns `name` and `files`. New records are remembered by client_token, updates replace the
 * cells they name, and a batch takes effect as a whole or not at all (official: bitable-v1/app-table-record).
 */
export class BaseModel implements Model {
  readonly #rows: Row[] = []
  #count = 0
  readonly #uploads = new MediaModel(({ parentNode }) => {
    if (parentNode !== 'base1') throw new Refused(1061044)
  })
  readonly #edits = new RememberedEdits()

  apply(request: ApiRequest): ApiAnswer {
    return answering(() => this.#uploads.take(request) ?? this.#edits.once(request, () => this.#edit(request)))
  }

  /** Whether an edit with the same client_token took effect before. */
  hasDone(request: ApiRequest): boolean {
    return this.#edits.remembers(request)
  }

  /** Adds a record as a person would, with these files in it; returns its id. */
  add(name: string, files: readonly string[] = []): string {
    const tokens = this.#own(files)
    const row = { id: this.#id(), fields: new Map<string, Value>([['name', name]]) }
    if (tokens.length > 0) row.fields.set('files', tokens)
    this.#rows.push(row)
    return row.id
  }

  /** Deletes a record as a person would. */
  remove(id: string): void {
    this.#rows.splice(this.#rows.indexOf(this.#find(id)), 1)
  }

  /** Adds a file to a cell as a person would. */
  attach(id: string, file: string): void {
    const { fields } = this.#find(id)
    const value = fields.get('files')
    fields.set('files', [...(typeof value === 'object' ? value : []), ...this.#own([file])])
  }

  /** Removes a file from its cell as a person would. */
  takeOut(name: string): void {
    for (const { fields } of this.#rows) {
      const value = fields.get('files')
      if (typeof value !== 'object') continue
      fields.set(
        'files',
        value.filter(({ file_token: token }) => this.#uploads.nameOf(token) !== name),
      )
    }
  }

  /** Writes a file that was in a cell before over the one that took its place, as a client does that read the cell earlier. */
  putBack(id: string, name: string, earlier: string): void {
    const { fields } = this.#find(id)
    const value = fields.get('files')
    const [token = ''] = [...this.#uploads.media.keys()].filter((each) => this.#uploads.nameOf(each) === earlier)
    const swapped = (each: { readonly file_token: string }) =>
      this.#uploads.nameOf(each.file_token) === name ? { file_token: token } : each
    if (typeof value === 'object') fields.set('files', value.map(swapped))
  }

  /** Renames a record as a person would. */
  rename(id: string, name: string): void {
    this.#find(id).fields.set('name', name)
  }

  /** Ids of the records, in order. */
  get ids(): readonly string[] {
    return this.#rows.map(({ id }) => id)
  }

  /** Each record's text, and the names of its files. */
  get shown(): readonly (readonly [name: string, ...files: readonly string[]])[] {
    return this.#rows.map(({ fields }) => [textOf(fields.get('name')), ...this.#filesOf(fields.get('files'))])
  }

  /** Names of the files in the first record of a name. */
  filesIn(name: string): readonly string[] {
    return this.shown.find(([text]) => text === name)?.slice(1) ?? []
  }

  #edit(request: ApiRequest): Json {
    const json = valuesOf(request)
    const written = (json['records'] ?? []) as readonly WireRow[]
    if (written.length > recordsPerBatch) throw new Refused(1254104)
    switch (request.route) {
      case 'batchCreateRecords':
        return { records: this.#create(written).map((row) => wireOf(row)) }
      case 'batchUpdateRecords':
        return { records: this.#update(written).map((row) => wireOf(row)) }
      case 'batchGetRecords':
        return { records: this.#get(json['record_ids'] as readonly string[]).map((row) => wireOf(row)) }
      case 'batchDeleteRecords': {
        const ids = json['records'] as readonly string[]
        for (const id of ids) this.#find(id)
        for (const id of ids) this.remove(id)
        return {}
      }
      case 'searchRecords':
        return this.#page(Number(request.query['page_token'] ?? 0), json['field_names'] as readonly string[])
      default:
        throw new Error(`The model does not know ${request.route}`)
    }
  }

  #create(written: readonly WireRow[]): readonly Row[] {
    for (const row of written) this.#check(row)
    const made = written.map(({ fields }) => ({ id: this.#id(), fields: new Map(Object.entries(fields)) }))
    this.#rows.push(...made)
    return made
  }

  #id(): string {
    this.#count += 1
    return `rec${this.#count}`
  }

  #update(written: readonly WireRow[]): readonly Row[] {
    const rows = written.map((row) => {
      this.#check(row)
      return this.#find(row.record_id)
    })
    written.forEach(({ fields }, at) => {
      for (const [name, value] of Object.entries(fields)) rows[at]?.fields.set(name, value)
    })
    return rows
  }

  #get(ids: readonly string[]): readonly Row[] {
    if (ids.length > recordsPerGet) throw new Refused(1254001)
    return this.#rows.filter(({ id }) => ids.includes(id))
  }

  /** Pages of three, so that tests meet paging. */
  #page(start: number, names: readonly string[]): Json {
    const end = start + 3
    return {
      items: this.#rows.slice(start, end).map((row) => wireOf(row, names)),
      has_more: end < this.#rows.length,
      page_token: String(end),
    }
  }

  #check({ fields }: WireRow): void {
    for (const [name, value] of Object.entries(fields)) {
      if (name !== 'name' && name !== 'files') throw new Refused(1254045)
      if (typeof value === 'string') continue
      if (value.length > attachmentsPerCell) throw new Refused(1254106)
      if (value.some(({ file_token: token }) => this.#uploads.nameOf(token) === undefined)) throw new Refused(1254303)
    }
  }

  /** Adds files that were not uploaded through the queue. */
  #own(files: readonly string[]) {
    return files.map((name) => {
      const token = `own${this.#uploads.media.size + 1}`
      this.#uploads.media.set(token, { name, sizeBytes: 1, parentNode: 'base1' })
      return { file_token: token }
    })
  }

  #find(id: string | undefined): Row {
    const row = this.#rows.find((each) => each.id === id)
    if (!row) throw new Refused(1254043)
    return row
  }

  #filesOf(value: Value | undefined): readonly string[] {
    return typeof value === 'object' ? value.map(({ file_token: token }) => this.#uploads.nameOf(token) ?? '?') : []
  }
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** @param names Columns to return; all of them when absent. */
function wireOf({ id, fields }: Row, names?: readonly string[]): Json {
  return { record_id: id, fields: Object.fromEntries([...fields].filter(([name]) => names?.includes(name) ?? true)) }
}
