import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  productReview,
  startForTest,
  uploadInParts,
  uploadIntoDocument,
  uploadPath,
  type Reply,
  type SimulatedClient,
} from '../testing/simulated-client.ts'

const tasks = '/open-apis/drive/v1/import_tasks'
const ownFolder = 'SimFldrProduct0000000000101'
const readOnlyFolder = 'SimFldrFinance0000000000109'
const refusal = ({ status, body }: Reply) => [status, body.code]

interface SourceInput {
  readonly fileName?: string
  readonly extension?: string
  readonly type?: string
  readonly text?: string
}

async function uploadSource(client: SimulatedClient, input: SourceInput = {}): Promise<string> {
  const { fileName = 'notes.md', extension = 'md', type = 'docx', text = '# Plan\n\nFirst line' } = input
  const { body } = await client.form(uploadPath, [
    ['file_name', fileName],
    ['parent_type', 'ccm_import_open'],
    ['size', String(Buffer.byteLength(text))],
    ['extra', JSON.stringify({ obj_type: type, file_extension: extension })],
    ['file', new Blob([text])],
  ])
  return String(body.data?.['file_token'])
}

const create = (client: SimulatedClient, input: Record<string, unknown>) =>
  client.call('POST', tasks, {
    file_extension: 'md',
    type: 'docx',
    point: { mount_type: 1, mount_key: '' },
    ...input,
  })

const advance = (client: SimulatedClient, advanceMs: number) => client.call('POST', '/_simulator/clock', { advanceMs })

async function result(client: SimulatedClient, created: Reply): Promise<Record<string, unknown>> {
  const { body } = await client.call('GET', `${tasks}/${String(created.body.data?.['ticket'])}`)
  return body.data?.['result'] as Record<string, unknown>
}

/** Runs an import to its end and returns the task's final answer. */
async function importInto(client: SimulatedClient, source: SourceInput, task: Record<string, unknown> = {}) {
  const created = await create(client, { file_token: await uploadSource(client, source), ...task })
  await advance(client, 3000)
  return result(client, created)
}

test('an import starts, runs and is done on the world’s clock, and then its document is in the folder', async () => {
  // A third of it is longer than the calls between take on a busy machine.
  const client = await startForTest({ importTaskMs: 300_000 })
  const file_token = await uploadSource(client)
  const created = await create(client, {
    file_token,
    file_name: '计划',
    point: { mount_type: 1, mount_key: ownFolder },
  })
  const names = async () => {
    const { body } = await client.call('GET', `/open-apis/drive/v1/files?folder_token=${ownFolder}`)
    return (body.data?.['files'] as { name: string }[]).map(({ name }) => name)
  }
  expect(await result(client, created)).toEqual({
    ticket: created.body.data?.['ticket'],
    type: 'docx',
    job_status: 1,
    job_error_msg: 'success',
  })
  await advance(client, 100_000)
  expect(await result(client, created)).toMatchObject({ job_status: 2 })
  expect(await names()).not.toContain('计划')
  await advance(client, 100_000)
  expect(await result(client, created)).toMatchObject({ job_status: 2 })
  expect(await names()).not.toContain('计划')
  await advance(client, 100_000)
  expect(await names()).toContain('计划')
  const done = await result(client, created)
  expect(done).toMatchObject({ job_status: 0, url: `${client.url}/docx/${String(done['token'])}` })
  expect(done).not.toHaveProperty('extra')
  expect(refusal(await create(client, { file_token }))).toEqual([404, 1069907])
})

test('by a switch an import says that it is done before its document is there', async () => {
  const client = await startForTest({ importSuccess: 'before-document' })
  const created = await create(client, { file_token: await uploadSource(client) })
  await advance(client, 2000)
  const early = await result(client, created)
  expect(early).toMatchObject({ job_status: 0 })
  expect(early).not.toHaveProperty('token')
  await advance(client, 1000)
  expect(await result(client, created)).toMatchObject({ job_status: 0, token: expect.any(String) as string })
})

