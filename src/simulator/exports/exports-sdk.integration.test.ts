import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { given, startOfficialClient, type OfficialClient } from '../testing/official-client.ts'
import { productReview } from '../testing/simulated-client.ts'

const sheet = 'SimSheetBudget0000000000008'
const base = 'SimBaseTasks000000000000009'

interface Asked {
  readonly token: string
  readonly type: 'docx' | 'sheet' | 'bitable'
  readonly file_extension: 'docx' | 'pdf' | 'xlsx' | 'csv'
  readonly sub_id?: string
}

/** Orders an export as Zhang San, turns the clock to its end and downloads the file. */
async function exported({ sdk, asZhangSan, control }: OfficialClient, asked: Asked) {
  const created = await sdk.drive.v1.exportTask.create({ data: asked }, asZhangSan)
  const path = { ticket: given(created.data?.ticket) }
  const params = { token: asked.token }
  const early = await sdk.drive.v1.exportTask.get({ path, params }, asZhangSan)
  await control.call('POST', '/_simulator/clock', { advanceMs: 3000 })
  const result = given((await sdk.drive.v1.exportTask.get({ path, params }, asZhangSan)).data?.result)
  const file = await sdk.drive.v1.exportTask.download({ path: { file_token: given(result.file_token) } }, asZhangSan)
  const chunks: Buffer[] = []
  for await (const chunk of file.getReadableStream() as AsyncIterable<Buffer>) chunks.push(chunk)
  return { early: early.data?.result, result, bytes: Buffer.concat(chunks) }
}

test('the official SDK exports a document as Word and as PDF', async () => {
  const client = await startOfficialClient()
  const { early, result, bytes } = await exported(client, {
    token: productReview,
    type: 'docx',
    file_extension: 'docx',
  })
  expect(early).toMatchObject({ job_status: 1 })
  expect(early).not.toHaveProperty('file_token')
  expect(result).toMatchObject({ file_extension: 'docx', type: 'docx', job_status: 0, file_size: bytes.length })
  expect(partOf(bytes, 'word/document.xml')).toContain('<w:t xml:space="preserve">')
  const pdf = await exported(client, { token: productReview, type: 'docx', file_extension: 'pdf' })
  expect(pdf.bytes.toString('latin1')).toMatch(/^%PDF-1\.4[^]*%%EOF\n$/)
})

test('the official SDK exports one tab as CSV, and all of them as Excel', async () => {
  const client = await startOfficialClient()
  const csv = await exported(client, { token: sheet, type: 'sheet', file_extension: 'csv', sub_id: 'Q7PlXT' })
  const [first] = csv.bytes.toString().replace('\uFEFF', '').split('\r\n')
  expect(given(first).split(',').length).toBeGreaterThan(1)
  const table = await exported(client, {
    token: base,
    type: 'bitable',
    file_extension: 'csv',
    sub_id: 'tblSimTasks00001',
  })
  expect(table.bytes.toString()).toContain('任务名称,工时,附件,备注\r\n')
  const { bytes } = await exported(client, { token: sheet, type: 'sheet', file_extension: 'xlsx' })
  expect(partOf(bytes, 'xl/workbook.xml')).toContain('name="照片"')
  expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).toContain(given(given(first).split(',')[0]))
})

test('a wrong kind, a missing tab and somebody else are refused as documented', async () => {
  const { control } = await startOfficialClient()
  const create = async (body: object) =>
    (await control.call('POST', '/open-apis/drive/v1/export_tasks', body)).body.code
  expect(await create({ token: productReview, type: 'docx', file_extension: 'xlsx' })).toBe(1069918)
  expect(await create({ token: sheet, type: 'sheet', file_extension: 'csv' })).toBe(1069904)
  expect(await create({ token: 'doxcnNobody', type: 'docx', file_extension: 'pdf' })).toBe(1069914)
  expect(await create({ token: 'SimDocxPrivate0000000000007', type: 'docx', file_extension: 'pdf' })).toBe(1069902)
})

test('an exported file is gone ten minutes after its task', async () => {
  const client = await startOfficialClient()
  const { result } = await exported(client, { token: productReview, type: 'docx', file_extension: 'pdf' })
  await client.control.call('POST', '/_simulator/clock', { advanceMs: 10 * 60_000 })
  const address = `/open-apis/drive/v1/export_tasks/file/${given(result.file_token)}/download`
  expect((await client.control.call('GET', address)).body.code).toBe(1060001)
})

/** The text of one entry, found by the central directory of a zip. */
function partOf(zip: Buffer, name: string): string {
  const end = zip.lastIndexOf('PK\u0005\u0006')
  let at = zip.readUInt32LE(end + 16)
  while (zip.toString('latin1', at, at + 4) === 'PK\u0001\u0002') {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field))
    const start = zip.readUInt32LE(at + 42)
    if (zip.toString('utf8', at + 46, at + 46 + given(nameBytes)) === name) {
      const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
      const bytes = zip.subarray(from, from + zip.readUInt32LE(at + 20))
      return (zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8')
    }
    at += 46 + given(nameBytes) + given(extraBytes) + given(commentBytes)
  }
  throw new Error(`the file has no ${name}`)
}
