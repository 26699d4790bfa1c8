import { rates } from '../../contract/feishu/route.ts'
import type { Endpoint } from '../http/endpoint.ts'

const reference = 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table-record'
const records = '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records'

/** Calls of records that only other programs make. */
export const recordRoutes = {
  listRecords: {
    method: 'GET',
    path: records,
    rate: rates.tier8,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/list`,
  },
  getRecord: {
    method: 'GET',
    path: `${records}/:record_id`,
    rate: rates.tier8,
    body: 'none',
    caller: 'gateway',
    docs: `${reference}/get`,
  },
  deleteRecord: {
    method: 'DELETE',
    path: `${records}/:record_id`,
    rate: rates.recordWrite,
    body: 'json',
    caller: 'gateway',
    docs: `${reference}/delete`,
  },
} as const satisfies Record<string, Endpoint>