test('the inspected document of an import names the bytes it was made of', async () => {
  const client = await startForTest()
  const text = '# 标题\n\n正文'
  const { token } = await importInto(client, { text })
  const seen = await client.call('GET', `/_simulator/documents/${String(token)}`)
  expect(seen.body).toMatchObject({
    title: 'notes.md',
    importedFrom: {
      name: 'notes.md',
      sizeBytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    },
    blocks: [{ kind: 'heading1' }, { kind: 'text' }],
  })
})

test.each([
  ['notes.txt', 'txt', 'one\n\ntwo', ['one', 'two']],
  ['page.html', 'html', '<h1>one</h1><script>alert(1)</script><p>two &amp; three</p>', ['one', 'two & three']],
  ['notes.markdown', 'markdown', '### one\n- two', ['one', 'two']],
])('the text of %s is in the document', async (fileName, extension, text, lines) => {
  const client = await startForTest()
  const { token } = await importInto(client, { fileName, extension, text }, { file_extension: extension })
  const { body } = await client.call('GET', `/open-apis/docx/v1/documents/${String(token)}/blocks`)
  const [, ...blocks] = body.data?.['items'] as Record<string, { elements: { text_run: { content: string } }[] }>[]
  const content = blocks.map(
    (block) => (block['text'] ?? block['heading1'] ?? block['heading3'] ?? block['bullet'])?.elements[0],
  )
  expect(content.map((element) => element?.text_run.content)).toEqual(lines)
})

const csv = { fileName: 'people.csv', extension: 'csv', text: '\uFEFFname,remark\r\nAda,"first, and ""best"""\r\n' }

test('a table becomes a sheet or a base', async () => {
  const client = await startForTest()
  const sheet = await importInto(client, { ...csv, type: 'sheet' }, { file_extension: 'csv', type: 'sheet' })
  expect(sheet['url']).toBe(`${client.url}/sheets/${String(sheet['token'])}`)
  const seen = await client.call('GET', `/_simulator/documents/${String(sheet['token'])}`)
  expect(seen.body['cells']).toMatchObject([
    { cell: 'A1', text: 'name' },
    { cell: 'B1', text: 'remark' },
    { cell: 'A2', text: 'Ada' },
    { cell: 'B2', text: 'first, and "best"' },
  ])
  const base = await importInto(client, { ...csv, type: 'bitable' }, { file_extension: 'csv', type: 'bitable' })
  const tables = await client.call('GET', `/_simulator/documents/${String(base['token'])}`)
  expect(tables.body['tables']).toMatchObject([{ records: [{ fields: { name: 'Ada', remark: 'first, and "best"' } }] }])
})

test('a Word file becomes an empty document of its name', async () => {
  const client = await startForTest()
  const source = { fileName: '报告.docx', extension: 'docx', text: 'PK binary' }
  const done = await importInto(client, source, { file_extension: 'docx' })
  const { body } = await client.call('GET', `/_simulator/documents/${String(done['token'])}`)
  expect(body).toMatchObject({ title: '报告.docx', blocks: [], importedFrom: { name: '报告.docx' } })
})

test('text of more blocks than a document takes is cut, and the task says so', async () => {
  const client = await startForTest()
  const done = await importInto(client, { text: 'line\n\n'.repeat(20_001) })
  expect(done).toMatchObject({ job_status: 0, extra: ['1000'] })
})

test('the source is good for five minutes', async () => {
  const client = await startForTest()
  const file_token = await uploadSource(client)
  await advance(client, 5 * 60_000 + 1000)
  expect(refusal(await create(client, { file_token }))).toEqual([400, 1069913])
})

test.each([
  [{}, { file_extension: 'markdown' }, [400, 1069910]],
  [{ fileName: 'notes.txt' }, {}, [400, 1069910]],
  [{ type: 'sheet' }, {}, [400, 1069911]],
  [{ fileName: 'a.pdf', extension: 'pdf' }, { file_extension: 'pdf' }, [400, 1069904]],
  [
    { fileName: 'a.xls', extension: 'xls', type: 'bitable' },
    { file_extension: 'xls', type: 'bitable' },
    [400, 1069904],
  ],
  [{}, { type: 'doc' }, [400, 1069904]],
  [{}, { point: { mount_type: 2, mount_key: '' } }, [400, 1069904]],
  [{}, { point: { mount_type: 1, mount_key: 'NoSuchFolder' } }, [400, 1069912]],
  [{}, { point: { mount_type: 1, mount_key: readOnlyFolder } }, [403, 1069908]],
  [{}, { file_token: 'boxcnNoSuchMedia' }, [404, 1069907]],
  [{}, { file_token: 'x'.repeat(28) }, [400, 1069914]],
] as const)('an upload with %j and a task with %j are refused with %j', async (source, task, expected) => {
  const client = await startForTest()
  expect(refusal(await create(client, { file_token: await uploadSource(client, source), ...task }))).toEqual(expected)
})

