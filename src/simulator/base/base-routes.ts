import { rates } from '../../contract/feishu/route.ts'
import type { Endpoint } from '../http/endpoint.ts'

const reference = 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1'
const tables = '/open-apis/bitable/v1/apps/:app_token/tables'
const records = `${tables}/:table_id/records`

const fieldWrite = { calls: 10, perMs: 1000, oneAtATimePer: 'table_id' } as const

/** Calls of bases that only other programs make. */
export const otherBaseRoutes = {
  listRecords: {
    method: 'GET',
    path: records,
    rate: rates.tier8,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/app-table-record/list`,
  },
  getRecord: {
    method: 'GET',
    path: `${records}/:record_id`,
    rate: rates.tier8,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/app-table-record/get`,
  },
  deleteRecord: {
    method: 'DELETE',
    path: `${records}/:record_id`,
    rate: rates.recordWrite,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/app-table-record/delete`,
  },
  createBase: {
    method: 'POST',
    path: '/open-apis/bitable/v1/apps',
    rate: { calls: 20, perMs: 60_000 },
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/app/create`,
  },
  createTable: {
    method: 'POST',
    path: tables,
    rate: { calls: 10, perMs: 1000 },
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/app-table/create`,
  },
  createField: {
    method: 'POST',
    path: `${tables}/:table_id/fields`,
    rate: fieldWrite,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/app-table-field/create`,
  },
  updateField: {
    method: 'PUT',
    path: `${tables}/:table_id/fields/:field_id`,
    rate: fieldWrite,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/app-table-field/update`,
  },
  deleteField: {
    method: 'DELETE',
    path: `${tables}/:table_id/fields/:field_id`,
    rate: fieldWrite,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/app-table-field/delete`,
  },
  batchCreateTables: {
    method: 'POST',
    path: `${tables}/batch_create`,
    rate: { calls: 10, perMs: 1000 },
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/app-table/batch_create`,
  },
  deleteTable: {
    method: 'DELETE',
    path: `${tables}/:table_id`,
    rate: { calls: 10, perMs: 1000 },
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/app-table/delete`,
  },
  listViews: {
    method: 'GET',
    path: `${tables}/:table_id/views`,
    rate: rates.tier8,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/app-table-view/list`,
  },
} as const satisfies Record<string, Endpoint>
