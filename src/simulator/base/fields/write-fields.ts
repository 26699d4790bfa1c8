import { refuse, type Answer } from '../../http/answer.ts'
import { readInput, type Call } from '../../http/call.ts'
import { noteWrite, openTable } from '../open-base.ts'
import { listIn, type CellValue, type Field, type Table } from '../table.ts'
import { writeOnce } from '../write-once.ts'
import { fieldTypes, type FieldDefinition } from './field-types.ts'
import { FieldInput, readDefinition } from './read-definition.ts'

/** POST …/fields: one more column (bitable-v1/app-table-field/create, updated 2025-07-28), of a type that exists here. */
export function createField(call: Call): Answer {
  const place = openTable(call, 'write')
  return writeOnce(call, place, () => {
    const input = readInput(FieldInput, call.body, 1254001)
    refuseName(place.table, input.field_name)
    const field = place.table.addField(input.field_name, readDefinition(place.base, input))
    noteWrite(call, place)
    return { field: wireField(place.table, field) }
  })
}

/**
 * PUT …/fields/:field_id: the whole column anew (bitable-v1/app-table-field/update, read 2026-11-30). Cells follow options that keep their
 * id; of another type the column is empty, where Feishu turns values over as far as it can.
 */
export function updateField(call: Call): Answer {
  const place = openTable(call, 'write')
  const { base, table } = place
  const before = fieldIn(call, table)
  const input = readInput(FieldInput, call.body, 1254001)
  if (input.field_name !== before.name) refuseName(table, input.field_name)
  const definition = readDefinition(base, input, before)
  if (before === table.fields[0]) refuseAsFirst(definition)
  const field = table.changeField(before, { ...definition, name: input.field_name }, valueAfter(before, definition))
  noteWrite(call, place)
  return { kind: 'data', data: { field: wireField(table, field) } }
}

/** DELETE …/fields/:field_id. The index column cannot be deleted (the guide); that 1254012 says so is UNCONFIRMED. */
export function deleteField(call: Call): Answer {
  const place = openTable(call, 'write')
  const field = fieldIn(call, place.table)
  if (field === place.table.fields[0]) refuse(1254012)
  place.table.removeField(field)
  noteWrite(call, place)
  return { kind: 'data', data: { field_id: field.id, deleted: true } }
}

/** A column as it is answered. The list shows its description as text, writes as an object (the guide's examples). */
export function wireField(table: Table, field: Field, description: unknown = field.description): unknown {
  const { id, name, kind, uiType, property } = field
  return {
    field_id: id,
    field_name: name,
    type: fieldTypes[kind].type,
    ui_type: uiType,
    is_primary: field === table.fields[0],
    is_hidden: false,
    property,
    ...(description !== undefined && { description }),
  }
}

/** Refuses with 1254012 what names no rows. */
export function refuseAsFirst({ kind }: FieldDefinition): void {
  if (!fieldTypes[kind].canBeFirst) refuse(1254012)
}

function fieldIn({ parameters }: Call, { fields }: Table): Field {
  return fields.find(({ id }) => id === parameters['field_id']) ?? refuse(1254044)
}

function refuseName(table: Table, name: string): void {
  if (name === '') refuse(1254028)
  if (table.fieldNamed(name)) refuse(1254014)
}

function valueAfter(before: Field, { kind, property }: FieldDefinition): (value: CellValue) => CellValue | undefined {
  if (kind !== before.kind) return () => undefined
  if (!property?.options) return (value) => value
  const names = new Map(
    (before.property?.options ?? []).map(({ id, name }) => [
      name,
      property.options?.find((option) => option.id === id)?.name,
    ]),
  )
  return (value) => {
    if (typeof value === 'string') return names.get(value)
    const kept = listIn(value).flatMap((name) => names.get(name) ?? [])
    return kept.length > 0 ? kept : undefined
  }
}
