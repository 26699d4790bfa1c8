import { rates } from '../../contract/feishu/route.ts'
import type { Endpoint } from '../http/endpoint.ts'

const reference = 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1'
const tables = '/open-apis/bitable/v1/apps/:app_token/tables'
const records = `${tables}/:table_id/records`

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
    rate: { calls: 10, perMs: 1000, oneAtATimePer: 'table_id' },
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/app-table-field/create`,
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
