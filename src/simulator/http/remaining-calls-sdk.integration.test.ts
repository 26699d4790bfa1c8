import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { productReview } from '../testing/simulated-client.ts'
import { png } from '../testing/small-png.ts'

const spreadsheet_token = 'SimSheetBudget0000000000008'
const sheet_id = 'Q7PlXT'

test('the official SDK reads one block, and takes it out by its id', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const path = { document_id: productReview, block_id: 'SimBlock0010000000000000001' }
  const { data } = await sdk.docx.v1.documentBlock.get({ path }, asZhangSan)
  expect(given(data?.block).block_id).toBe(path.block_id)
  const answer: unknown = await sdk.request(
    {
      method: 'PUT',
      url: `/open-apis/docs_ai/v1/documents/${productReview}`,
      data: { command: 'block_delete', block_id: path.block_id },
    },
    asZhangSan,
  )
  expect(answer).toMatchObject({ code: 0, data: { result: 'success' } })
  const left = await sdk.docx.v1.documentBlock.list({ path: { document_id: productReview } }, asZhangSan)
  expect(given(left.data?.items).map((block) => block.block_id)).not.toContain(path.block_id)
})

test('the official SDK finds a floating picture and takes it away', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const file = { file_name: 'a.png', parent_type: 'sheet_image', parent_node: spreadsheet_token } as const
  const uploaded = await sdk.drive.v1.media.uploadAll({ data: { ...file, size: png.length, file: png } }, asZhangSan)
  const pictures = sdk.sheets.v3.spreadsheetSheetFloatImage
  const path = { spreadsheet_token, sheet_id }
  const data = { float_image_token: given(uploaded?.file_token), range: `${sheet_id}!C2:C2` }
  const created = await pictures.create({ path, data }, asZhangSan)
  const float_image_id = given(created.data?.float_image?.float_image_id)
  expect((await pictures.query({ path }, asZhangSan)).data?.items).toMatchObject([{ float_image_id }])
  await pictures.delete({ path: { ...path, float_image_id } }, asZhangSan)
  expect((await pictures.query({ path }, asZhangSan)).data?.items).toEqual([])
})

test('the official SDK writes, appends and reads ranges by plain requests', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const root = `/open-apis/sheets/v2/spreadsheets/${spreadsheet_token}`
  const ask = (method: 'GET' | 'POST', path: string, data?: unknown) =>
    sdk.request<{ code: number; data: Record<string, unknown> }>({ method, url: root + path, data }, asZhangSan)
  const tab = 'a1B2c3'
  await ask('POST', '/values_batch_update', { valueRanges: [{ range: `${tab}!A1:B1`, values: [['a', 'b']] }] })
  await ask('POST', '/values_append', { valueRange: { range: `${tab}!A1:B1`, values: [['c', 'd']] } })
  const { data } = await ask('GET', `/values_batch_get?ranges=${tab}!A1:B1,${tab}!A2:B2`)
  expect(data['valueRanges']).toMatchObject([{ values: [['a', 'b']] }, { values: [['c', 'd']] }])
  expect((await ask('GET', '/metainfo')).data).toMatchObject({ spreadsheetToken: spreadsheet_token })
})

test('the official SDK deletes several records, and downloads the attachment of another', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const path = { app_token: 'SimBaseTasks000000000000009', table_id: 'tblSimTasks00001' }
  const records = sdk.bitable.v1.appTableRecord
  const all = given((await records.search({ path, data: {} }, asZhangSan)).data?.items)
  const [first, ...others] = all.map((record) => given(record.record_id))
  const deleted = await records.batchDelete({ path, data: { records: others } }, asZhangSan)
  expect(deleted.data?.records).toEqual(others.map((record_id) => ({ deleted: true, record_id })))
  const left = given((await records.search({ path, data: {} }, asZhangSan)).data?.items)
  expect(left.map((record) => record.record_id)).toEqual([first])
  const media = await sdk.drive.v1.media.download({ path: { file_token: 'boxcnSimSeedAttachment00001' } }, asZhangSan)
  const chunks: Buffer[] = []
  for await (const chunk of media.getReadableStream() as AsyncIterable<Buffer>) chunks.push(chunk)
  expect(Buffer.concat(chunks).toString()).toContain('先评审')
})

test('the official SDK makes a folder, looks at it, and deletes it', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const made = await sdk.drive.v1.file.createFolder({ data: { name: '新', folder_token: '' } }, asZhangSan)
  const token = given(made.data?.token)
  const meta: unknown = await sdk.request(
    { method: 'GET', url: `/open-apis/drive/explorer/v2/folder/${token}/meta` },
    asZhangSan,
  )
  expect(meta).toMatchObject({ data: { name: '新', token } })
  const deleted = await sdk.drive.v1.file.delete(
    { path: { file_token: token }, params: { type: 'folder' } },
    asZhangSan,
  )
  expect(deleted.code).toBe(0)
})

test('the official SDK searches documents and wiki pages by plain requests', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const found = async (url: string, data: object) =>
    JSON.stringify(await sdk.request({ method: 'POST', url, data }, asZhangSan))
  expect(
    await found('/open-apis/suite/docs-api/search/object', { search_key: '产品需求评审', count: 10, offset: 0 }),
  ).toContain(productReview)
  expect(await found('/open-apis/wiki/v2/nodes/search', { query: '新人手册' })).toContain('SimWikiHandbook000000000011')
})
