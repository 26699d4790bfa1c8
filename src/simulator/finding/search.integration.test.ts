import { expect, test } from 'vitest'
import { startForTest, type Reply, type SimulatedClient } from '../testing/simulated-client.ts'

const refusal = ({ status, body }: Reply) => [status, body.code]

interface Unit {
  readonly title_highlighted: string
  readonly summary_highlighted: string
  readonly entity_type: string
  readonly result_meta: Readonly<Record<string, unknown>> & { readonly token: string; readonly doc_types: string }
}

const units = ({ body }: Reply) => body.data?.['res_units'] as readonly Unit[]
const titles = (reply: Reply) => units(reply).map((unit) => unit.title_highlighted.replace(/<\/?h>/g, ''))
const search = (client: SimulatedClient, query: string, body: Record<string, unknown> = {}) =>
  client.call('POST', '/open-apis/search/v2/doc_wiki/search', { query, doc_filter: {}, wiki_filter: {}, ...body })
const docsOnly = { wiki_filter: undefined }

test('a search finds documents and wiki pages by their titles, with the words in <h>', async () => {
  const client = await startForTest()
  const reply = await search(client, '预算')
  expect(titles(reply)).toEqual(['年度预算', '2026 预算草案'])
  expect(units(reply)[0]).toEqual({
    title_highlighted: '年度<h>预算</h>',
    summary_highlighted: expect.stringContaining('部门') as unknown,
    entity_type: 'DOC',
    result_meta: {
      doc_types: 'SHEET',
      token: 'SimSheetBudget0000000000008',
      url: `${client.url}/sheets/SimSheetBudget0000000000008`,
      owner_id: 'ou_5a6b7c8d9e0f11223344556677889901',
      owner_name: '张三',
      is_cross_tenant: false,
      create_time: expect.any(Number) as unknown,
      update_time: expect.any(Number) as unknown,
      last_open_time: expect.any(Number) as unknown,
      edit_user_id: 'ou_5a6b7c8d9e0f11223344556677889901',
      edit_user_name: '张三',
    },
  })
  const pages = units(await search(client, '接口说明'))
  expect(pages).toMatchObject([{ entity_type: 'WIKI', result_meta: { doc_types: 'DOCX' } }])
  expect(pages[0]?.result_meta['url']).toBe(`${client.url}/wiki/${pages[0]?.result_meta.token ?? ''}`)
})

test('a search looks into texts too, unless it is for titles only', async () => {
  const client = await startForTest()
  const found = units(await search(client, '录屏'))
  expect(found).toMatchObject([{ summary_highlighted: expect.stringContaining('<h>录屏</h>') as unknown }])
  expect(titles(await search(client, '录屏', { doc_filter: { only_title: true }, ...docsOnly }))).toEqual([])
  expect(titles(await search(client, '合同扫描件'))).toEqual(['任务跟踪'])
  expect(titles(await search(client, '凭证'))).toEqual(['年度预算'])
})

test('what the caller may not read, or was deleted, is not found', async () => {
  const client = await startForTest()
  expect(titles(await search(client, '王五'))).toEqual([])
  expect(titles(await search(client, '已删除'))).toEqual([])
  await client.signIn('wang-wu')
  expect(titles(await search(client, '王五')).toSorted()).toEqual(
    ['王五的私人笔记', '王五的文件夹', '王五的草稿', '王五的述职'].toSorted(),
  )
})

test('each filter lets in its own kind of entity', async () => {
  const client = await startForTest()
  const kinds = async (body: Record<string, unknown>) => {
    const { body: answer } = await search(client, '手册', body)
    return (answer.data?.['res_units'] as Unit[]).map(({ entity_type: type }) => type)
  }
  expect(await kinds({ doc_filter: undefined })).toEqual(['WIKI', 'WIKI'])
  expect(await kinds(docsOnly)).toEqual([])
})

test('a search is narrowed by kind, owner, folder, space and time', async () => {
  const client = await startForTest()
  const found = async (filter: Record<string, unknown>, query = '评审') =>
    titles(await search(client, query, { doc_filter: filter, ...docsOnly }))
  const reviews = ['评审记录 2024', '评审记录 2025']
  expect((await found({ folder_tokens: ['SimFldrArchive0000000000104'] })).toSorted()).toEqual(reviews)
  expect(await found({ folder_tokens: ['SimFldrProduct0000000000101'], doc_types: ['FOLDER'] })).toEqual(['需求评审'])
  expect(await found({ folder_tokens: ['SimFldrProduct0000000000101'], doc_types: ['DOCX'] })).toHaveLength(5)
  expect(await found({ creator_ids: ['ou_5a6b7c8d9e0f11223344556677889902'] }, '财务')).toHaveLength(2)
  const yearAgo = Math.floor(Date.now() / 1000) - 365 * 24 * 60 * 60
  expect(await found({ create_time: { end: yearAgo } })).toEqual(['评审记录 2024'])
  expect(await found({ open_time: { start: yearAgo } })).toEqual(['产品需求评审', '评审记录 05'])
  const inSpace = { doc_filter: undefined, wiki_filter: { space_ids: ['7000000000000000002'] } }
  expect(titles(await search(client, '手册', inSpace))).toEqual(['新人手册'])
})

