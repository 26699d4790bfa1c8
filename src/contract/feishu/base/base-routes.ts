import { attachmentsPerCell, recordsPerBatch } from '../limits.ts'
import { docsRoot, rates, type Route } from '../route.ts'

const reference = `${docsRoot}/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1`

/** A full batch of rows, each with a full cell of attachments (a token is some 50 bytes of JSON) and a text. */
const recordBatchBodyMaxBytes = recordsPerBatch * (attachmentsPerCell * 50 + 2000)

/** Calls of bases (bitable, in Feishu's paths). */
export const baseRoutes = {
  getBase: {
    method: 'GET',
    path: '/open-apis/bitable/v1/apps/:app_token',
    rate: rates.tier8,
    body: 'none',
    caller: 'page',
    docs: `${reference}/app/get`,
  },
  listTables: {
    method: 'GET',
    path: '/open-apis/bitable/v1/apps/:app_token/tables',
    rate: rates.tier8,
    body: 'none',
    caller: 'page',
    docs: `${reference}/app-table/list`,
  },
  listFields: {
    method: 'GET',
    path: '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/fields',
    rate: rates.tier8,
    body: 'none',
    caller: 'page',
    docs: `${reference}/app-table-field/list`,
  },
  searchRecords: {
    method: 'POST',
    path: '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records/search',
    rate: rates.tier8,
    body: 'json',
    caller: 'page',
    docs: `${reference}/app-table-record/search`,
  },
  batchGetRecords: {
    method: 'POST',
    path: '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records/batch_get',
    rate: rates.tier8,
    body: 'json',
    caller: 'page',
    docs: `${reference}/app-table-record/batch_get`,
  },
  createRecord: {
    method: 'POST',
    path: '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records',
    rate: rates.recordWrite,
    body: 'json',
    caller: 'page',
    docs: `${reference}/app-table-record/create`,
  },
  updateRecord: {
    method: 'PUT',
    path: '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records/:record_id',
    rate: rates.recordWrite,
    body: 'json',
    caller: 'page',
    docs: `${reference}/app-table-record/update`,
  },
  batchCreateRecords: {
    method: 'POST',
    path: '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records/batch_create',
    rate: rates.recordWrite,
    body: 'json',
    bodyMaxBytes: recordBatchBodyMaxBytes,
    caller: 'page',
    docs: `${reference}/app-table-record/batch_create`,
  },
  batchUpdateRecords: {
    method: 'POST',
    path: '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records/batch_update',
    rate: rates.recordWrite,
    body: 'json',
    bodyMaxBytes: recordBatchBodyMaxBytes,
    caller: 'page',
    docs: `${reference}/app-table-record/batch_update`,
  },
  /** UNCONFIRMED: its page was not read; as the other writes of records (docs/feishu.md, U42). */
  batchDeleteRecords: {
    method: 'POST',
    path: '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records/batch_delete',
    rate: rates.recordWrite,
    body: 'json',
    caller: 'page',
    docs: `${reference}/app-table-record/batch_delete`,
  },
} as const satisfies Record<string, Route>
