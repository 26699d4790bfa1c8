import { expect, test } from 'vitest'
import { overlapping, startForTest, type Reply, type SimulatedClient } from '../testing/simulated-client.ts'

const files = '/open-apis/drive/v1/files'
const documents = '/open-apis/docx/v1/documents'
const product = 'SimFldrProduct0000000000101'
const meetings = 'SimFldrMeetings000000000107'
const marketing = 'SimFldrMarketing00000000108'
const finance = 'SimFldrFinance0000000000109'
const privateFolder = 'SimFldrPrivate0000000000110'
const refusal = ({ status, body }: Reply) => [status, body.code]

interface WireFile {
  readonly token: string
  readonly name: string
  readonly type: string
}

const filesOf = ({ body }: Reply) => body.data?.['files'] as readonly WireFile[]
const list = (client: SimulatedClient, query = '') => client.call('GET', `${files}${query}`)
const names = (reply: Reply) => filesOf(reply).map(({ name }) => name)
const rootOf = async (client: SimulatedClient) => {
  const { body } = await client.call('GET', '/open-apis/drive/explorer/v2/root_folder/meta')
  return String(body.data?.['token'])
}

test('the root lists all that is the caller’s own, at once and without shortcuts', async () => {
  const client = await startForTest()
  const { body } = await list(client, '?page_size=1')
  const root = await rootOf(client)
  expect(body.data?.['has_more']).toBe(false)
  expect(names(await list(client))).toEqual(
    expect.arrayContaining(['产品', '设计', '会议纪要', '产品需求评审', '年度预算']),
  )
  expect(names(await list(client))).not.toContain('市场部共享')
  expect(names(await list(client))).not.toContain('新人手册')
  expect(names(await list(client))).not.toContain('已删除的文档')
  expect(filesOf(await list(client)).find(({ name }) => name === '产品')).toEqual({
    token: product,
    name: '产品',
    type: 'folder',
    parent_token: root,
    url: `${client.url}/drive/folder/${product}`,
    created_time: expect.stringMatching(/^\d{10}$/) as unknown,
    modified_time: expect.stringMatching(/^\d{10}$/) as unknown,
    owner_id: 'ou_5a6b7c8d9e0f11223344556677889901',
  })
})

test('a folder is listed page by page under next_page_token, with its shortcuts and what they point to', async () => {
  const client = await startForTest()
  const first = await list(client, `?folder_token=${product}&page_size=4`)
  expect(first.body.data).toMatchObject({ has_more: true })
  const token = String(first.body.data?.['next_page_token'])
  const second = await list(client, `?folder_token=${product}&page_size=4&page_token=${token}`)
  expect(second.body.data).toMatchObject({ has_more: false })
  expect(second.body.data).not.toHaveProperty('next_page_token')
  const all = [...filesOf(first), ...filesOf(second)]
  expect(all.map(({ name }) => name).toSorted()).toEqual(
    ['2026 规划', '产品路线图', '定价模型', '市场活动排期', '用户反馈汇总', '竞品分析', '需求评审'].toSorted(),
  )
  expect(all.find(({ type }) => type === 'shortcut')).toMatchObject({
    name: '市场活动排期',
    url: `${client.url}/sheets/SimSheet0000000000000000270`,
    shortcut_info: { target_type: 'sheet', target_token: 'SimSheet0000000000000000270' },
  })
})

test('a folder is sorted by when things were edited or made, in either direction', async () => {
  const client = await startForTest()
  const sorted = async (query: string) => names(await list(client, `?folder_token=${meetings}&${query}`))
  const newest = await sorted('order_by=EditedTime&direction=DESC')
  expect(newest.slice(0, 3)).toEqual(['产品需求评审', '周会纪要 08', '周会纪要 07'])
  expect(await sorted('order_by=CreatedTime&direction=ASC')).toEqual(newest.toReversed())
})

test('the root asked for by its token is a folder like any other', async () => {
  const client = await startForTest()
  const root = await rootOf(client)
  const { body } = await list(client, `?folder_token=${root}&page_size=2`)
  expect(body.data).toMatchObject({ has_more: true })
})

