import { expect, it } from 'vitest'
import * as v from 'valibot'
import { AppToken, TableId } from '../ids.ts'
import { getBaseRequest, listFieldsRequest, listTablesRequest, readBase, readFieldPage, readTablePage } from './base.ts'
import { answerOf } from '../../testing/answer-of.ts'

const appToken = v.parse(AppToken, 'bascn1')

it('reads what a base is called and whether advanced permissions guard it', () => {
  expect(getBaseRequest(appToken).parameters).toEqual({ app_token: 'bascn1' })
  expect(readBase(answerOf({ app: { app_token: 'bascn1', name: '任务', is_advanced: true } }))).toEqual({
    ok: true,
    data: { appToken, name: '任务', isAdvanced: true },
  })
})

it('lists tables page by page', () => {
  expect(listTablesRequest(appToken, '').query).toEqual({ page_size: '100' })
  expect(listTablesRequest(appToken, 'p2').query).toEqual({ page_size: '100', page_token: 'p2' })
  const page = { items: [{ table_id: 'tbl1', name: '表' }], has_more: true, page_token: 'p2' }
  expect(readTablePage(answerOf(page))).toEqual({
    ok: true,
    data: { items: [{ tableId: 'tbl1', name: '表' }], nextPageToken: 'p2' },
  })
  expect(readTablePage(answerOf({ items: null, has_more: false, page_token: 'p2' }))).toEqual({
    ok: true,
    data: { items: [], nextPageToken: '' },
  })
})

it('distinguishes attachment and text columns from the others', () => {
  expect(listFieldsRequest(appToken, v.parse(TableId, 'tbl1'), '').parameters).toEqual({
    app_token: 'bascn1',
    table_id: 'tbl1',
  })
  const items = [
    { field_id: 'fld1', field_name: '名称', type: 1, ui_type: 'Text', is_primary: true },
    { field_id: 'fld2', field_name: '附件', type: 17, ui_type: 'Attachment' },
    { field_id: 'fld3', field_name: '条码', type: 1, ui_type: 'Barcode' },
  ]
  const reading = readFieldPage(answerOf({ items }))
  expect(reading.ok && reading.data.items.map(({ name, kind, isPrimary }) => [name, kind, isPrimary])).toEqual([
    ['名称', 'text', true],
    ['附件', 'attachment', false],
    ['条码', 'other', false],
  ])
})
