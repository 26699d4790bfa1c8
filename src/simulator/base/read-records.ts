import * as v from 'valibot'
import { fieldNamesPerSearch, recordsPerGet, recordsPerPage } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { cutPage, pagingOf, readPage } from '../http/paging.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { shownCell } from './cell-value.ts'
import { openTable, seesRows } from './open-base.ts'
import { readFilter } from './record-filter.ts'
import type { Row, Table } from './table.ts'

const Sort = v.array(v.object({ field_name: v.string(), desc: v.optional(v.boolean(), false) }))
type Sort = v.InferOutput<typeof Sort>

const SearchInput = v.object({
  field_names: v.optional(v.pipe(v.array(v.string()), v.maxLength(fieldNamesPerSearch))),
  filter: v.optional(v.unknown()),
  sort: v.optional(v.unknown()),
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
  const items = page.items.map((row) => wireRow(call.world, row, input.field_names))
  return { kind: 'data', data: { items, total: sorted.length, ...pagingOf(page) } }
}

function sortRows(rows: readonly Row[], table: Table, sort: Sort): readonly Row[] {
  if (sort.some(({ field_name: name }) => !table.fieldNamed(name))) refuse(1254016)
  return rows.toSorted((a, b) => {
    for (const { field_name: name, desc } of sort) {
      const [one, other] = [a.cells.get(name) ?? '', b.cells.get(name) ?? '']
      if (one !== other) return one < other === desc ? 1 : -1
    }
    return 0
  })
}

const GetInput = v.object({
  record_ids: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(recordsPerGet)),
})

/** POST …/records/batch_get: rows by id; missing and forbidden ones are listed separately. */
export function batchGetRecords(call: Call): Answer {
  const place = openTable(call, 'read')
  const { record_ids: ids } = readInput(GetInput, call.body, 1254001)
  const there = ids.flatMap((id) => place.table.rows.get(id) ?? [])
  const sees = seesRows(place, call)
  return {
    kind: 'data',
    data: {
      records: sees ? there.map((row) => wireRow(call.world, row)) : [],
      forbidden_record_ids: sees ? [] : there.map(({ id }) => id),
      absent_record_ids: ids.filter((id) => !place.table.rows.has(id)),
    },
  }
}

/** A row as reading calls answer it; empty cells are left out. */
function wireRow(
  world: SimulatedWorld,
  { id, cells }: Row,
  only?: readonly string[],
): Readonly<Record<string, unknown>> {
  const shown = [...cells].filter(([name]) => only === undefined || only.includes(name))
  return { record_id: id, fields: Object.fromEntries(shown.map(([name, value]) => [name, shownCell(world, value)])) }
}