test('a search in folders leaves wikis out', async () => {
  const client = await startForTest()
  const body = { doc_filter: { folder_tokens: ['SimFldrProduct0000000000101'] } }
  expect(titles(await search(client, '手册', body))).toEqual([])
})

test('results are sorted as asked', async () => {
  const client = await startForTest()
  const sorted = async (sort_type: string) =>
    titles(await search(client, '周会', { doc_filter: { sort_type }, ...docsOnly }))
  const newest = await sorted('EDIT_TIME')
  expect(newest[0]).toBe('周会纪要 08')
  expect(await sorted('EDIT_TIME_ASC')).toEqual(newest.toReversed())
  expect(await sorted('CREATE_TIME')).toEqual(newest)
  expect((await sorted('OPEN_TIME'))[0]).toBe('周会纪要 08')
})

test('results come page by page', async () => {
  const client = await startForTest()
  const first = await search(client, '周会纪要', { page_size: 5 })
  expect(first.body.data).toMatchObject({ total: 8, has_more: true })
  const token = first.body.data?.['page_token']
  const second = await search(client, '周会纪要', { page_size: 5, page_token: token })
  expect([units(first).length, units(second).length]).toEqual([5, 3])
  expect(second.body.data).toMatchObject({ has_more: false })
  expect(new Set([...titles(first), ...titles(second)]).size).toBe(8)
})

test('an empty query is answered with what was opened last, or refused by the switch', async () => {
  const strict = await startForTest({ emptySearch: 'refused' })
  expect(refusal(await search(strict, ' '))).toEqual([400, 1274001])
  const lenient = await startForTest()
  const filter = { sort_type: 'OPEN_TIME' }
  const reply = await search(lenient, '', { doc_filter: filter, wiki_filter: filter })
  expect(titles(reply).slice(0, 4)).toEqual(['产品需求评审', '任务跟踪', '年度预算', '产品路线图'])
  expect(units(reply)).toHaveLength(20)
})

test.each([
  [{ query: undefined }, [400, 1274001]],
  [{ doc_filter: undefined, wiki_filter: undefined }, [400, 1274001]],
  [{ query: '长'.repeat(51) }, [400, 1274002]],
  [{ page_size: 21 }, [400, 1274002]],
  [{ page_token: 'x' }, [400, 1274002]],
  [{ doc_filter: { sort_type: 'CREATE_TIME_ASC' } }, [400, 1274002]],
  [{ doc_filter: { doc_types: ['docx'] } }, [400, 1274002]],
])('a search with %.60j is refused with %j', async (body, expected) => {
  const client = await startForTest()
  expect(refusal(await search(client, '评审', body))).toEqual(expected)
})

const searchObjects = (client: SimulatedClient, body: Record<string, unknown>) =>
  client.call('POST', '/open-apis/suite/docs-api/search/object', { search_key: '评审', ...body })

test('the old search answers titles without addresses, and counts from an offset', async () => {
  const client = await startForTest()
  const { body } = await searchObjects(client, { count: 2 })
  expect(body.data).toMatchObject({ has_more: true, total: 6 })
  expect((body.data?.['docs_entities'] as unknown[])[0]).toEqual({
    docs_token: 'SimDocxProductReview0000001',
    docs_type: 'docx',
    title: '产品需求评审',
    owner_id: 'ou_5a6b7c8d9e0f11223344556677889901',
  })
  const rest = await searchObjects(client, { count: 50, offset: 2 })
  expect(rest.body.data).toMatchObject({ has_more: false })
  expect(rest.body.data?.['docs_entities']).toHaveLength(4)
})

test('the old search takes doc for old and new documents, and reaches 200 results', async () => {
  const client = await startForTest()
  const total = async (body: Record<string, unknown>) => (await searchObjects(client, body)).body.data?.['total']
  expect(await total({ docs_types: ['doc'] })).toBe(6)
  expect(await total({ docs_types: ['sheet'] })).toBe(0)
  expect(await total({ search_key: '财务', owner_ids: ['ou_5a6b7c8d9e0f11223344556677889901'] })).toBe(0)
  expect(refusal(await searchObjects(client, { count: 50, offset: 150 }))).toEqual([400, 99992402])
  expect(refusal(await searchObjects(client, { count: 51 }))).toEqual([400, 99992402])
})

test('search is for people: the app’s own token is not taken', async () => {
  const client = await startForTest()
  await client.becomeApp()
  expect((await search(client, '评审')).body.code).toBe(99991663)
  expect((await searchObjects(client, {})).body.code).toBe(99991663)
})
