import { expect, test } from 'vitest'
import { startForTest, type Reply, type SimulatedClient } from '../testing/simulated-client.ts'

const spaces = '/open-apis/wiki/v2/spaces'
const team = '7000000000000000001'
const product = '7000000000000000002'
const handbook = 'SimWikiHandbook000000000011'
const refusal = ({ status, body }: Reply) => [status, body.code]

interface WireNode {
  readonly node_token: string
  readonly obj_token: string
  readonly title: string
  readonly has_child: boolean
}

const items = ({ body }: Reply) => body.data?.['items'] as readonly WireNode[]
const titles = (reply: Reply) => items(reply).map(({ title }) => title)
const nodes = (client: SimulatedClient, space: string, query = '') =>
  client.call('GET', `${spaces}/${space}/nodes${query}`)
const create = (client: SimulatedClient, space: string, body: Record<string, unknown>) =>
  client.call('POST', `${spaces}/${space}/nodes`, { obj_type: 'docx', node_type: 'origin', ...body })

test('spaces are listed for those who see them; libraries are not', async () => {
  const client = await startForTest()
  const { body } = await client.call('GET', spaces)
  expect(body.data).toMatchObject({
    items: [
      {
        space_id: team,
        name: '团队知识库',
        description: '制度、流程和新人资料',
        space_type: 'team',
        visibility: 'public',
      },
      { space_id: product, name: '产品知识库', visibility: 'private' },
    ],
    has_more: false,
  })
  await client.signIn('wang-wu')
  expect(items(await client.call('GET', spaces))).toMatchObject([{ space_id: team }])
})

test('a page of spaces may be empty and not the last', async () => {
  const client = await startForTest()
  await client.signIn('wang-wu')
  const first = await client.call('GET', `${spaces}?page_size=1`)
  const token = String(first.body.data?.['page_token'])
  const second = await client.call('GET', `${spaces}?page_size=1&page_token=${token}`)
  expect([items(first).length, first.body.data?.['has_more']]).toEqual([1, true])
  expect([items(second).length, second.body.data?.['has_more']]).toEqual([0, false])
})

test('nodes are walked level by level, each with its document', async () => {
  const client = await startForTest()
  const top = await nodes(client, team)
  expect(titles(top)).toEqual(['新人手册', '任务模板', '旧版制度'])
  expect(items(top)[0]).toMatchObject({
    node_token: handbook,
    obj_token: 'SimDocxWikiPage000000000006',
    obj_type: 'docx',
    has_child: true,
    node_type: 'origin',
    parent_node_token: '',
    space_id: team,
  })
  const under = await nodes(client, team, `?parent_node_token=${handbook}`)
  expect(titles(under)).toEqual(['入职清单', '办公指南'])
  const office = items(under)[1]
  expect(titles(await nodes(client, team, `?parent_node_token=${office?.node_token ?? ''}`))).toEqual(['会议室预订'])
})

test('nodes that the caller may not read are removed from a page after paging', async () => {
  const client = await startForTest()
  const page = async (token = '') => nodes(client, team, `?page_size=1${token === '' ? '' : `&page_token=${token}`}`)
  const seen: string[] = []
  let sizes = ''
  let token = ''
  do {
    const reply = await page(token)
    seen.push(...titles(reply))
    sizes += String(items(reply).length)
    token = (reply.body.data?.['page_token'] as string | undefined) ?? ''
  } while (token !== '')
  expect(seen).toEqual(['新人手册', '任务模板', '旧版制度'])
  expect(sizes).toBe('1110')
  await client.signIn('wang-wu')
  expect(titles(await nodes(client, team))).toContain('王五的述职')
})

test('my_library is the caller’s own', async () => {
  const client = await startForTest()
  expect(titles(await nodes(client, 'my_library'))).toEqual(['读书笔记', '灵感'])
  await client.signIn('li-si')
  expect(titles(await nodes(client, 'my_library'))).toEqual(['李四的草稿'])
  expect(refusal(await nodes(client, '7000000000000000011'))).toEqual([400, 131006])
  await client.signIn('wang-wu')
  expect(refusal(await nodes(client, 'my_library'))).toEqual([400, 131005])
})

test('a shortcut is listed with its original’s document and space', async () => {
  const client = await startForTest()
  expect(items(await nodes(client, product)).at(-1)).toMatchObject({
    title: '新人手册',
    node_type: 'shortcut',
    obj_token: 'SimDocxWikiPage000000000006',
    origin_node_token: handbook,
    origin_space_id: team,
    space_id: product,
  })
})

test.each([
  ['7000000000000000099', '', [400, 131005]],
  [team, '?parent_node_token=NoSuchNode', [400, 131005]],
  [product, `?parent_node_token=${handbook}`, [400, 131005]],
  [team, '?page_size=51', [400, 99992402]],
  [team, '?page_token=x', [400, 131002]],
])('nodes of %s%s are refused with %j', async (space, query, expected) => {
  const client = await startForTest()
  expect(refusal(await nodes(client, space, query))).toEqual(expected)
})

