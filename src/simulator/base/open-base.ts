import { refuse } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { Base } from './base.ts'
import type { Table } from './table.ts'

/**
 * The base that a call names. Refuses with 1254040 (none, or deleted), 91402 (token of something else, such as a wiki page), 91403
 * (no permission), and writing with 1254302 or 1254304 under advanced permissions.
 */
export function openBase({ world, caller, parameters }: Call, to: 'read' | 'write'): Base {
  const token = parameters['app_token'] ?? ''
  const document = world.documents.get(token)
  if (!(document instanceof Base)) return refuse(document || world.wikiNodes.has(token) ? 91402 : 1254040)
  if (document.deleted) refuse(1254040)
  const mayEdit = document.mayEdit(caller)
  if (!document.mayRead(caller)) refuse(91403)
  if (to === 'read') return document
  if (document.advanced && !document.mayManage(caller)) refuse(mayEdit ? 1254304 : 1254302)
  return mayEdit ? document : refuse(91403)
}

export interface OpenTable {
  readonly base: Base
  readonly table: Table
}

/** The table that a call names, or 1254041. */
export function openTable(call: Call, to: 'read' | 'write'): OpenTable {
  const base = openBase(call, to)
  const table = base.tables.get(call.parameters['table_id'] ?? '') ?? refuse(1254041)
  return { base, table }
}

/**
 * Whether the caller sees rows. Under advanced permissions Feishu answers people other than managers with an empty success
 * (bitable-v1/app-table-record/search, 2025-05-08).
 */
export function seesRows({ base }: OpenTable, { caller }: Call): boolean {
  return !base.advanced || base.mayManage(caller)
}

/** Counts a write of rows or columns. */
export function noteWrite({ world, caller }: Call, { base, table }: OpenTable): void {
  table.revision += 1
  base.noteEdit(caller, world.clock.nowMs())
}
