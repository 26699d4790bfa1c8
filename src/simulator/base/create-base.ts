import * as v from 'valibot'
import { addDocument } from '../finding/add-document.ts'
import { openFolder, refuseIfFull } from '../finding/folder.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { Base } from './base.ts'
import { FieldInput, readDefinition } from './fields/read-definition.ts'
import { refuseAsFirst } from './fields/write-fields.ts'
import { openBase, openTable } from './open-base.ts'
import { viewIdOf } from './read-base.ts'
import { Table } from './table.ts'

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

const NewTable = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100), v.regex(/^[^/\\?*:[\]]+$/)),
  fields: v.nullish(v.array(FieldInput), []),
})
const TableInput = v.object({ table: NewTable })
const TablesInput = v.object({ tables: v.pipe(v.array(NewTable), v.minLength(1)) })

/** Columns of a table that names none. */
const usualFields = [
  ['文本', 'text'],
  ['附件', 'attachment'],
] as const

/** POST …/tables. Only the types of columns that exist here can be made; the first must be able to name rows. */
export function createTable(call: Call): Answer {
  const base = openBase(call, 'write')
  const [table] = addTables(call, base, [readInput(TableInput, call.body, 1254001).table])
  if (!table) return refuse(1254001)
  const field_id_list = table.fields.map(({ id }) => id)
  return { kind: 'data', data: { table_id: table.id, default_view_id: viewIdOf(table), field_id_list } }
}

/** POST …/tables/batch_create: all or none (bitable-v1/app-table/batch_create, read 2026-11-30). */
export function batchCreateTables(call: Call): Answer {
  const base = openBase(call, 'write')
  const made = addTables(call, base, readInput(TablesInput, call.body, 1254001).tables)
  return { kind: 'data', data: { table_ids: made.map(({ id }) => id) } }
}

/** DELETE …/tables/:table_id. */
export function deleteTable(call: Call): Answer {
  const { base, table } = openTable(call, 'write')
  base.tables.delete(table.id)
  base.noteEdit(call.caller, call.world.clock.nowMs())
  return { kind: 'data', data: {} }
}

function addTables(call: Call, base: Base, asked: readonly v.InferOutput<typeof NewTable>[]): readonly Table[] {
  const names = [...[...base.tables.values()].map((table) => table.name), ...asked.map(({ name }) => name)]
  if (new Set(names).size < names.length) refuse(1254013)
  const made = asked.map(({ name, fields }) => {
    const named = fields.map((field) => [field.field_name, readDefinition(base, field)] as const)
    if (named.some(([fieldName]) => fieldName === '')) refuse(1254028)
    if (new Set(named.map(([fieldName]) => fieldName)).size < named.length) refuse(1254014)
    const [first] = named
    if (first) refuseAsFirst(first[1])
    return new Table({ name, fields: named.length > 0 ? named : usualFields })
  })
  for (const table of made) base.add(table)
  base.noteEdit(call.caller, call.world.clock.nowMs())
  return made
}
