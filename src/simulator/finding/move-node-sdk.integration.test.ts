import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { productReview } from '../testing/simulated-client.ts'

const team = '7000000000000000001'
const product = '7000000000000000002'
const handbook = 'SimWikiHandbook000000000011'

test('the official SDK moves a document of Drive into a wiki, once', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const move = async () =>
    sdk.wiki.v2.spaceNode.moveDocsToWiki(
      {
        path: { space_id: team },
        data: { parent_wiki_token: handbook, obj_type: 'docx', obj_token: productReview },
      },
      asZhangSan,
    )
  const token = given((await move()).data?.wiki_token)
  expect((await move()).data?.wiki_token).toBe(token)
  const { data } = await sdk.wiki.v2.space.getNode({ params: { token } }, asZhangSan)
  expect(data?.node).toMatchObject({ obj_token: productReview, parent_node_token: handbook, space_id: team })
  const files = await sdk.drive.v1.file.list({ params: {} }, asZhangSan)
  expect(given(files.data?.files).map((file) => file.token)).not.toContain(productReview)
})

test('whoever may not manage a document may ask for the move, or is refused', async () => {
  const { control } = await startOfficialClient()
  await control.signIn('li-si')
  const address = `/open-apis/wiki/v2/spaces/${team}/nodes/move_docs_to_wiki`
  const document = { obj_type: 'docx', obj_token: productReview }
  expect((await control.call('POST', address, document)).body.code).toBe(131006)
  expect((await control.call('POST', address, { ...document, apply: true })).body.data).toEqual({ applied: true })
  expect((await control.call('GET', '/open-apis/wiki/v2/tasks/7-1?task_type=move')).body.code).toBe(131005)
})

test('the official SDK moves a page with those under it into another space', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const under = async (space_id: string, parent_node_token: string) =>
    given(
      (await sdk.wiki.v2.spaceNode.list({ path: { space_id }, params: { parent_node_token } }, asZhangSan)).data?.items,
    ).map((node) => [node.title, node.space_id])
  const before = await under(team, handbook)
  expect(before.length).toBeGreaterThan(0)
  const moved = await sdk.wiki.v2.spaceNode.move(
    { path: { space_id: team, node_token: handbook }, data: { target_space_id: product } },
    asZhangSan,
  )
  expect(moved.data?.node).toMatchObject({ space_id: product, parent_node_token: '', has_child: true })
  expect(await under(product, handbook)).toEqual(before.map(([title]) => [title, product]))
})

test('a page does not go under itself', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const pages = await sdk.wiki.v2.spaceNode.list(
    { path: { space_id: team }, params: { parent_node_token: handbook } },
    asZhangSan,
  )
  const below = given(pages.data?.items?.[0]?.node_token)
  const address = `/open-apis/wiki/v2/spaces/${team}/nodes/${handbook}/move`
  expect((await control.call('POST', address, { target_parent_token: below })).body.code).toBe(131002)
  expect((await control.call('POST', address, {})).body.code).toBe(131002)
})

test('the official SDK copies a page without those under it, by its own title or another', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const copy = async (data: { target_parent_token?: string; target_space_id?: string; title?: string }) =>
    given(
      (await sdk.wiki.v2.spaceNode.copy({ path: { space_id: team, node_token: handbook }, data }, asZhangSan)).data
        ?.node,
    )
  const own = await copy({ target_parent_token: handbook })
  expect(own).toMatchObject({ title: '新人手册', has_child: false, parent_node_token: handbook })
  expect((await copy({ target_space_id: product, title: '副本' })).title).toBe('副本')
  const words = async (document_id: string) =>
    (await sdk.docx.v1.document.rawContent({ path: { document_id } }, asZhangSan)).data?.content
  expect(await words(given(own.obj_token))).toBe(await words('SimDocxWikiPage000000000006'))
})
