import { expect, it } from 'vitest'
import * as v from 'valibot'
import { AppToken, FileToken, RecordId, TableId } from '../ids.ts'
import {
  attachmentsOf,
  batchCreateRecordsRequest,
  batchGetRecordsRequest,
  batchUpdateRecordsRequest,
  createRecordRequest,
  readRecord,
  readRecordPage,
  readRecords,
  searchRecordsRequest,
  textOf,
  updateRecordRequest,
} from './records.ts'
import { answerOf } from '../../testing/answer-of.ts'

const table = { appToken: v.parse(AppToken, 'bascn1'), tableId: v.parse(TableId, 'tbl1') }
const recordId = v.parse(RecordId, 'rec1')
const values = { 名称: 'a.pdf', 附件: [v.parse(FileToken, 'box1'), v.parse(FileToken, 'box2')] }
const wire = { 名称: 'a.pdf', 附件: [{ file_token: 'box1' }, { file_token: 'box2' }] }

it('makes rows under a client_token', () => {
  expect(createRecordRequest({ ...table, values, clientToken: 'uuid' })).toEqual({
    route: 'createRecord',
    parameters: { app_token: 'bascn1', table_id: 'tbl1' },
    query: { client_token: 'uuid' },
    body: { kind: 'json', value: { fields: wire } },
  })
  expect(batchCreateRecordsRequest({ ...table, rows: [values], clientToken: 'uuid' })).toMatchObject({
    query: { client_token: 'uuid' },
    body: { value: { records: [{ fields: wire }] } },
  })
})

it('changes rows by id, without a client_token', () => {
  expect(updateRecordRequest(table, { recordId, values })).toMatchObject({
    parameters: { record_id: 'rec1' },
    query: {},
    body: { value: { fields: wire } },
  })
  expect(batchUpdateRecordsRequest(table, [{ recordId, values }]).body).toEqual({
    kind: 'json',
    value: { records: [{ record_id: 'rec1', fields: wire }] },
  })
})

it('searches page by page and gets rows by id', () => {
  expect(searchRecordsRequest({ ...table, fieldNames: ['名称'], pageToken: 'p2' })).toMatchObject({
    query: { page_size: '500', page_token: 'p2' },
    body: { value: { field_names: ['名称'] } },
  })
  expect(batchGetRecordsRequest(table, [recordId]).body).toEqual({ kind: 'json', value: { record_ids: ['rec1'] } })
  const record = { record_id: 'rec1', fields: { 名称: 'a' } }
  const read = { recordId, fields: { 名称: 'a' } }
  const page = answerOf({ items: [record], has_more: true, page_token: 'p3' })
  expect(readRecordPage(page)).toEqual({ ok: true, data: { items: [read], nextPageToken: 'p3' } })
  expect(readRecords(answerOf({ records: [record], absent_record_ids: ['rec2'] }))).toEqual({ ok: true, data: [read] })
  expect(readRecord(answerOf({ record }))).toEqual({ ok: true, data: read })
})

it('reads attachments in order, and text as runs or plain', () => {
  const fields = {
    附件: [{ file_token: 'box1', name: 'a.pdf', size: 3 }, { file_token: 'box2' }],
    名称: [
      { type: 'text', text: '报' },
      { type: 'text', text: '告' },
    ],
    备注: 'plain',
    数字: 7,
  }
  const record = { recordId, fields }
  expect(attachmentsOf(record, '附件')).toEqual([
    { fileToken: 'box1', name: 'a.pdf' },
    { fileToken: 'box2', name: '' },
  ])
  expect(attachmentsOf(record, '没有')).toEqual([])
  expect(attachmentsOf(record, '数字')).toBe(null)
  expect(['名称', '备注', '数字', '没有'].map((name) => textOf(record, name))).toEqual(['报告', 'plain', '', ''])
})

// Shapes that other programs recorded of real bases (examples of a book list and of a feedback table, 2025), with made-up values.
it('reads rows as others recorded them: no more pages without has_more, cells of many kinds, attachments with all their fields', () => {
  const medias = 'https://open.feishu.cn/open-apis/drive/v1/medias'
  const attachment = {
    file_token: 'boxRecorded',
    name: '账单.csv',
    size: 188_568,
    tmp_url: `${medias}/batch_get_tmp_download_url?file_tokens=boxRecorded&extra=%7B%22bitablePerm%22%3A%7B%7D%7D`,
    type: 'text/csv; charset=utf-8',
    url: `${medias}/boxRecorded/download?extra=%7B%22bitablePerm%22%3A%7B%7D%7D`,
  }
  const fields = {
    书名: [{ text: '昨日', type: 'text' }],
    读完: 1_754_409_600_000,
    标签: '文学',
    人员: [{ id: 'ou_1', name: '张三', en_name: 'Zhang San', email: '' }],
    附件: [attachment],
  }
  const reading = readRecordPage(
    answerOf({ total: 1, items: [{ fields, record_id: 'recRecorded', id: 'recRecorded' }] }),
  )
  if (!reading.ok) throw new Error(reading.refusal.msg)
  const [record] = reading.data.items
  expect(reading.data.nextPageToken).toBe('')
  expect(record && textOf(record, '书名')).toBe('昨日')
  expect(record && textOf(record, '标签')).toBe('文学')
  expect(record && attachmentsOf(record, '附件')).toEqual([{ fileToken: 'boxRecorded', name: '账单.csv' }])
})
