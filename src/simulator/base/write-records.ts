import * as v from 'valibot'
import { recordsPerBatch, recordsPerTable } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { readCells, type WrittenCells } from './cell-value.ts'
import { newOption } from './fields/read-definition.ts'
import { noteWrite, openTable, type OpenTable } from './open-base.ts'
import { writtenCell } from './show-cell.ts'
import { listIn, type CellValue, type Done, type Row, type Table } from './table.ts'
import { writeOnce } from './write-once.ts'

/** `v.record` would leave out a column called "constructor". */
const Fields = v.custom<Readonly<Record<string, unknown>>>((value) => typeof value === 'object' && value !== null)
const OneInput = v.object({ fields: Fields })
const CreateManyInput = v.object({ records: v.pipe(v.array(v.object({ fields: Fields })), v.minLength(1)) })
const UpdateManyInput = v.object({
  records: v.pipe(v.array(v.object({ record_id: v.string(), fields: Fields })), v.minLength(1)),
})

/** POST …/records: one new row. */
export function createRecord(call: Call): Answer {
  const place = openTable(call, 'write')
  return writeOnce(call, place, () => {
    const { fields } = readInput(OneInput, call.body, 1254001)
    const [record] = addRows(call, place, [fields])
    return { record }
  })
}

/** POST …/records/batch_create: new rows in order, all or none. */
export function batchCreateRecords(call: Call): Answer {
  const place = openTable(call, 'write')
  return writeOnce(call, place, () => {
    const { records } = readInput(CreateManyInput, call.body, 1254001)
    if (records.length > recordsPerBatch) refuse(1254104)
    const fields = records.map((record) => record.fields)
    return { records: addRows(call, place, fields) }
  })
}

/** PUT …/records/:record_id. Takes no client_token. */
export function updateRecord(call: Call): Answer {
  const place = openTable(call, 'write')
  const { fields } = readInput(OneInput, call.body, 1254001)
  const change = planUpdate(call, place, { recordId: call.parameters['record_id'] ?? '', fields })
  const record = change()
  noteWrite(call, place)
  return { kind: 'data', data: { record } }
}

/** POST …/records/batch_update: all or none. Takes no client_token. */
export function batchUpdateRecords(call: Call): Answer {
  const place = openTable(call, 'write')
  const { records } = readInput(UpdateManyInput, call.body, 1254001)
  if (records.length > recordsPerBatch) refuse(1254104)
  const changes = records.map(({ record_id: recordId, fields }) => planUpdate(call, place, { recordId, fields }))
  const written = changes.map((change) => change())
  noteWrite(call, place)
  return { kind: 'data', data: { records: written } }
}

const DeleteManyInput = v.object({ records: v.pipe(v.array(v.string()), v.minLength(1)) })

/** POST …/records/batch_delete: all or none. UNCONFIRMED (docs/feishu.md, U42). */
export function batchDeleteRecords(call: Call): Answer {
  const place = openTable(call, 'write')
  const { records } = readInput(DeleteManyInput, call.body, 1254001)
  if (records.length > recordsPerBatch) refuse(1254104)
  const { rows } = place.table
  if (call.world.options.goneRecords === 'refused' && records.some((id) => !rows.has(id))) refuse(1254043)
  for (const id of records) rows.delete(id)
  noteWrite(call, place)
  return { kind: 'data', data: { records: records.map((id) => ({ deleted: true, record_id: id })) } }
}

/** DELETE …/records/:record_id. */
export function deleteRecord(call: Call): Answer {
  const place = openTable(call, 'write')
  const id = call.parameters['record_id'] ?? ''
  if (!place.table.rows.delete(id)) refuse(1254043)
  noteWrite(call, place)
  return { kind: 'data', data: { deleted: true, record_id: id } }
}

type AskedFields = v.InferOutput<typeof Fields>

function addRows(call: Call, place: OpenTable, asked: readonly AskedFields[]): readonly unknown[] {
  const { table } = place
  const cells = asked.map((fields) => readCells(call, place, fields))
  if (table.rows.size + cells.length > recordsPerTable) refuse(1254103)
  const records = cells.map((written) => {
    const created = doneBy(call)
    const dated = table.fields.filter(({ property }) => property?.auto_fill)
    const row = table.add(new Map(dated.map(({ name }) => [name, created.atMs])), created)
    return fill(call, place, { row, written, by: created })
  })
  noteWrite(call, place)
  return records
}

/** Checks one update; the returned function makes the change. */
function planUpdate(
  call: Call,
  place: OpenTable,
  { recordId, fields }: { readonly recordId: string; readonly fields: AskedFields },
): () => unknown {
  const row = place.table.rows.get(recordId) ?? refuse(1254043)
  const written = readCells(call, place, fields)
  return () => fill(call, place, { row, written, by: doneBy(call) })
}

function doneBy({ world, caller }: Call): Done {
  return { by: caller.id, atMs: world.clock.nowMs() }
}

interface Filling {
  readonly row: Row
  readonly written: WrittenCells
  readonly by: Done
}

/** Writes the named cells, each as a whole: attachments that are not named are lost. */
function fill(call: Call, { table }: OpenTable, { row, written, by }: Filling): unknown {
  row.modified = by
  for (const [field, value] of written) {
    if (isNothing(value)) {
      row.cells.delete(field.name)
      continue
    }
    row.cells.set(field.name, value)
    addOptions(table, field.name, value)
  }
  const fields = Object.fromEntries([...written].map(([field, value]) => [field.name, writtenCell(call, field, value)]))
  return { record_id: row.id, id: row.id, fields }
}

function isNothing(value: CellValue | null): value is null | '' | readonly [] {
  return value === null || value === '' || (typeof value === 'object' && !('link' in value) && value.length === 0)
}

/** A choice that a select column does not have yet becomes one; of a name that comes twice in a cell, two (record data structure, 2025-04-01). */
function addOptions(table: Table, fieldName: string, value: CellValue): void {
  // The column as it is now: an earlier row of the batch may have added to it.
  const field = table.fieldNamed(fieldName)
  if (field?.kind !== 'single-select' && field?.kind !== 'multi-select') return
  const known = field.property?.options ?? []
  const options = [...known]
  for (const name of typeof value === 'string' ? [value] : listIn(value)) {
    if (!known.some((option) => option.name === name)) options.push(newOption(name, options))
  }
  if (options.length > known.length) table.changeField(field, { ...field, property: { ...field.property, options } })
}
