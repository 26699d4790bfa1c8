import { expect, test } from 'vitest'
import {
  placeBlocks,
  productReview,
  startForTest,
  uploadFields,
  uploadPath,
  type Reply,
  type SimulatedClient,
} from '../testing/simulated-client.ts'

const image = { block_type: 27, image: {} }
const children = `/open-apis/docx/v1/documents/${productReview}/blocks/${productReview}/children`
const faults = '/_simulator/faults'

async function times<T>(count: number, call: () => Promise<T>): Promise<readonly T[]> {
  const replies: T[] = []
  for (let n = 0; n < count; n += 1) replies.push(await call())
  return replies
}

/** Calls made at once, so that no window closes between the first and the last however slow the machine is. */
function together<T>(count: number, call: () => Promise<T>): Promise<readonly T[]> {
  return Promise.all(Array.from({ length: count }, call))
}

async function startWithUpload(options: Record<string, unknown>) {
  const client = await startForTest(options)
  const [blockId = ''] = await placeBlocks(client, productReview, ['image'])
  const input = { documentId: productReview, blockId, bytes: Buffer.from('bytes') }
  return { client, upload: (name = 'a.png') => client.form(uploadPath, uploadFields({ ...input, fileName: name })) }
}

const codes = (replies: readonly Reply[]) => replies.map(({ body }) => body.code)
const documented = { rateLimits: 'documented', concurrentUploads: 'tolerated' }

test('the sixth upload of a second is refused with 429, the limit and the wait', async () => {
  const { upload } = await startWithUpload(documented)
  const replies = await together(6, () => upload())
  const refused = replies.filter(({ body }) => body.code !== 0)
  expect(refused).toMatchObject([{ status: 429, body: { code: 99991400, msg: 'request trigger frequency limit' } }])
  expect(refused[0]?.headers.get('x-ogw-ratelimit-limit')).toBe('5')
  expect(refused[0]?.headers.get('x-ogw-ratelimit-reset')).toBe('1')
})

test('other calls have limits of their own', async () => {
  const client = await startForTest(documented)
  const search = () =>
    client.call('POST', '/open-apis/search/v2/doc_wiki/search', { query: '评审', doc_filter: {}, page_size: 1 })
  const replies = await together(101, search)
  const refused = replies.filter(({ body }) => body.code !== 0)
  expect(refused).toMatchObject([{ status: 429, body: { code: 99991400 } }])
  expect(refused[0]?.headers.get('x-ogw-ratelimit-limit')).toBe('100')
  expect((await client.call('GET', '/open-apis/wiki/v2/spaces')).body.code).toBe(0)
})

test('after the wait the window is open again', async () => {
  const { client, upload } = await startWithUpload(documented)
  await together(6, () => upload())
  await client.call('POST', '/_simulator/clock', { advanceMs: 1000 })
  expect((await upload()).body.code).toBe(0)
})

test('an upload endpoint has a day’s limit', async () => {
  const { client, upload } = await startWithUpload({ ...documented, uploadsPerDay: 2 })
  expect(codes(await times(3, () => upload()))).toEqual([0, 0, 99991400])
  await client.call('POST', '/_simulator/clock', { advanceMs: 24 * 60 * 60_000 })
  await client.signIn()
  expect((await upload()).body.code).toBe(0)
})

test('the app’s limit of edits answers 400, the document’s 429', async () => {
  const client = await startForTest(documented)
  const create = () => client.call('POST', children, { children: [image] })
  // Each kind of edit has a limit of its own; the document's limit is shared.
  const remove = () => client.call('DELETE', `${children}/batch_delete`, { start_index: 0, end_index: 1 })
  const [creates, removes] = await Promise.all([together(4, create), together(3, remove)])
  expect(creates.filter(({ status }) => status === 400)).toMatchObject([{ body: { code: 99991400 } }])
  const ofDocument = [...creates, ...removes].filter(({ status }) => status === 429)
  expect(codes(ofDocument)).toEqual([99991400, 99991400, 99991400])
})

/** Two uploads of which the first is still being read when the second comes. */
async function overlapping(client: SimulatedClient, upload: () => Promise<Reply>) {
  await client.call('POST', faults, { route: 'uploadAll', fault: { kind: 'slow', bytesPerSecond: 1000 } })
  const first = upload()
  const calls = async () => {
    const { body } = await client.call('GET', '/_simulator/counters')
    return (body['uploadAll'] as { calls: number } | undefined)?.calls
  }
  await expect.poll(calls, { interval: 5 }).toBe(1)
  const second = await upload()
  return codes([await first, second])
}

