import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  overlapping,
  productReview,
  startForTest,
  uploadInParts,
  uploadInto,
  uploadIntoDocument,
  type Reply,
  type SimulatedClient,
} from '../testing/simulated-client.ts'
import { png } from '../testing/small-png.ts'

const spreadsheet = 'SimSheetBudget0000000000008'
const v2 = `/open-apis/sheets/v2/spreadsheets/${spreadsheet}/values_image`
const v3 = `/open-apis/sheets/v3/spreadsheets/${spreadsheet}/sheets`
const floats = `${v3}/Q7PlXT/float_images`

const sha256 = createHash('sha256').update(png).digest('hex')
const refusal = ({ status, body }: Reply) => [status, body.code]

const writeCell = (client: SimulatedClient, input: Record<string, unknown> = {}) =>
  client.call('POST', v2, { range: 'Q7PlXT!B6:B6', image: png.toString('base64'), name: 'a.png', ...input })
const uploadPicture = (client: SimulatedClient, fileName = 'float.png', bytes = png) =>
  uploadIntoDocument(client, spreadsheet, { parentType: 'sheet_image', fileName, bytes })
const float = (client: SimulatedClient, input: Record<string, unknown>) =>
  client.call('POST', floats, { range: 'Q7PlXT!B3:B3', ...input })
const seen = async (client: SimulatedClient) => (await client.call('GET', `/_simulator/documents/${spreadsheet}`)).body

test('the tabs are listed in order, with the size of those that are grids', async () => {
  const client = await startForTest()
  const { body } = await client.call('GET', `${v3}/query`)
  expect(body.data?.['sheets']).toMatchObject([
    {
      sheet_id: 'Q7PlXT',
      title: '预算',
      index: 0,
      hidden: false,
      grid_properties: { row_count: 200, column_count: 20 },
    },
    { sheet_id: 'a1B2c3', title: '照片', index: 1, grid_properties: { row_count: 20, column_count: 5 } },
    { sheet_id: 'd4E5f6', title: '任务视图', index: 2, resource_type: 'bitable' },
    { sheet_id: 'g7H8i9', title: '草稿', index: 3, hidden: true },
  ])
  expect((body.data?.['sheets'] as unknown[])[2]).not.toHaveProperty('grid_properties')
})

test.each([
  ['base64', png.toString('base64')],
  ['a list of bytes', [...png]],
])('a picture is written into a cell as %s', async (_, image) => {
  const client = await startForTest()
  const { body } = await writeCell(client, { image })
  expect(body.data).toEqual({ spreadsheetToken: spreadsheet, updateRange: 'Q7PlXT!B6:B6', revision: 2 })
  const cells = (await seen(client))['cells'] as unknown[]
  const token = expect.any(String) as unknown
  expect(cells.at(-1)).toEqual({
    sheetId: 'Q7PlXT',
    cell: 'B6',
    kind: 'image',
    name: 'a.png',
    sizeBytes: png.length,
    sha256,
    token,
  })
})

test('a picture replaces the content of its cell', async () => {
  const client = await startForTest()
  await writeCell(client, { range: 'Q7PlXT!A1:A1' })
  await writeCell(client, { range: 'Q7PlXT!A1:A1', name: 'b.jpg' })
  const cells = (await seen(client))['cells'] as { cell: string; name?: string }[]
  expect(cells.filter(({ cell }) => cell === 'A1')).toMatchObject([{ name: 'b.jpg' }])
})

const values = `/open-apis/sheets/v2/spreadsheets/${spreadsheet}/values`

test('what is in cells is read row by row, a picture as an object; empty cells at the end are left out', async () => {
  const client = await startForTest()
  await writeCell(client, { range: 'Q7PlXT!B6:B6' })
  const { body } = await client.call('GET', `${values}/Q7PlXT!A3:C200`)
  const fileToken = expect.any(String) as unknown
  expect(body.data).toEqual({
    revision: 2,
    spreadsheetToken: spreadsheet,
    valueRange: {
      majorDimension: 'ROWS',
      range: 'Q7PlXT!A3:C200',
      revision: 2,
      values: [
        ['设计', '80000', '76000'],
        ['市场', '150000', '190000'],
        [],
        [null, { type: 'embed-image', fileToken }],
      ],
    },
  })
  const free = await client.call('GET', `${values}/a1B2c3!A1:E20`)
  expect(free.body.data?.['valueRange']).toMatchObject({ range: '', values: [] })
})

