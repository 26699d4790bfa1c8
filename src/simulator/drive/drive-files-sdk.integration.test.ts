import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { startForTest } from '../testing/simulated-client.ts'

const ownFolder = 'SimFldrProduct0000000000101'
const readOnlyFolder = 'SimFldrFinance0000000000109'
const privateFolder = 'SimFldrPrivate0000000000110'
const uploadPath = '/open-apis/drive/v1/files/upload_all'

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('the official SDK uploads a file into a folder of Drive, where it is listed, named and downloaded', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const file = Buffer.from('%PDF-1.7')
  const data = {
    file_name: '合同.pdf',
    parent_type: 'explorer',
    parent_node: ownFolder,
    size: file.length,
    file,
  } as const
  const token = given((await sdk.drive.v1.file.uploadAll({ data }, asZhangSan))?.file_token)
  const listed = await sdk.drive.v1.file.list({ params: { folder_token: ownFolder, page_size: 200 } }, asZhangSan)
  expect(listed.data?.files).toContainEqual(expect.objectContaining({ token, name: '合同.pdf', type: 'file' }))
  const metas = await sdk.drive.v1.meta.batchQuery(
    { data: { request_docs: [{ doc_token: token, doc_type: 'file' }], with_url: true } },
    asZhangSan,
  )
  expect(metas.data?.metas).toMatchObject([
    { title: '合同.pdf', url: expect.stringContaining(`/file/${token}`) as string },
  ])
  const { getReadableStream } = await sdk.drive.v1.file.download({ path: { file_token: token } }, asZhangSan)
  expect(await bytesOf(getReadableStream() as AsyncIterable<Buffer>)).toEqual(file)
})

test('the official SDK uploads a file in parts into the root of the app', async () => {
  const { sdk, control } = await startOfficialClient()
  await control.freshWorld({ partBytes: 4 })
  const prepared = await sdk.drive.v1.file.uploadPrepare({
    data: { file_name: 'a.bin', parent_type: 'explorer', parent_node: '', size: 6 },
  })
  const { upload_id, block_size, block_num } = given(prepared.data)
  expect([block_size, block_num]).toEqual([4, 2])
  for (const [seq, text] of ['abcd', 'ef'].entries()) {
    const data = { upload_id: given(upload_id), seq, size: text.length, file: Buffer.from(text) }
    await sdk.drive.v1.file.uploadPart({ data })
  }
  const finished = await sdk.drive.v1.file.uploadFinish({
    data: { upload_id: given(upload_id), block_num: given(block_num) },
  })
  const file_token = given(finished.data?.file_token)
  const { getReadableStream } = await sdk.drive.v1.file.download({ path: { file_token } })
  expect(String(await bytesOf(getReadableStream() as AsyncIterable<Buffer>))).toBe('abcdef')
})

test('an upload of parts belongs to the calls of its kind', async () => {
  const client = await startForTest()
  const input = { file_name: 'a.bin', parent_type: 'explorer', parent_node: ownFolder, size: 3 }
  const { body } = await client.call('POST', '/open-apis/drive/v1/files/upload_prepare', input)
  const finish = { upload_id: body.data?.['upload_id'], block_num: 1 }
  const reply = await client.call('POST', '/open-apis/drive/v1/medias/upload_finish', finish)
  expect(reply.body.code).toBe(1061021)
})

const refusals = [
  ['an unknown folder', { parent_node: 'fldNobody' }, 400, 1061044],
  ['a folder that may only be read', { parent_node: readOnlyFolder }, 403, 1061004],
  ['a folder of somebody else', { parent_node: privateFolder }, 403, 1061004],
  ['another place than Drive', { parent_type: 'docx_file' }, 400, 1061002],
  ['an empty file', { size: '0' }, 400, 1061002],
  ['another size than arrived', { size: '4' }, 400, 1062009],
  ['a wrong checksum', { checksum: '7' }, 400, 1062008],
  ['a name of 251 characters', { file_name: 'x'.repeat(251) }, 400, 1061008],
] as const

test.each(refusals)('%s is refused', async (_, changed, status, code) => {
  const client = await startForTest()
  const usual = { file_name: 'a.bin', parent_type: 'explorer', parent_node: ownFolder, size: '3' }
  const fields = Object.entries({ ...usual, ...changed })
  const reply = await client.form(uploadPath, [...fields, ['file', new Blob(['abc'])]])
  expect([reply.status, reply.body.code]).toEqual([status, code])
})