test('a second upload at the same time is refused with HTTP 200, or tolerated by the switch', async () => {
  const strict = await startWithUpload({})
  expect(await overlapping(strict.client, strict.upload)).toEqual([0, 1061045])
  const tolerant = await startWithUpload({ concurrentUploads: 'tolerated' })
  expect(await overlapping(tolerant.client, tolerant.upload)).toEqual([0, 0])
  const { body } = await tolerant.client.call('GET', '/_simulator/counters')
  expect(body['uploadAll']).toEqual({ calls: 2, refusals: {}, randomFaults: {}, peakConcurrent: 2 })
})

test.each([0, 200])('a slow upload that its client gives up blocks nobody, %i ms from here', async (latencyMs) => {
  const { client, upload } = await startWithUpload({ latencyMs })
  await client.call('POST', faults, { route: 'uploadAll', fault: { kind: 'slow', bytesPerSecond: 1 } })
  const given = new AbortController()
  const headers = { authorization: `Bearer ${client.token}`, 'content-type': 'multipart/form-data; boundary=b' }
  const body = '--b\r\n'
  const slow = fetch(client.url + uploadPath, { method: 'POST', headers, body, signal: given.signal })
  const calls = async () => Object.keys((await client.call('GET', '/_simulator/counters')).body)
  await expect.poll(calls).toContain('uploadAll')
  given.abort()
  await expect(slow).rejects.toThrow('aborted')
  await expect.poll(async () => (await upload()).body.code).toBe(0)
})

test('a code on demand comes with the catalogue’s status and msg, for the file it is meant for', async () => {
  const { client, upload } = await startWithUpload({})
  await client.call('POST', faults, [
    { route: 'uploadAll', fileName: 'bad.png', fault: { kind: 'code', code: 1061113 } },
    { route: 'uploadAll', fileName: 'later.png', skip: 1, times: 1, fault: { kind: 'code', code: 1061045 } },
  ])
  expect(codes([await upload('good.png')])).toEqual([0])
  const bad = await upload('bad.png')
  expect(bad).toMatchObject({ status: 400, body: { code: 1061113, msg: 'file cqc not passed.' } })
  expect(codes(await times(3, () => upload('later.png')))).toEqual([0, 1061045, 0])
  const { body } = await client.call('GET', '/_simulator/counters')
  expect(body['uploadAll']).toMatchObject({ refusals: { 1061113: 1, 1061045: 1 } })
})

test('a rate limit on demand says how long to wait', async () => {
  const { client, upload } = await startWithUpload({})
  await client.call('POST', faults, { route: 'uploadAll', fault: { kind: 'code', code: 99991400 } })
  const reply = await upload()
  expect([reply.status, reply.body.code, reply.headers.get('x-ogw-ratelimit-reset')]).toEqual([429, 99991400, '1'])
})

test.each([400, 502])('an HTML page with status %i stands where JSON was due', async (status) => {
  const { client, upload } = await startWithUpload({})
  await client.call('POST', faults, { route: 'uploadAll', fault: { kind: 'html', status } })
  const reply = await upload()
  expect(reply.status).toBe(status)
  expect(reply.headers.get('content-type')).toContain('text/html')
  expect(reply.headers.get('x-tt-logid')).toMatch(/^\d{14}[0-9A-F]{20}$/)
})

test('faults that are always there end when they are cleared', async () => {
  const { client, upload } = await startWithUpload({})
  await client.call('POST', faults, { route: 'uploadAll', times: 'always', fault: { kind: 'code', code: 1061001 } })
  expect(codes(await times(2, () => upload()))).toEqual([1061001, 1061001])
  await client.call('DELETE', faults)
  expect((await upload()).body.code).toBe(0)
})

test('the simulator’s own API refuses orders it does not understand', async () => {
  const client = await startForTest()
  const order = async (body: unknown) => (await client.call('POST', faults, body)).status
  expect(await order({ route: 'noSuchRoute', fault: { kind: 'html', status: 400 } })).toBe(400)
  expect(await order({ route: 'uploadAll', fault: { kind: 'slow', bytesPerSecond: 0 } })).toBe(400)
  expect((await client.call('POST', '/_simulator/world', { nonsense: 1 })).status).toBe(400)
})

test('a fresh world forgets what was in the last', async () => {
  const client = await startForTest()
  await placeBlocks(client, productReview, ['image'])
  await client.freshWorld()
  const { body } = await client.call('GET', `/_simulator/documents/${productReview}`)
  expect(body).toMatchObject({ title: '产品需求评审', revision: 1 })
  expect((await client.call('GET', '/open-apis/authen/v1/user_info')).body.code).toBe(99991668)
})

test('an unknown path is answered in plain text', async () => {
  const client = await startForTest()
  const reply = await client.call('GET', '/open-apis/no/such/path')
  expect(reply).toMatchObject({ status: 404, body: { text: '404 page not found' } })
})
