import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type ApiRequest, type Reading } from '../api.ts'
import { AppToken, FieldId, TableId } from '../ids.ts'
import { tablesPerPage } from '../limits.ts'
import { Paging, nextPageTokenOf, type Page } from '../paging.ts'

/** GET bitable/v1/apps/:app_token: name of a base, and whether it has advanced permissions. */
export function getBaseRequest(appToken: AppToken): ApiRequest {
  return { route: 'getBase', parameters: { app_token: appToken }, query: {}, body: { kind: 'none' } }
}

/** A base, without its tables. */
export interface Base {
  readonly appToken: AppToken
  /** Empty where Feishu leaves it out. */
  readonly name: string
  /** Advanced permissions are on: to write, a person needs a role that allows it (1254302). */
  readonly isAdvanced: boolean
}

const WireBase = v.object({
  app_token: AppToken,
  name: v.optional(v.string(), ''),
  is_advanced: v.optional(v.boolean(), false),
})

/** Reads the answer of getBase. A missing name is empty; missing `is_advanced` counts as false. */
export function readBase(answer: ApiAnswer): Reading<Base> {
  const reading = readAnswer(answer, v.object({ app: WireBase }))
  if (!reading.ok) return reading
  const { app_token: appToken, name, is_advanced: isAdvanced } = reading.data.app
  return { ok: true, data: { appToken, name, isAdvanced } }
}

const pageQuery = (pageToken: string) => ({
  page_size: String(tablesPerPage),
  ...(pageToken !== '' && { page_token: pageToken }),
})

/** GET …/tables: one page of the tables of a base. `pageToken` is empty for the first. */
export function listTablesRequest(appToken: AppToken, pageToken: string): ApiRequest {
  return {
    route: 'listTables',
    parameters: { app_token: appToken },
    query: pageQuery(pageToken),
    body: { kind: 'none' },
  }
}

/** A table of a base, without its columns. */
export interface Table {
  readonly tableId: TableId
  /** Empty where Feishu leaves it out. */
  readonly name: string
}

const WireTable = v.object({ table_id: TableId, name: v.optional(v.string(), '') })

/** Reads one page of tables. A missing name is empty. */
export function readTablePage(answer: ApiAnswer): Reading<Page<Table>> {
  const reading = readAnswer(answer, v.object({ ...Paging, items: v.optional(v.nullable(v.array(WireTable))) }))
  if (!reading.ok) return reading
  const items = (reading.data.items ?? []).map(({ table_id: tableId, name }) => ({ tableId, name }))
  return { ok: true, data: { items, nextPageToken: nextPageTokenOf(reading.data) } }
}

/** GET …/fields: one page of the columns of a table. */
export function listFieldsRequest(appToken: AppToken, tableId: TableId, pageToken: string): ApiRequest {
  return {
    route: 'listFields',
    parameters: { app_token: appToken, table_id: tableId },
    query: pageQuery(pageToken),
    body: { kind: 'none' },
  }
}

/** What a column holds, as far as it matters for files. Official, bitable-v1 record data structure: types 1 and 17. */
export type FieldKind = 'text' | 'attachment' | 'other'

/** A column of a table. */
export interface Field {
  readonly fieldId: FieldId
  /** Exact name; v1 addresses columns by it. */
  readonly name: string
  readonly kind: FieldKind
  /** The index column, which names the record. */
  readonly isPrimary: boolean
  /** Feishu fills it in by itself: formulas, look-ups, who made or changed a record and when, running numbers. */
  readonly isAutomatic: boolean
}

/** Official, bitable-v1 guide, field types: lookup 19, formula 20, 1001 to 1005. UNCONFIRMED: its page was not read again (U42). */
const automaticTypes: ReadonlySet<number> = new Set([19, 20, 1001, 1002, 1003, 1004, 1005])

const WireField = v.object({
  field_id: FieldId,
  field_name: v.string(),
  type: v.number(),
  ui_type: v.optional(v.string(), ''),
  is_primary: v.optional(v.boolean(), false),
})

/** Reads one page of columns. */
export function readFieldPage(answer: ApiAnswer): Reading<Page<Field>> {
  const reading = readAnswer(answer, v.object({ ...Paging, items: v.optional(v.nullable(v.array(WireField))) }))
  if (!reading.ok) return reading
  const items = (reading.data.items ?? []).map((field) => ({
    fieldId: field.field_id,
    name: field.field_name,
    kind: kindOf(field.type, field.ui_type),
    isPrimary: field.is_primary,
    isAutomatic: automaticTypes.has(field.type),
  }))
  return { ok: true, data: { items, nextPageToken: nextPageTokenOf(reading.data) } }
}

/** Type 1 is also that of barcodes and email addresses, which take no file name. */
function kindOf(type: number, uiType: string): FieldKind {
  if (type === 17) return 'attachment'
  return type === 1 && (uiType === '' || uiType === 'Text') ? 'text' : 'other'
}
