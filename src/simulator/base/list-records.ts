import * as v from 'valibot'
import { recordFilterMaxCharacters, recordsPerPage, recordSortMaxCharacters } from '../../contract/feishu/limits.ts'
import { refuse, type Answer, type FeishuCode } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { cutPage, pagingOf, readPage } from '../http/paging.ts'
import { readFormula } from './filter-formula.ts'
import { openTable, seesRows, type OpenTable } from './open-base.ts'
import { automaticFieldsOf, sortRows, wireRow } from './read-records.ts'
import type { Row, Table } from './table.ts'

const pageRules = { usual: 20, most: recordsPerPage, badSize: 1254011, badToken: 1254002 } as const

/** GET …/records: the older list, with all its parameters in the query. There are no views here: a `view_id` changes nothing. */
export function listRecords(call: Call): Answer {
  const place = openTable(call, 'read')
  const { table } = place
  const only = fieldNamesIn(table, call.query['field_names'] ?? '')
  const filter = call.query['filter'] ?? ''
  if (filter.length > recordFilterMaxCharacters) refuse(1254107)
  const matches = filter === '' ? () => true : readFormula(table, filter)
  const found = seesRows(place, call) ? [...table.rows.values()].filter(matches) : []
  const sorted = sortRows(found, table, sortIn(call.query['sort'] ?? ''))
  const page = cutPage(sorted, readPage(call.query, pageRules))
  const shown = shownRow(call, place)
  return {
    kind: 'data',
    data: { items: page.items.map((row) => shown(row, only)), total: sorted.length, ...pagingOf(page) },
  }
}

/** GET …/records/:record_id. `with_shared_url` adds a link, which leads to the table (docs/feishu.md, U39). */
export function getRecord(call: Call): Answer {
  const place = openTable(call, 'read')
  const { base, table } = place
  const row = table.rows.get(call.parameters['record_id'] ?? '')
  if (!row) return refuse(1254043)
  if (!seesRows(place, call)) refuse(1254302)
  const url = call.world.urlOf(`${base.path}?table=${table.id}&record=${row.id}`)
  const link = isTrue(call.query['with_shared_url']) ? { shared_url: url, record_url: url } : {}
  return { kind: 'data', data: { record: { ...shownRow(call, place)(row), ...link } } }
}

/** Rows as these two calls show them: text as one string, unless runs are asked for. */
function shownRow(
  call: Call,
  place: OpenTable,
): (row: Row, only?: readonly string[]) => Readonly<Record<string, unknown>> {
  const shape = isTrue(call.query['text_field_as_array']) ? 'list-in-runs' : 'list'
  const automatic = isTrue(call.query['automatic_fields']) ? automaticFieldsOf(call) : () => ({})
  return (row, only) => ({ ...wireRow(call, place, row, { only, shape }), ...automatic(row), id: row.id })
}

function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === '1'
}

const Names = v.array(v.string())

/** Columns to show, a list in JSON; all of them where none is named. */
function fieldNamesIn(table: Table, text: string): readonly string[] | undefined {
  if (text === '') return undefined
  const names = readJson(Names, text, 1254024)
  return names.every((name) => table.fieldNamed(name)) ? names : refuse(1254024)
}

/** Reads `["a DESC","b ASC"]`. */
function sortIn(text: string): { readonly field_name: string; readonly desc: boolean }[] {
  if (text === '') return []
  if (text.length > recordSortMaxCharacters) refuse(1254108)
  return readJson(Names, text, 1254016).map((order) => {
    const [, field = order, direction = 'ASC'] = /^(.*?)(?:\s+(ASC|DESC))?$/i.exec(order) ?? []
    return { field_name: field, desc: direction.toUpperCase() === 'DESC' }
  })
}

function readJson<const Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  code: FeishuCode,
): v.InferOutput<Schema> {
  try {
    return v.parse(schema, JSON.parse(text))
  } catch {
    return refuse(code)
  }
}