test.each([
  ['Q7PlXT!1:2', 90202],
  ['Q7PlXT!B6', 90202],
  ['Q7PlXT!B6:A6', 90202],
  ['Q7PlXT!A7:A6', 90202],
  ['nosuch!B6:B6', 90215],
  ['d4E5f6!A1:A1', 90211],
  ['a1B2c3!A1:A21', 90212],
  ['a1B2c3!A1:F1', 90212],
])('reading %s is refused with %i', async (range, code) => {
  const client = await startForTest()
  expect(refusal(await client.call('GET', `${values}/${range}`))).toEqual([400, code])
})

test.each([
  [{ range: 'Q7PlXT!B6' }, 90202],
  [{ range: 'Q7PlXT!B6:B7' }, 90202],
  [{ range: 'nosuch!B6:B6' }, 90215],
  [{ range: 'd4E5f6!A1:A1' }, 90211],
  [{ range: 'a1B2c3!A21:A21' }, 90212],
  [{ range: 'a1B2c3!F1:F1' }, 90212],
  [{ name: 'a.webp' }, 90204],
  [{ name: 'png' }, 90204],
  [{ image: 'no base64!' }, 90204],
  [{ image: [256] }, 90204],
  [{ image: '' }, 90204],
])('a picture with %j is refused with %i', async (input, code) => {
  const client = await startForTest()
  expect(refusal(await writeCell(client, input))).toEqual([400, code])
})

test('a picture of 20 MB is accepted, one byte more is not', async () => {
  const client = await startForTest()
  const write = async (sizeBytes: number) =>
    (await writeCell(client, { image: Buffer.alloc(sizeBytes, 1).toString('base64') })).body.code
  expect(await write(20_971_520)).toBe(0)
  expect(await write(20_971_521)).toBe(90227)
})

test('one spreadsheet takes one picture at a time, another one does not wait for it', async () => {
  const client = await startForTest()
  const other = v2.replace(spreadsheet, 'SimSheet0000000000000000202')
  const write = () => writeCell(client)
  expect(await overlapping(client, 'writeCellImage', [write, write])).toEqual([0, 90235])
  const elsewhere = () => client.call('POST', other, { range: 'none!A1:A1', image: 'AA==', name: 'a.png' })
  expect(await overlapping(client, 'writeCellImage', [write, elsewhere])).toEqual([0, 90215])
})

test('an uploaded picture floats under an id of the caller’s own; the same id again changes nothing', async () => {
  const client = await startForTest()
  const token = await uploadPicture(client)
  const input = { float_image_id: 'ye06SS14ph', float_image_token: token, width: 120, height: 80, offset_x: 4 }
  const made = await float(client, input)
  expect(made.body.data?.['float_image']).toEqual({ ...input, range: 'Q7PlXT!B3:B3', offset_y: 0 })
  expect(refusal(await float(client, input))).toEqual([400, 1310244])
  expect((await seen(client))['floats']).toEqual([
    {
      sheetId: 'Q7PlXT',
      floatImageId: 'ye06SS14ph',
      cell: 'B3',
      width: 120,
      height: 80,
      offsetX: 4,
      offsetY: 0,
      name: 'float.png',
      sizeBytes: png.length,
      sha256,
      token,
    },
  ])
})

test('a picture that floats gets an id and its own size when none is sent', async () => {
  const client = await startForTest()
  const { body } = await float(client, { float_image_token: await uploadPicture(client) })
  const made = body.data?.['float_image'] as { float_image_id: string }
  expect(made).toMatchObject({ width: 3, height: 2, offset_x: 0, offset_y: 0 })
  expect(made.float_image_id).toMatch(/^[0-9A-Za-z]{10}$/)
})

test.each([
  [{ float_image_id: 'tooshort' }, 1310243],
  [{ float_image_id: 'ye06SS14p-' }, 1310243],
  [{ range: 'Q7PlXT!B3' }, 1310202],
  [{ range: 'a1B2c3!B3:B3' }, 1310202],
  [{ range: 'Q7PlXT!A201:A201' }, 1310202],
  [{ width: 19 }, 1310246],
  [{ height: 19.5 }, 1310246],
  [{ offset_x: -1 }, 1310246],
  [{ offset_x: 105 }, 1310246],
  [{ offset_y: 27 }, 1310246],
  [{ float_image_token: 'boxcnNone' }, 1310245],
  [{ float_image_token: 7 }, 1310251],
])('a floating picture with %j is refused with %i', async (input, code) => {
  const client = await startForTest()
  const token = await uploadPicture(client)
  expect(refusal(await float(client, { float_image_token: token, ...input }))).toEqual([400, code])
})

