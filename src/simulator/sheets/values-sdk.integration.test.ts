import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { startForTest, type SimulatedClient } from '../testing/simulated-client.ts'

const spreadsheet = 'SimSheetBudget0000000000008'
const root = `/open-apis/sheets/v2/spreadsheets/${spreadsheet}`

async function read(client: SimulatedClient, range: string): Promise<unknown> {
  const { body } = await client.call('GET', `${root}/values/${range}`)
  return (body.data?.['valueRange'] as { values: unknown } | undefined)?.values
}

const append = (client: SimulatedClient, range: string, values: unknown, query = '') =>
  client.call('POST', `${root}/values_append${query}`, { valueRange: { range, values } })

test('the official SDK makes a spreadsheet, and the app fills it', async () => {
  const { sdk, control } = await startOfficialClient()
  const created = await sdk.sheets.v3.spreadsheet.create({ data: { title: '周报' } })
  const { spreadsheet_token, title, url } = given(created.data?.spreadsheet)
  expect([title, url]).toEqual(['周报', `${control.url}/sheets/${given(spreadsheet_token)}`])
  const path = { spreadsheet_token: given(spreadsheet_token) }
  const tabs = await sdk.sheets.v3.spreadsheetSheet.query({ path })
  const sheetId = given(given(tabs.data?.sheets)[0]?.sheet_id)
  const range = `${sheetId}!A1:B2`
  const values = [
    ['人', 3],
    ['物', 0.5],
  ]
  const written: unknown = await sdk.request({
    method: 'PUT',
    url: `/open-apis/sheets/v2/spreadsheets/${path.spreadsheet_token}/values`,
    data: { valueRange: { range, values } },
  })
  expect(written).toMatchObject({ data: { updatedRange: range, updatedRows: 2, updatedColumns: 2, updatedCells: 4 } })
  const answer: unknown = await sdk.request({
    method: 'GET',
    url: `/open-apis/sheets/v2/spreadsheets/${path.spreadsheet_token}/values/${sheetId}`,
  })
  expect(answer).toMatchObject({ data: { valueRange: { values } } })
})

test('several ranges are written and read by one call each', async () => {
  const client = await startForTest()
  const valueRanges = [
    { range: 'a1B2c3!A1:B1', values: [['一', 1]] },
    { range: 'a1B2c3!A3:A4', values: [[{ type: 'url', text: '链接', link: 'https://example.com' }], ['二']] },
  ]
  const { body } = await client.call('POST', `${root}/values_batch_update`, { valueRanges })
  expect(body.data).toMatchObject({
    responses: [
      { updatedRange: 'a1B2c3!A1:B1', updatedRows: 1, updatedColumns: 2, updatedCells: 2 },
      { updatedRange: 'a1B2c3!A3:A4', updatedRows: 2, updatedColumns: 1, updatedCells: 2 },
    ],
  })
  const answer = await client.call('GET', `${root}/values_batch_get?ranges=a1B2c3!A1:B1,a1B2c3!A3:A4`)
  expect(answer.body.data?.['valueRanges']).toMatchObject([{ values: [['一', 1]] }, { values: [['链接'], ['二']] }])
})

test('one wrong range writes none of them', async () => {
  const client = await startForTest()
  const valueRanges = [
    { range: 'a1B2c3!A1:A1', values: [['一']] },
    { range: 'a1B2c3!A21:A21', values: [['二']] },
  ]
  const reply = await client.call('POST', `${root}/values_batch_update`, { valueRanges })
  expect([reply.status, reply.body.code]).toEqual([400, 90212])
  expect(await read(client, 'a1B2c3!A1:A1')).toEqual([])
})

test('rows are appended from the first empty cell of the range on, and the tab grows for them', async () => {
  const client = await startForTest()
  const first = await append(client, 'a1B2c3!A1:B1', [['一', 1]])
  expect(first.body.data).toMatchObject({ tableRange: 'a1B2c3!A1:B1', updates: { updatedRange: 'a1B2c3!A1:B1' } })
  const second = await append(client, 'a1B2c3!A:B', [
    ['二', 2],
    ['三', 3],
  ])
  expect(second.body.data).toMatchObject({ updates: { updatedRange: 'a1B2c3!A2:B3', updatedRows: 2, updatedCells: 4 } })
  const many = Array.from({ length: 20 }, (_, at) => [`第 ${String(at)} 行`])
  expect((await append(client, 'a1B2c3', many)).body.code).toBe(0)
  expect(await read(client, 'a1B2c3!A22:B')).toEqual([['第 18 行'], ['第 19 行']])
})

test('rows that are inserted move what stands below', async () => {
  const client = await startForTest()
  await client.call('PUT', `${root}/values`, { valueRange: { range: 'a1B2c3!A1:A3', values: [['上'], [''], ['下']] } })
  await append(client, 'a1B2c3!A1:A3', [['甲'], ['乙']], '?insertDataOption=INSERT_ROWS')
  expect(await read(client, 'a1B2c3!A1:A5')).toEqual([['上'], ['甲'], ['乙'], [], ['下']])
})

const wrong = [
  ['more columns than the range', 'a1B2c3!A1:A1', [['一', '二']], 90202],
  ['a range that is none', 'a1B2c3!1', [['一']], 90202],
  ['an unknown tab', 'nobody!A1:A1', [['一']], 90215],
  ['more than 100 columns', 'a1B2c3!A1:A1', [Array.from({ length: 101 }, () => 1)], 90227],
  ['no rows', 'a1B2c3!A1:A1', 'text', 90204],
] as const

test.each(wrong)('%s: refused', async (_, range, values, code) => {
  const client = await startForTest()
  const reply = await client.call('PUT', `${root}/values`, { valueRange: { range, values } })
  expect([reply.status, reply.body.code]).toEqual([400, code])
})
