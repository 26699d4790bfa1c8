import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { png } from '../testing/small-png.ts'

const spreadsheet_token = 'SimSheetBudget0000000000008'
test('the official SDK lets a picture float over a sheet', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const sheets = await sdk.sheets.v3.spreadsheetSheet.query({ path: { spreadsheet_token } }, asZhangSan)
  const sheet_id = given(given(sheets.data?.sheets)[0]?.sheet_id)
  const data = {
    file_name: 'a.png',
    parent_type: 'sheet_image',
    parent_node: spreadsheet_token,
    size: png.length,
    file: png,
  } as const
  const uploaded = await sdk.drive.v1.media.uploadAll({ data }, asZhangSan)
  const float_image_token = given(uploaded?.file_token)
  const created = await sdk.sheets.v3.spreadsheetSheetFloatImage.create(
    {
      path: { spreadsheet_token, sheet_id },
      data: { float_image_id: 'ye06SS14ph', float_image_token, range: `${sheet_id}!C2:C2`, width: 100, height: 50 },
    },
    asZhangSan,
  )
  expect(given(created.data?.float_image)).toMatchObject({ float_image_id: 'ye06SS14ph', width: 100 })
  const { body } = await control.call('GET', `/_simulator/documents/${spreadsheet_token}`)
  expect(body['floats']).toMatchObject([{ cell: 'C2', name: 'a.png' }])
})

test('the official SDK writes a picture into a cell by a plain request, for which it has no method', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const answer: unknown = await sdk.request(
    {
      method: 'POST',
      url: `/open-apis/sheets/v2/spreadsheets/${spreadsheet_token}/values_image`,
      data: { range: 'Q7PlXT!A9:A9', image: [...png], name: 'a.png' },
    },
    asZhangSan,
  )
  expect(answer).toMatchObject({ code: 0, data: { updateRange: 'Q7PlXT!A9:A9' } })
  const { body } = await control.call('GET', `/_simulator/documents/${spreadsheet_token}`)
  expect((body['cells'] as unknown[]).at(-1)).toMatchObject({ cell: 'A9', name: 'a.png' })
})

test('the official SDK reads cells by a plain request, for which it has no method', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const url = `/open-apis/sheets/v2/spreadsheets/${spreadsheet_token}/values/Q7PlXT!A1:B2`
  const answer: unknown = await sdk.request({ method: 'GET', url }, asZhangSan)
  expect(answer).toMatchObject({
    code: 0,
    data: {
      valueRange: {
        range: 'Q7PlXT!A1:B2',
        values: [
          ['部门', '第一季度'],
          ['产品', '120000'],
        ],
      },
    },
  })
})

test('the official SDK reads what a spreadsheet is called and whose it is', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const spreadsheet_token = 'SimSheetBudget0000000000008'
  const path = { spreadsheet_token }
  const answer = await sdk.sheets.v3.spreadsheet.get({ path, params: { user_id_type: 'user_id' } }, asZhangSan)
  expect(given(answer.data?.spreadsheet)).toMatchObject({
    title: '年度预算',
    owner_id: '3e3cf901',
    token: spreadsheet_token,
    url: `${control.url}/sheets/${spreadsheet_token}`,
  })
})

test('the older answer has the tabs too, and names the owner as asked for', async () => {
  const { control } = await startOfficialClient()
  const path = '/open-apis/sheets/v2/spreadsheets/SimSheetBudget0000000000008/metainfo'
  const { body } = await control.call('GET', path)
  expect(body.data).toMatchObject({
    spreadsheetToken: 'SimSheetBudget0000000000008',
    properties: { title: '年度预算', sheetCount: 4, ownerUser: expect.any(Number) as number },
  })
  expect((body.data?.['sheets'] as readonly unknown[])[0]).toMatchObject({
    sheetId: 'Q7PlXT',
    title: '预算',
    index: 0,
    rowCount: 200,
    columnCount: 20,
  })
  const byOpenId = await control.call('GET', `${path}?user_id_type=open_id`)
  expect(byOpenId.body.data?.['properties']).toMatchObject({ ownerUserID: 'ou_5a6b7c8d9e0f11223344556677889901' })
})