test.each([
  [`?folder_token=${marketing}`, [200, 0]],
  [`?folder_token=${finance}`, [200, 0]],
  [`?folder_token=${privateFolder}`, [403, 1061004]],
  ['?folder_token=NoSuchFolder', [404, 1061003]],
  ['?folder_token=SimDocxProductReview0000001', [404, 1061003]],
  [`?folder_token=${product}&page_size=201`, [400, 1064001]],
  [`?folder_token=${product}&page_token=x`, [400, 1061002]],
  ['?order_by=Name', [400, 1061002]],
])('a list with %s is answered %j', async (query, expected) => {
  const client = await startForTest()
  expect(refusal(await list(client, query))).toEqual(expected)
})

test('each caller has a root of their own, that nobody else sees', async () => {
  const client = await startForTest()
  const root = await rootOf(client)
  expect(root).toMatch(/^nodcn[A-Za-z0-9]{22}$/)
  await client.signIn('li-si')
  expect(await rootOf(client)).not.toBe(root)
  expect(refusal(await list(client, `?folder_token=${root}`))).toEqual([403, 1061004])
  expect(names(await list(client))).toEqual(expect.arrayContaining(['市场部共享', '季度财务总结（只读）']))
})

const createFolder = (client: SimulatedClient, name: string, folder_token = '') =>
  client.call('POST', `${files}/create_folder`, { name, folder_token })

test('a folder is made, and the same name again makes another one', async () => {
  const client = await startForTest()
  const first = await createFolder(client, '素材', product)
  const second = await createFolder(client, '素材', product)
  expect(first.body.data).toMatchObject({ url: `${client.url}/drive/folder/${String(first.body.data?.['token'])}` })
  expect(first.body.data?.['token']).not.toBe(second.body.data?.['token'])
  const made = names(await list(client, `?folder_token=${product}`)).filter((name) => name === '素材')
  expect(made).toHaveLength(2)
})

test.each([
  ['', product, [400, 1061002]],
  ['夹'.repeat(86), product, [400, 1061002]],
  ['夹'.repeat(85), product, [200, 0]],
  ['a', 'NoSuchFolder', [404, 1061003]],
  ['a', finance, [403, 1061004]],
] as const)('a folder called %.10j in %s is answered %j', async (name, parent, expected) => {
  const client = await startForTest()
  expect(refusal(await createFolder(client, name, parent))).toEqual(expected)
})

test('folders are made one at a time', async () => {
  const client = await startForTest()
  const make = () => createFolder(client, 'a')
  expect(await overlapping(client, 'createFolder', [make, make])).toEqual([0, 1061045])
})

test('a document is made in a folder and found there', async () => {
  const client = await startForTest()
  const { body } = await client.call('POST', documents, { title: '新文档', folder_token: product })
  const { document_id: token } = body.data?.['document'] as { document_id: string }
  expect(filesOf(await list(client, `?folder_token=${product}`))).toContainEqual(
    expect.objectContaining({ token, name: '新文档', type: 'docx' }),
  )
})

test.each([
  [{ folder_token: 'NoSuchFolder' }, [400, 1770039]],
  [{ folder_token: finance }, [403, 1770040]],
  [{ folder_token: 'SimWikiHandbook000000000011' }, [500, 1771006]],
  [{ title: '长'.repeat(801) }, [400, 1770001]],
  [{ title: '' }, [400, 1770001]],
])('a document with %.60j is refused with %j', async (body, expected) => {
  const client = await startForTest()
  expect(refusal(await client.call('POST', documents, body))).toEqual(expected)
})

test('a document is made without a title where none is sent', async () => {
  const client = await startForTest()
  const { body } = await client.call('POST', documents, { folder_token: product })
  expect(body.data?.['document']).toMatchObject({ title: '', revision_id: 1 })
})

test('what the caller owns can be deleted, a folder with all that is in it; nothing else can', async () => {
  const client = await startForTest()
  const made = await client.call('POST', `${files}/create_folder`, { name: '临时', folder_token: '' })
  const folder = String(made.body.data?.['token'])
  const inside = await client.call('POST', documents, { title: '草稿', folder_token: folder })
  const { document_id: document } = inside.body.data?.['document'] as { document_id: string }
  const remove = (token: string, type: string) => client.call('DELETE', `${files}/${token}?type=${type}`)
  expect(refusal(await remove(document, 'sheet'))).toEqual([404, 1061003])
  expect(refusal(await remove(marketing, 'folder'))).toEqual([403, 1061004])
  expect((await remove(folder, 'folder')).body).toMatchObject({
    code: 0,
    data: { task_id: expect.any(String) as string },
  })
  expect(refusal(await remove(document, 'docx'))).toEqual([404, 1061003])
})
