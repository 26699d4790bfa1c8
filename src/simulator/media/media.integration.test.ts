import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { expect, test } from 'vitest'
import { adler32 } from '../../contract/feishu/drive/adler32.ts'
import { uploadIdLifeMs, usualPartBytes } from '../../contract/feishu/limits.ts'
import {
  deletedDocument,
  fullDocument,
  placeBlocks,
  productReview,
  readOnlyDocument,
  startForTest,
  uploadFields,
  uploadInto,
  uploadPath,
  type SimulatedClient,
  type UploadInput,
} from '../testing/simulated-client.ts'

const bytes = randomBytes(1000)
const medias = '/open-apis/drive/v1/medias'

async function startWithBlock(options: Record<string, unknown> = {}, kind: 'image' | 'file' = 'image') {
  const client = await startForTest(options)
  const [blockId = ''] = await placeBlocks(client, productReview, [kind])
  const input: UploadInput = { documentId: productReview, blockId, bytes }
  return { client, blockId, input }
}

/** The fields with some replaced or, by null, left out. */
function changed(input: UploadInput, change: Record<string, string | null>): [string, string | Blob][] {
  const kept = uploadFields(input).filter(([name]) => !Object.hasOwn(change, name))
  const given = Object.entries(change).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  )
  return [...given, ...kept]
}

test('fields may come in any order, the file first too', async () => {
  const { client, input } = await startWithBlock()
  const { body } = await client.form(uploadPath, uploadFields(input).reverse())
  const token = expect.stringMatching(/^boxcn\w{22}$/) as string
  expect(body).toMatchObject({ code: 0, msg: 'success', data: { file_token: token } })
})

test('a file part without a filename is the file anyway', async () => {
  const { client, input } = await startWithBlock()
  const parts = uploadFields(input).flatMap(([name, value]) => [
    `--x1y2\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`,
    value,
    '\r\n',
  ])
  const response = await fetch(client.url + uploadPath, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}`, 'content-type': 'multipart/form-data; boundary=x1y2' },
    body: new Blob([...parts, '--x1y2--\r\n']),
  })
  expect(await response.json()).toMatchObject({ code: 0 })
})

test.each([
  ['an empty name', { file_name: '' }, 1061008],
  ['no name', { file_name: null }, 1061008],
  ['a name of 251 characters', { file_name: '名'.repeat(251) }, 1061008],
  ['a size that is larger than the bytes', { size: '1001' }, 1062009],
  ['a size that is smaller than the bytes', { size: '999' }, 1062009],
  ['a size with a blank', { size: '1000 ' }, 1061002],
  ['a size in scientific notation', { size: '1e+03' }, 1061002],
  ['an empty file', { size: '0' }, 1061002],
  ['no size', { size: null }, 1061002],
  ['a size beyond one request', { size: '20971521' }, 1061043],
  ['a wrong checksum', { checksum: '1' }, 1062008],
  ['no extra', { extra: null }, 1061044],
  ['an extra that is no JSON', { extra: '{"drive' }, 1061002],
  ['a full document', { extra: JSON.stringify({ drive_route_token: fullDocument }) }, 1061042],
  ['a deleted document', { extra: JSON.stringify({ drive_route_token: deletedDocument }) }, 1061041],
  ['a document that may only be read', { extra: JSON.stringify({ drive_route_token: readOnlyDocument }) }, 1061004],
  ['a document nobody made', { extra: JSON.stringify({ drive_route_token: 'NoSuchDocument0000000000000' }) }, 1061044],
  ['a block nobody made', { parent_node: 'doxcnNoSuchBlock00000000000' }, 1061044],
  ['a block of another type', { parent_type: 'docx_file' }, 1061044],
  ['an unknown parent_type', { parent_type: 'nowhere' }, 1061002],
  ['a background of meetings, which is not open', { parent_type: 'vc_virtual_background' }, 1061002],
  ['moments, which are not open', { parent_type: 'moments' }, 1061002],
])('upload_all refuses %s', async (_what, change, code) => {
  const { client, input } = await startWithBlock()
  const { status, body, headers } = await client.form(uploadPath, changed(input, change))
  expect([status, body.code]).toEqual([code === 1061004 ? 403 : 400, code])
  expect(body['error']).toEqual({ log_id: headers.get('x-tt-logid') })
})

test('an upload into a document itself, without extra, is refused, or taken by the world’s option', async () => {
  const intoDocument = async (options: object) => {
    const { client, input } = await startWithBlock()
    await client.freshWorld({ ...options })
    await client.signIn()
    return client.form(uploadPath, changed(input, { extra: null, parent_node: productReview }))
  }
  expect((await intoDocument({})).body.code).toBe(1061044)
  const { body } = await intoDocument({ uploadsIntoDocuments: 'taken' })
  expect(body).toMatchObject({ code: 0, data: { file_token: expect.any(String) as string } })
})

test('250 characters and the right checksum pass, in decimal', async () => {
  const { client, input } = await startWithBlock()
  const change = { file_name: '😀'.repeat(250), checksum: String(adler32(bytes)) }
  expect((await client.form(uploadPath, changed(input, change))).body.code).toBe(0)
})

test('a form without a file, and a body that is no form, are refused', async () => {
  const { client, input } = await startWithBlock()
  const noFile = uploadFields(input).filter(([name]) => name !== 'file')
  expect((await client.form(uploadPath, noFile)).body.code).toBe(1061002)
  expect((await client.call('POST', uploadPath, { file_name: 'a' })).body.code).toBe(1061002)
})

test('the block of a deleted placeholder is distinguished from one that never existed', async () => {
  const { client, blockId, input } = await startWithBlock()
  const children = `/open-apis/docx/v1/documents/${productReview}/blocks/${productReview}/children`
  const listed = (await client.call('GET', children)).body.data?.['items'] as { block_id: string }[]
  const at = listed.findIndex((block) => block.block_id === blockId)
  await client.call('DELETE', `${children}/batch_delete`, { start_index: at, end_index: at + 1 })
  expect((await client.form(uploadPath, uploadFields(input))).body.code).toBe(1061041)
})

test('the tenant’s ceiling is the smaller one when it is set lower', async () => {
  const { client, input } = await startWithBlock({ maxFileBytes: 999 })
  expect((await client.form(uploadPath, uploadFields(input))).body.code).toBe(1061043)
})

test('a connection that ends in the middle of a file leaves the endpoint free for the next one', async () => {
  const { client, input } = await startWithBlock()
  const half = httpRequest(client.url + uploadPath, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${client.token}`,
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': '100000',
    },
  })
  const ended = once(half, 'error')
  half.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n')
  half.write(Buffer.alloc(50_000))
  const calls = async () => Object.keys((await client.call('GET', '/_simulator/counters')).body)
  await expect.poll(calls).toContain('uploadAll')
  half.destroy()
  await ended
  await expect.poll(async () => (await client.form(uploadPath, uploadFields(input))).body.code).toBe(0)
})

