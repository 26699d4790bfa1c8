import * as v from 'valibot'
import { addDocument } from '../finding/add-document.ts'
import { openFolder, refuseIfFull } from '../finding/folder.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, refuseField, type Call } from '../http/call.ts'
import { Base } from './base.ts'
import { openBase, openTable } from './open-base.ts'
import { fieldTypes, viewIdOf } from './read-base.ts'
import { Table, type FieldKind } from './table.ts'

const BaseInput = v.object({
  name: v.optional(v.pipe(v.string(), v.maxLength(255)), ''),
  folder_token: v.optional(v.string(), ''),
  time_zone: v.optional(v.string(), 'Asia/Shanghai'),
})

/** POST bitable/v1/apps: a new base of the caller's, with one table. */
export function createBase(call: Call): Answer {
  const { world } = call
  const { name, folder_token: folderToken, time_zone } = readInput(BaseInput, call.body, 1254800)
  const codes = { notFound: 1254702, deleted: 1254702, forbidden: 1254701 } as const
  const folder = openFolder(call, folderToken, 'edit', codes)
  refuseIfFull(world, folder.token, 1254701)
  const base = addDocument(call, 'bitable', { title: name, folderToken: folder.token })
  const [table] = base instanceof Base ? base.tables.values() : []
  const app = { app_token: base.token, name, folder_token: folder.token, url: world.urlOf(base.path), time_zone }
  return { kind: 'data', data: { app: { ...app, default_table_id: table?.id ?? '' } } }
}

const TableInput = v.object({
  table: v.object({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100), v.regex(/^[^/\\?*:[\]]+$/)),
    fields: v.optional(v.array(v.object({ field_name: v.pipe(v.string(), v.minLength(1)), type: v.number() })), []),
  }),
})

/** Columns of a table that names none. */
const usualFields = [
  ['文本', 'text'],
  ['附件', 'attachment'],
] as const

/** POST …/tables. Only the types of columns that exist here can be made. */
export function createTable(call: Call): Answer {
  const base = openBase(call, 'write')
  const { name, fields } = readInput(TableInput, call.body, 1254001).table
  if ([...base.tables.values()].some((table) => table.name === name)) refuse(1254013)
  const named = fields.map(({ field_name: fieldName, type }) => [fieldName, kindOf(type)] as const)
  const table = new Table({ name, fields: named.length > 0 ? named : usualFields })
  base.add(table)
  base.noteEdit(call.caller, call.world.clock.nowMs())
  const field_id_list = table.fields.map(({ id }) => id)
  return { kind: 'data', data: { table_id: table.id, default_view_id: viewIdOf(table), field_id_list } }
}

const NewField = v.object({ field_name: v.pipe(v.string(), v.trim()), type: v.number() })

/** POST …/fields: one more column (bitable-v1/app-table-field/create, updated 2025-01-09), of a type that exists here. */
export function createField(call: Call): Answer {
  const { base, table } = openTable(call, 'write')
  const { field_name, type } = readInput(NewField, call.body, 1254001)
  if (field_name === '') refuse(1254028)
  if (table.fieldNamed(field_name)) refuse(1254014)
  const kind = kindOf(type)
  const { id: field_id } = table.addField(field_name, kind)
  table.revision += 1
  base.noteEdit(call.caller, call.world.clock.nowMs())
  const field = { field_id, field_name, ...fieldTypes[kind], is_primary: false, property: null }
  return { kind: 'data', data: { field } }
}

function kindOf(type: number): FieldKind {
  const found = Object.entries(fieldTypes).find(([, known]) => known.type === type)
  if (!found) return refuseField(1254001, { field: 'type', value: type, description: 'not simulated' })
  return found[0] as FieldKind
}
