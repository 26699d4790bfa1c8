import { expect, test } from 'vitest'
import { usualPartBytes } from '../../contract/feishu/limits.ts'
import {
  placeBlocks,
  productReview,
  startForTest,
  uploadFields,
  uploadPath,
  type SimulatedClient,
} from '../testing/simulated-client.ts'
import type { RandomFaultKind } from './random-faults.ts'
import { own } from '../../contract/own.ts'

const medias = '/open-apis/drive/v1/medias'
const userInfo = '/open-apis/authen/v1/user_info'
const children = `/open-apis/docx/v1/documents/${productReview}/blocks/${productReview}/children`

const blow = (client: SimulatedClient, kinds: readonly RandomFaultKind[], share = 1) =>
  client.call('POST', '/_simulator/random-faults', { seed: 1, share, kinds })

async function randomFaultsAt(client: SimulatedClient, route: string) {
  const { body } = await client.call('GET', '/_simulator/counters')
  return (own(body, route) as { randomFaults: unknown } | undefined)?.randomFaults
}

async function startWithBlock(kind: 'image' | 'file' = 'image') {
  const client = await startForTest()
  const [blockId = ''] = await placeBlocks(client, productReview, [kind])
  const input = { documentId: productReview, blockId, bytes: Buffer.from('bytes') }
  return { client, blockId, upload: () => client.form(uploadPath, uploadFields(input)) }
}

test('random faults are counted by route and kind, and end when they are switched off', async () => {
  const { client, upload } = await startWithBlock()
  await blow(client, ['crowded', 'internal-error'])
  const codes = [await upload(), await upload(), await upload(), await upload()].map(({ body }) => body.code)
  const count = (code: number) => codes.filter((each) => each === code).length
  expect(await randomFaultsAt(client, 'uploadAll')).toEqual({
    crowded: count(1061045),
    'internal-error': count(1061001),
  })
  await client.call('DELETE', '/_simulator/random-faults')
  expect((await upload()).body.code).toBe(0)
})

test('a fault ordered for one route comes before random faults', async () => {
  const { client, upload } = await startWithBlock()
  await blow(client, ['crowded'])
  await client.call('POST', '/_simulator/faults', { route: 'uploadAll', fault: { kind: 'code', code: 1061113 } })
  expect((await upload()).body.code).toBe(1061113)
  expect(await randomFaultsAt(client, 'uploadAll')).toEqual({})
})

test('a random rate limit says how long to wait', async () => {
  const { client, upload } = await startWithBlock()
  await blow(client, ['rate-limit'])
  const { status, body, headers } = await upload()
  expect([status, body.code, headers.get('x-ogw-ratelimit-reset')]).toEqual([429, 99991400, '1'])
})

test.each([
  ['cut-after', null],
  ['html-after', 502],
] as const)('%s: the effect is there, its answer is not', async (kind, status) => {
  const client = await startForTest()
  await blow(client, [kind])
  const create = client.call('POST', children, { children: [{ block_type: 27, image: {} }] })
  if (status === null) await expect(create).rejects.toThrow('fetch failed')
  else
    expect(await create).toMatchObject({ status, body: { text: expect.stringContaining('502 Bad Gateway') as string } })
  const { body } = await client.call('GET', `/_simulator/documents/${productReview}`)
  expect(body['revision']).toBe(2)
})

test.each([
  ['cut-before', null],
  ['html-before', 502],
] as const)('%s: nothing happened', async (kind, status) => {
  const client = await startForTest()
  await blow(client, [kind])
  const create = client.call('POST', children, { children: [{ block_type: 27, image: {} }] })
  if (status === null) await expect(create).rejects.toThrow('fetch failed')
  else expect((await create).status).toBe(status)
  const { body } = await client.call('GET', `/_simulator/documents/${productReview}`)
  expect(body['revision']).toBe(1)
})

test('a token ends in the middle of the work: its caller is refused, and a new one works', async () => {
  const client = await startForTest()
  await blow(client, ['token-expiry'])
  expect((await client.call('GET', userInfo)).body.code).toBe(0)
  await client.call('POST', '/_simulator/clock', { advanceMs: 15_000 })
  expect((await client.call('GET', userInfo)).body.code).toBe(99991677)
  expect((await client.call('GET', userInfo)).body.code).toBe(99991677)
  await client.signIn()
  expect((await client.call('GET', userInfo)).body.code).toBe(0)
  expect(await randomFaultsAt(client, 'getUserInfo')).toEqual({ 'token-expiry': 2 })
})

test('Feishu forgets an upload: its parts are refused, and only a new upload goes on', async () => {
  const { client, blockId } = await startWithBlock('file')
  const prepare = async () => {
    const { body } = await client.call('POST', `${medias}/upload_prepare`, {
      file_name: 'big.bin',
      parent_type: 'docx_file',
      parent_node: blockId,
      size: usualPartBytes + 1,
      extra: JSON.stringify({ drive_route_token: productReview }),
    })
    return String(body.data?.['upload_id'])
  }
  const sendLast = async (uploadId: string) => {
    const fields = { upload_id: uploadId, seq: '1', size: '1' }
    const form: [string, string | Blob][] = [...Object.entries(fields), ['file', new Blob(['x'])]]
    return (await client.form(`${medias}/upload_part`, form)).body.code
  }
  const uploadId = await prepare()
  expect(await sendLast(uploadId)).toBe(0)
  await blow(client, ['upload-expiry'])
  expect(await sendLast(uploadId)).toBe(1061021)
  await client.call('DELETE', '/_simulator/random-faults')
  expect(await sendLast(uploadId)).toBe(1061021)
  expect(await sendLast(await prepare())).toBe(0)
})

test('the simulator’s own API refuses unknown kinds of random faults', async () => {
  const client = await startForTest()
  const status = async (body: unknown) => (await client.call('POST', '/_simulator/random-faults', body)).status
  expect(await status({ share: 1.2 })).toBe(400)
  expect(await status({ share: 0.2, kinds: ['hail'] })).toBe(400)
  expect(await status({ share: 0.2, kinds: [] })).toBe(400)
  expect(await status({ share: 0.2 })).toBe(200)
})