test('a space that is private is closed to others', async () => {
  const client = await startForTest()
  await client.signIn('wang-wu')
  expect(refusal(await nodes(client, product))).toEqual([400, 131006])
})

test.each(['docx', 'sheet', 'bitable'])('a new %s is made under a page and can be opened', async (kind) => {
  const client = await startForTest()
  const { body } = await create(client, team, { obj_type: kind, title: '新页面', parent_node_token: handbook })
  const node = body.data?.['node'] as WireNode
  expect(node).toMatchObject({ obj_type: kind, title: '新页面', parent_node_token: handbook, node_type: 'origin' })
  expect(titles(await nodes(client, team, `?parent_node_token=${handbook}`))).toContain('新页面')
  const page = await fetch(`${client.url}/wiki/${node.node_token}`)
  expect(await page.text()).toContain('<h1>新页面</h1>')
  await client.signIn('wang-wu')
  expect(titles(await nodes(client, team, `?parent_node_token=${handbook}`))).toContain('新页面')
})

test('a page in a person’s own library is hidden from others', async () => {
  const client = await startForTest()
  const { body } = await create(client, 'my_library', { title: '草稿' })
  const { node_token: token } = body.data?.['node'] as WireNode
  expect(titles(await nodes(client, 'my_library'))).toContain('草稿')
  await client.signIn('li-si')
  expect(refusal(await client.call('GET', `${spaces}/get_node?token=${token}`))).toEqual([400, 131006])
})

test('a shortcut to a page is made, and one to a shortcut leads to the original', async () => {
  const client = await startForTest()
  const shortcut = { node_type: 'shortcut', origin_node_token: 'SimWikiShortcut000000000012' }
  const { body } = await create(client, product, shortcut)
  expect(body.data?.['node']).toMatchObject({ node_type: 'shortcut', origin_node_token: handbook, title: '新人手册' })
})

test.each([
  ['zhang-san', team, { obj_type: 'doc' }, [400, 131010]],
  ['zhang-san', team, { obj_type: 'file' }, [400, 131002]],
  ['zhang-san', team, { node_type: 'copy' }, [400, 131002]],
  ['zhang-san', team, { parent_node_token: 'NoSuchNode' }, [400, 131005]],
  ['zhang-san', team, { node_type: 'shortcut', origin_node_token: 'NoSuchNode' }, [400, 131005]],
  ['zhang-san', '7000000000000000099', {}, [400, 131005]],
  ['wang-wu', team, {}, [400, 131006]],
  ['wang-wu', team, { parent_node_token: handbook }, [400, 131006]],
  ['wang-wu', product, {}, [400, 131006]],
])('%s makes a page in %s with %j: %j', async (person, space, body, expected) => {
  const client = await startForTest()
  await client.signIn(person)
  expect(refusal(await create(client, space, body))).toEqual(expected)
})

test('the app sees the spaces it is a member of', async () => {
  const client = await startForTest()
  await client.becomeApp()
  expect(items(await client.call('GET', spaces))).toHaveLength(2)
  expect(refusal(await nodes(client, 'my_library'))).toEqual([400, 131005])
})

test('wiki pages are found by words, in all spaces or under one page', async () => {
  const client = await startForTest()
  const found = async (body: unknown, query = '') => {
    const reply = await client.call('POST', `/open-apis/wiki/v2/nodes/search${query}`, body)
    return { ...reply.body, items: (reply.body.data?.['items'] ?? []) as Record<string, unknown>[] }
  }
  const [handbook] = (await found({ query: '新人手册' })).items
  expect(handbook).toMatchObject({
    node_id: 'SimWikiHandbook000000000011',
    space_id: '7000000000000000001',
    obj_type: 8,
    obj_token: 'SimDocxWikiPage000000000006',
    parent_id: '',
    sort_id: 1,
    url: `${client.url}/wiki/SimWikiHandbook000000000011`,
  })
  const everywhere = await found({ query: '' })
  const inSpace = await found({ query: '', space_id: '7000000000000000002' })
  expect(inSpace.items.length).toBeGreaterThan(0)
  expect(inSpace.items.length).toBeLessThan(everywhere.items.length)
  const one = await found({ query: '', space_id: '7000000000000000001', node_id: 'SimWikiHandbook000000000011' })
  expect(one.items.map(({ node_id }) => node_id)).toContain('SimWikiHandbook000000000011')
  expect((await found({ query: 'x', node_id: 'SimWikiHandbook000000000011' })).code).toBe(10001)
  expect((await found({ query: 'x'.repeat(51) })).code).toBe(10001)
  expect((await found({ query: '' }, '?page_size=51')).code).toBe(10001)
})
