import * as v from 'valibot'
import { fieldNamesPerSearch, recordsPerGet, recordsPerPage } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { cutPage, pagingOf, readPage } from '../http/paging.ts'
import { valueIn } from './fields/value-in.ts'
import { openTable, seesRows, type OpenTable } from './open-base.ts'
import { readFilter } from './record-filter.ts'
import { plainText, shownCell, shownPerson, type Shape } from './show-cell.ts'
import type { Field, Row, Table } from './table.ts'

const Sort = v.array(v.object({ field_name: v.string(), desc: v.optional(v.boolean(), false) }))
type Sort = v.InferOutput<typeof Sort>

const SearchInput = v.object({
  field_names: v.optional(v.pipe(v.array(v.string()), v.maxLength(fieldNamesPerSearch))),
  filter: v.optional(v.unknown()),
  sort: v.optional(v.unknown()),
  automatic_fields: v.optional(v.boolean(), false),
})

/** POST …/records/search. There are no views here: a `view_id` changes nothing. */
export function searchRecords(call: Call): Answer {
  const place = openTable(call, 'read')
  const { table } = place
  const input = readInput(SearchInput, call.body, 1254001)
  if (input.field_names?.some((name) => !table.fieldNamed(name))) refuse(1254024)
  const matches = input.filter === undefined ? () => true : readFilter(table, input.filter)
  const found = seesRows(place, call) ? [...table.rows.values()].filter(matches) : []
  const sorted = input.sort === undefined ? found : sortRows(found, table, readInput(Sort, input.sort, 1254016))
  const rules = { usual: 20, most: recordsPerPage, badSize: 1254011, badToken: 1254002 } as const
  const page = cutPage(sorted, readPage(call.query, rules))
  const automatic = input.automatic_fields ? automaticFieldsOf(call) : () => ({})
  const items = page.items.map((row) => ({
    ...wireRow(call, place, row, { only: input.field_names }),
    ...automatic(row),
  }))
  return { kind: 'data', data: { items, total: sorted.length, ...pagingOf(page) } }
}

/** Refuses with 1254016 for a column that is not there. */
export function sortRows(rows: readonly Row[], table: Table, sort: Sort): readonly Row[] {
  const orders = sort.map(({ field_name: name, desc }) => ({ field: table.fieldNamed(name) ?? refuse(1254016), desc }))
  return rows.toSorted((a, b) => {
    for (const { field, desc } of orders) {
      const [one, other] = [sortable(a, field), sortable(b, field)]
      if (one !== other) return one < other === desc ? 1 : -1
    }
    return 0
  })
}

/** Numbers are in the order of numbers, everything else in that of its words. */
function sortable(row: Row, field: Field): string | number {
  const value = valueIn(row, field)
  return typeof value === 'number' ? value : plainText(field, value)
}

const GetInput = v.object({
  record_ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(recordsPerGet)),
  automatic_fields: v.optional(v.boolean(), false),
})

/** POST …/records/batch_get: rows by id; missing and forbidden ones are listed separately. */
export function batchGetRecords(call: Call): Answer {
  const place = openTable(call, 'read')
  const { record_ids: ids, automatic_fields: isAutomatic } = readInput(GetInput, call.body, 1254001)
  const automatic = isAutomatic ? automaticFieldsOf(call) : () => ({})
  const there = ids.flatMap((id) => place.table.rows.get(id) ?? [])
  const sees = seesRows(place, call)
  return {
    kind: 'data',
    data: {
      records: sees ? there.map((row) => ({ ...wireRow(call, place, row), ...automatic(row) })) : [],
      forbidden_record_ids: sees ? [] : there.map(({ id }) => id),
      absent_record_ids: ids.filter((id) => !place.table.rows.has(id)),
    },
  }
}

export interface ShownCells {
  /** Names of the columns to show; all of them where this is missing. */
  readonly only?: readonly string[] | undefined
  readonly shape?: Shape
}

/** A row as reading calls answer it; empty cells are left out. */
export function wireRow(
  call: Call,
  { base, table }: OpenTable,
  row: Row,
  { only, shape = 'search' }: ShownCells = {},
): Readonly<Record<string, unknown>> {
  const cells = table.fields.flatMap((field) => {
    const value = only === undefined || only.includes(field.name) ? valueIn(row, field) : undefined
    return value === undefined ? [] : [[field.name, shownCell({ call, base, shape }, field, value)] as const]
  })
  return { record_id: row.id, fields: Object.fromEntries(cells) }
}

/** What Feishu notes of each row by itself, in milliseconds and ids of the form that the caller asks for (table record, 2024-09-18). */
export function automaticFieldsOf(call: Call): (row: Row) => Readonly<Record<string, unknown>> {
  return ({ created, modified }) => ({
    created_by: shownPerson(call, created.by),
    created_time: created.atMs,
    last_modified_by: shownPerson(call, modified.by),
    last_modified_time: modified.atMs,
  })
}
