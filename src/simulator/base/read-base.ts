import { tablesPerPage } from '../../contract/feishu/limits.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { cutPage, pagingOf, readPage } from '../http/paging.ts'
import { openBase, openTable } from './open-base.ts'
import { wireField } from './fields/write-fields.ts'
import type { Table } from './table.ts'

/** GET bitable/v1/apps/:app_token. */
export function getBase(call: Call): Answer {
  const base = openBase(call, 'read')
  const { token, title, revision, advanced } = base
  const app = { app_token: token, name: title, revision, is_advanced: advanced, time_zone: 'Asia/Shanghai' }
  return { kind: 'data', data: { app } }
}

/** GET …/tables. */
export function listTables(call: Call): Answer {
  const { tables } = openBase(call, 'read')
  return pageOf(
    call,
    [...tables.values()].map(({ id, name, revision }) => ({ table_id: id, name, revision })),
  )
}

/** GET …/fields. */
export function listFields(call: Call): Answer {
  const { table } = openTable(call, 'read')
  return pageOf(
    call,
    table.fields.map((field) => wireField(table, field, field.description?.text)),
  )
}

/** GET …/views: each table has one, which shows everything. */
export function listViews(call: Call): Answer {
  const { table } = openTable(call, 'read')
  return pageOf(call, [{ view_id: viewIdOf(table), view_name: '表格', view_type: 'grid', view_public_level: 'Public' }])
}

/** Id of the only view of a table. */
export function viewIdOf({ id }: Table): string {
  return id.replace(/^tbl/, 'vew')
}

function pageOf({ query }: Call, all: readonly unknown[]): Answer {
  // An invalid page_token is listed among the causes of 1254002 (bitable-v1/app/get, 2025-01-09).
  // A public SDK lists tables and columns by 500 (idea2app/MobX-Lark 2.8.1, 2026; docs/feishu.md, U57).
  const rules = { usual: 20, most: tablesPerPage, badSize: 1254011, tooLarge: 'cut', badToken: 1254002 } as const
  const page = cutPage(all, readPage(query, rules))
  return { kind: 'data', data: { items: page.items, total: all.length, ...pagingOf(page) } }
}