test('a media of a document is no source, and somebody else’s source is not for the caller', async () => {
  const client = await startForTest()
  const base = 'SimBaseTasks000000000000009'
  const attachment = await uploadIntoDocument(client, base, { parentType: 'bitable_file', fileName: 'a.md' })
  expect(refusal(await create(client, { file_token: attachment }))).toEqual([400, 1069914])
  const file_token = await uploadSource(client)
  const created = await create(client, { file_token })
  await client.signIn('li-si')
  expect(refusal(await create(client, { file_token }))).toEqual([403, 1069902])
  const ticket = String(created.body.data?.['ticket'])
  expect(refusal(await client.call('GET', `${tasks}/${ticket}`))).toEqual([403, 1069902])
  expect(refusal(await client.call('GET', `${tasks}/7000000000000000000`))).toEqual([400, 1069904])
})

test('a file larger than its format allows is refused', async () => {
  const client = await startForTest()
  const file_token = await uploadInParts(client, Buffer.alloc(20 * 1024 * 1024 + 1, 'x'), {
    file_name: 'big.md',
    parent_type: 'ccm_import_open',
    parent_node: '',
    extra: JSON.stringify({ obj_type: 'docx', file_extension: 'md' }),
  })
  expect(refusal(await create(client, { file_token }))).toEqual([400, 1069909])
})

test('upload_prepare wants a parent_node even where there is none; upload_all does not', async () => {
  const client = await startForTest()
  const extra = JSON.stringify({ obj_type: 'docx', file_extension: 'md' })
  const input = { file_name: 'a.md', parent_type: 'ccm_import_open', size: 5, extra }
  const prepare = (body: unknown) => client.call('POST', '/open-apis/drive/v1/medias/upload_prepare', body)
  expect(refusal(await prepare(input))).toEqual([400, 1061002])
  expect(refusal(await prepare({ ...input, parent_node: '' }))).toEqual([200, 0])
  expect(refusal(await prepare({ ...input, parent_node: '', extra: '{"obj_type":"doc"}' }))).toEqual([400, 1061002])
})

test('a test can make an import fail, or leave something out', async () => {
  const client = await startForTest()
  const order = (body: unknown) => client.call('POST', '/_simulator/imports', body)
  await order({ fileName: 'locked.md', jobStatus: 100 })
  await order({ extra: ['1005', '2003'] })
  expect(await importInto(client, {})).toMatchObject({ job_status: 0, extra: ['1005', '2003'] })
  const failed = await importInto(client, { fileName: 'locked.md' })
  expect(failed).toMatchObject({ job_status: 100, job_error_msg: 'import failed' })
  expect(failed).not.toHaveProperty('token')
  expect(await importInto(client, { fileName: 'locked.md' })).toMatchObject({ job_status: 0 })
  expect((await order({ jobStatus: -1 })).status).toBe(400)
})

test('an import whose answer was lost is in the folder anyway', async () => {
  const client = await startForTest()
  const file_token = await uploadSource(client, { fileName: 'lost.md' })
  const cut = { route: 'createImportTask', fault: { kind: 'cut', when: 'after' } }
  await client.call('POST', '/_simulator/faults', cut)
  await expect(create(client, { file_token })).rejects.toThrow('fetch failed')
  await advance(client, 3000)
  const { body } = await client.call('GET', '/open-apis/drive/v1/files')
  expect(body.data?.['files']).toContainEqual(expect.objectContaining({ name: 'lost.md', type: 'docx' }))
  expect((await client.call('GET', `/open-apis/docx/v1/documents/${productReview}`)).body.code).toBe(0)
})