async function prepare(client: SimulatedClient, blockId: string, sizeBytes: number) {
  return client.call('POST', `${medias}/upload_prepare`, {
    file_name: 'big.bin',
    parent_type: 'docx_file',
    parent_node: blockId,
    size: sizeBytes,
    extra: JSON.stringify({ drive_route_token: productReview }),
  })
}

const big = randomBytes(usualPartBytes + 5)

async function startInParts() {
  const { client, blockId } = await startWithBlock({}, 'file')
  const { body } = await prepare(client, blockId, big.length)
  const uploadId = String(body.data?.['upload_id'])
  const send = async (seq: number, part: Buffer, change: Record<string, string> = {}) => {
    const fields = { upload_id: uploadId, seq: String(seq), size: String(part.length), ...change }
    const file: [string, Blob] = ['file', new Blob([Uint8Array.from(part)])]
    return (await client.form(`${medias}/upload_part`, [...Object.entries(fields), file])).body.code
  }
  const finish = (parts: number) =>
    client.call('POST', `${medias}/upload_finish`, { upload_id: uploadId, block_num: parts })
  const [first, second] = [big.subarray(0, usualPartBytes), big.subarray(usualPartBytes)]
  return { client, blockId, prepared: body.data, send, finish, first, second }
}

test('parts in any order, one of them twice, make the same file', async () => {
  const { client, prepared, send, finish, first, second } = await startInParts()
  const uploadId = expect.stringMatching(/^\d{19}$/) as string
  expect(prepared).toEqual({ upload_id: uploadId, block_size: usualPartBytes, block_num: 2 })
  expect(await send(1, second)).toBe(0)
  expect(await send(0, Buffer.alloc(usualPartBytes))).toBe(0)
  expect(await send(0, first, { checksum: String(adler32(first)) })).toBe(0)
  const { body } = await finish(2)
  const token = String(body.data?.['file_token'])
  const response = await fetch(`${client.url}${medias}/${token}/download`, {
    headers: { authorization: `Bearer ${client.token}` },
  })
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="big.bin"; filename*=UTF-8''big.bin`)
  expect(Buffer.from(await response.arrayBuffer()).equals(big)).toBe(true)
})

test('parts that do not fit are refused', async () => {
  const { send, first, second } = await startInParts()
  expect(await send(2, second)).toBe(1062011)
  expect(await send(0, second)).toBe(1062009)
  expect(await send(1, second, { size: '6' })).toBe(1062009)
  expect(await send(0, first, { checksum: '7' })).toBe(1062008)
  expect(await send(0, first, { seq: '-1' })).toBe(1061002)
  expect(await send(0, Buffer.alloc(0))).toBe(1061002)
  expect(await send(0, first, { upload_id: '7000000000000000000' })).toBe(1061021)
})

test('an upload is finished once, when all parts are there and not one more', async () => {
  const { send, finish, first, second } = await startInParts()
  await send(0, first)
  expect((await finish(2)).body.code).toBe(1062010)
  await send(1, second)
  expect((await finish(1)).body.code).toBe(1062010)
  expect((await finish(3)).body.code).toBe(1062011)
  expect((await finish(2)).body.code).toBe(0)
  expect((await finish(2)).body.code).toBe(1061021)
})

test('an upload is for who began it, and for a day', async () => {
  const { client, send, finish, first, second } = await startInParts()
  expect([await send(0, first), await send(1, second)]).toEqual([0, 0])
  await client.signIn('li-si')
  expect([await send(1, second), (await finish(2)).body.code]).toEqual([1062007, 1062007])
  await client.call('POST', '/_simulator/clock', { advanceMs: uploadIdLifeMs - 60_000 })
  await client.signIn()
  expect(await send(1, second)).toBe(0)
  await client.call('POST', '/_simulator/clock', { advanceMs: 60_000 })
  expect([await send(1, second), (await finish(2)).body.code]).toEqual([1061021, 1061021])
})

test('prepare refuses what upload_all would, and what the tenant’s plan does not allow', async () => {
  const { client, blockId } = await startWithBlock({ maxFileBytes: 30_000_000 }, 'file')
  expect((await prepare(client, blockId, 0)).body.code).toBe(1061002)
  expect((await prepare(client, blockId, 30_000_001)).body.code).toBe(1061043)
  expect((await prepare(client, productReview.replace('1', '9'), 10)).body.code).toBe(1061044)
  expect((await prepare(client, blockId, 30_000_000)).body.data).toMatchObject({ block_num: 8 })
})

test('a media is downloaded in ranges, by those who may read its document', async () => {
  const { client, input } = await startWithBlock()
  const token = await uploadInto(client, { ...input, fileName: "a'b 中.png" })
  const path = `${medias}/${token}/download`
  const download = (range: string) =>
    fetch(client.url + path, { headers: { authorization: `Bearer ${client.token}`, range } })
  const middle = await download('bytes=10-19')
  expect(middle.headers.get('content-range')).toBe('bytes 10-19/1000')
  expect(middle.headers.get('content-type')).toBe('image/png')
  expect(middle.headers.get('content-disposition')).toBe(
    `attachment; filename="a'b _.png"; filename*=UTF-8''a%27b%20%E4%B8%AD.png`,
  )
  expect(Buffer.from(await middle.arrayBuffer()).equals(bytes.subarray(10, 20))).toBe(true)
  expect(Buffer.from(await (await download('bytes=-5')).arrayBuffer()).equals(bytes.subarray(995))).toBe(true)
  expect((await download('bytes=1000-')).status).toBe(416)
  await client.signIn('wang-wu')
  expect((await client.call('GET', path)).body.code).toBe(1061004)
  const unknown = await client.call('GET', `${medias}/boxcnNoSuchMedia/download`)
  expect(unknown).toMatchObject({ status: 404, body: { code: 1061003 } })
})

test('a connection can break in the middle of a file; the next attempt arrives and counts for who sent it', async () => {
  const { client, input } = await startWithBlock()
  const big = { ...input, bytes: randomBytes(2_000_000) }
  await client.call('POST', '/_simulator/faults', { route: 'uploadAll', fault: { kind: 'cut-at', share: 0.6 } })
  await expect(client.form(uploadPath, uploadFields(big))).rejects.toThrow()
  expect((await client.call('GET', '/_simulator/counters/uploads')).body).toEqual({})
  expect(await uploadInto(client, big)).toMatch(/^boxcn/)
  const zhangSan = 'ou_5a6b7c8d9e0f11223344556677889901'
  expect((await client.call('GET', '/_simulator/counters/uploads')).body).toEqual({ [zhangSan]: 1 })
})
