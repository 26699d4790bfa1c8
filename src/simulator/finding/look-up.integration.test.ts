import { expect, test } from 'vitest'
import { deletedDocument, productReview, readOnlyDocument, startForTest } from '../testing/simulated-client.ts'

test('metadata says what each document is, or why it cannot', async () => {
  const client = await startForTest()
  const asked = [
    [productReview, 'docx'],
    ['SimWikiHandbook000000000011', 'wiki'],
    [productReview, 'sheet'],
    [deletedDocument, 'docx'],
    ['SimDocxPrivate0000000000007', 'docx'],
    [productReview, 'poem'],
  ]
  const { body } = await client.call('POST', '/open-apis/drive/v1/metas/batch_query', {
    request_docs: asked.map(([token, kind]) => ({ doc_token: token, doc_type: kind })),
    with_url: true,
  })
  expect(body.data?.['metas']).toMatchObject([
    { doc_token: productReview, title: '产品需求评审', url: `${client.url}/docx/${productReview}` },
    { doc_type: 'wiki', title: '新人手册', url: `${client.url}/wiki/SimWikiHandbook000000000011` },
  ])
  expect(body.data?.['failed_list']).toEqual([
    { token: productReview, code: 970005 },
    { token: deletedDocument, code: 970005 },
    { token: 'SimDocxPrivate0000000000007', code: 970003 },
    { token: productReview, code: 970002 },
  ])
})

test.each([
  [productReview, 'docx', 'edit', true],
  [productReview, 'docx', 'share', true],
  [readOnlyDocument, 'docx', 'edit', false],
  [readOnlyDocument, 'docx', 'view', true],
  ['SimDocxPrivate0000000000007', 'docx', 'view', false],
  ['SimWikiShortcut000000000012', 'wiki', 'edit', true],
])('Zhang San and %s (%s): %s is %s', async (token, kind, action, allowed) => {
  const client = await startForTest()
  const path = `/open-apis/drive/v1/permissions/${token}/members/auth?type=${kind}&action=${action}`
  expect((await client.call('GET', path)).body.data).toEqual({ auth_result: allowed })
})

test('permission of a mismatching or deleted document is refused', async () => {
  const client = await startForTest()
  const ask = async (token: string, kind: string) => {
    const path = `/open-apis/drive/v1/permissions/${token}/members/auth?type=${kind}&action=edit`
    const { status, body } = await client.call('GET', path)
    return [status, body.code]
  }
  expect(await ask(productReview, 'sheet')).toEqual([400, 1063001])
  expect(await ask(deletedDocument, 'docx')).toEqual([404, 1063005])
})

const financeFolder = 'SimFldrFinance0000000000109'
const membersOf = (token: string, type: string) => `/open-apis/drive/v1/permissions/${token}/members?type=${type}`

test('a caller who may read a folder sees whom it is shared with', async () => {
  const client = await startForTest()
  const { body } = await client.call('GET', membersOf(financeFolder, 'folder'))
  const zhangSan = { member_type: 'openid', member_id: 'ou_5a6b7c8d9e0f11223344556677889901', perm: 'view' }
  expect(body.data?.['items']).toEqual([{ ...zhangSan, perm_type: 'container' }])
})

test('members of what one may not read, of the wrong kind or of nothing are refused', async () => {
  const client = await startForTest()
  const codeOf = async (token: string, type: string) => (await client.call('GET', membersOf(token, type))).body.code
  expect(await codeOf('SimFldrPrivate0000000000110', 'folder')).toBe(1063002)
  expect(await codeOf(financeFolder, 'docx')).toBe(1063001)
  expect(await codeOf(deletedDocument, 'docx')).toBe(1063005)
})

test('a wiki shortcut answers with its original’s document', async () => {
  const client = await startForTest()
  const ask = (query: string) => client.call('GET', `/open-apis/wiki/v2/spaces/get_node?${query}`)
  const shortcut = await ask('token=SimWikiShortcut000000000012')
  expect(shortcut.body.data?.['node']).toMatchObject({
    obj_token: 'SimDocxWikiPage000000000006',
    obj_type: 'docx',
    node_type: 'shortcut',
    origin_node_token: 'SimWikiHandbook000000000011',
  })
  const byDocument = await ask('token=SimDocxWikiPage000000000006&obj_type=docx')
  expect(byDocument.body.data?.['node']).toMatchObject({
    node_token: 'SimWikiHandbook000000000011',
    node_type: 'origin',
  })
  expect((await ask(`token=${productReview}&obj_type=docx`)).body.code).toBe(131005)
  expect((await ask('token=NoSuchNode')).body.code).toBe(131005)
})