test('a floating picture must have been uploaded into this spreadsheet as its picture', async () => {
  const client = await startForTest()
  const file = await uploadIntoDocument(client, spreadsheet, { parentType: 'sheet_file', fileName: 'a.png' })
  const elsewhere = await uploadIntoDocument(client, 'SimSheet0000000000000000202', { parentType: 'sheet_image' })
  expect(refusal(await float(client, { float_image_token: file }))).toEqual([400, 1310245])
  expect(refusal(await float(client, { float_image_token: elsewhere }))).toEqual([400, 1310245])
})

test('a picture larger than 20 MB does not float', async () => {
  const client = await startForTest()
  const token = await uploadInParts(client, Buffer.alloc(20_971_521, 1), {
    file_name: 'big.png',
    parent_type: 'sheet_image',
    parent_node: spreadsheet,
  })
  expect(refusal(await float(client, { float_image_token: token }))).toEqual([400, 1310246])
})

test('wrong tabs, spreadsheets and people are distinguished', async () => {
  const client = await startForTest()
  const at = (path: string) => client.call('POST', `${path}/float_images`, {})
  expect(refusal(await at(`${v3}/nosuch`))).toEqual([400, 1310215])
  expect(refusal(await at(`${v3}/d4E5f6`))).toEqual([400, 1310211])
  const query = async (token: string) =>
    refusal(await client.call('GET', `/open-apis/sheets/v3/spreadsheets/${token}/sheets/query`))
  expect(await query(productReview)).toEqual([400, 1310214])
  const read = async (token: string) =>
    refusal(await client.call('GET', `/open-apis/sheets/v2/spreadsheets/${token}/values/Q7PlXT!A1:A2`))
  expect(await read(productReview)).toEqual([400, 90214])
  await client.signIn('li-si')
  expect(await query(spreadsheet)).toEqual([200, 0])
  expect(await read(spreadsheet)).toEqual([200, 0])
  expect(refusal(await writeCell(client))).toEqual([400, 90213])
  expect(refusal(await at(`${v3}/Q7PlXT`))).toEqual([400, 1310213])
  expect(
    await uploadInto(client, { documentId: spreadsheet, blockId: spreadsheet, bytes: png, parentType: 'sheet_image' }),
  ).toBe('undefined')
  await client.signIn('wang-wu')
  expect(await query(spreadsheet)).toEqual([400, 1310213])
  expect(await read(spreadsheet)).toEqual([400, 90213])
})

test('a cell is emptied by an empty text, whatever it held, and filled by another', async () => {
  const client = await startForTest()
  const write = (range: string, text: string) => client.call('PUT', values, { valueRange: { range, values: [[text]] } })
  await writeCell(client, { range: 'Q7PlXT!B6:B6' })
  const { body } = await write('Q7PlXT!B6:B6', '')
  expect(body.data).toMatchObject({ updatedRange: 'Q7PlXT!B6:B6', revision: 3 })
  await write('Q7PlXT!A1:A1', '')
  await write('Q7PlXT!B1:B1', '新')
  const cells = (await seen(client))['cells'] as { cell: string; text?: string }[]
  expect(cells.filter(({ cell }) => ['A1', 'B1', 'B6'].includes(cell))).toEqual([
    { sheetId: 'Q7PlXT', cell: 'B1', kind: 'text', text: '新' },
  ])
  expect(refusal(await write('Q7PlXT!B6', ''))).toEqual([400, 90202])
  expect(refusal(await write('d4E5f6!A1:A1', ''))).toEqual([400, 90211])
  expect(refusal(await write('a1B2c3!A21:A21', ''))).toEqual([400, 90212])
  await client.signIn('li-si')
  expect(refusal(await write('Q7PlXT!A1:A1', ''))).toEqual([400, 90213])
})

test('floating pictures are returned with their tokens, and deleted by their ids once', async () => {
  const client = await startForTest()
  const token = await uploadPicture(client)
  await float(client, { float_image_id: 'ye06SS14ph', float_image_token: token })
  const told = async () => (await client.call('GET', `${floats}/query`)).body.data?.['items']
  const remove = () => client.call('DELETE', `${floats}/ye06SS14ph`)
  expect(await told()).toMatchObject([{ float_image_id: 'ye06SS14ph', float_image_token: token }])
  expect(refusal(await remove())).toEqual([200, 0])
  expect(await told()).toEqual([])
  expect(refusal(await remove())).toEqual([400, 1310243])
})
