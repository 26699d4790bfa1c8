import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'
import { productReview } from '../testing/simulated-client.ts'

const path = { file_token: productReview }
const params = { file_type: 'docx' } as const
const zhangSan = 'ou_5a6b7c8d9e0f11223344556677889901'
const say = (text: string) => ({ elements: [{ type: 'text_run' as const, text_run: { text } }] })
const saying = (text: string) => ({ reply_list: { replies: [{ content: say(text) }] } })
const address = `/open-apis/drive/v1/files/${productReview}/comments`

test('the official SDK comments on a whole document, lists, solves and opens again what was said', async () => {
  const { sdk, asZhangSan } = await startOfficialClient()
  const comments = sdk.drive.v1.fileComment
  const made = given((await comments.create({ path, params, data: saying('封面换成新的了') }, asZhangSan)).data)
  expect(made).toMatchObject({ user_id: zhangSan, is_whole: true, is_solved: false, quote: '' })
  const one = { file_token: productReview, comment_id: given(made.comment_id) }
  expect((await comments.get({ path: one, params }, asZhangSan)).data).toEqual(made)
  const listed = async (more: { readonly is_whole?: boolean; readonly is_solved?: boolean } = {}) =>
    given((await comments.list({ path, params: { ...params, ...more } }, asZhangSan)).data?.items).map(
      ({ comment_id: id }) => id,
    )
  expect(await listed({ is_whole: true })).toEqual([made.comment_id])
  expect(await listed()).toHaveLength(2)

  await comments.patch({ path: one, params, data: { is_solved: true } }, asZhangSan)
  expect((await comments.get({ path: one, params }, asZhangSan)).data).toMatchObject({
    is_solved: true,
    solver_user_id: zhangSan,
  })
  expect(await listed({ is_solved: false })).not.toContain(made.comment_id)
  await comments.patch({ path: one, params, data: { is_solved: false } }, asZhangSan)
  expect(await listed({ is_solved: false })).toContain(made.comment_id)
  const found = await comments.batchQuery(
    { path, params: { ...params, user_id_type: 'union_id' }, data: { comment_ids: [one.comment_id, '7000'] } },
    asZhangSan,
  )
  expect(found.data?.items).toMatchObject([
    { comment_id: made.comment_id, reply_list: { replies: [{ content: say('封面换成新的了') }] } },
  ])
  expect(found.data?.items?.[0]?.user_id).not.toBe(zhangSan)
})

test('a comment on a part takes replies, one after the other, until it is solved; one on the whole document takes none', async () => {
  const { sdk, asZhangSan, control } = await startOfficialClient()
  const comments = sdk.drive.v1.fileComment
  const [partly] = given(
    (await comments.list({ path, params: { ...params, is_whole: false } }, asZhangSan)).data?.items,
  )
  const one = { file_token: productReview, comment_id: given(partly?.comment_id) }
  const replies = sdk.drive.v1.fileCommentReply
  for (const text of ['一', '二']) await replies.create({ path: one, params, data: { content: say(text) } }, asZhangSan)
  const listed = async (token?: string) =>
    given(
      (
        await replies.list(
          { path: one, params: { ...params, page_size: 2, ...(token && { page_token: token }) } },
          asZhangSan,
        )
      ).data,
    )
  const first = await listed()
  expect(first).toMatchObject({
    has_more: true,
    items: [{ content: partly?.reply_list?.replies[0]?.content }, { content: say('一') }],
  })
  expect(await listed(first.page_token)).toMatchObject({ has_more: false, items: [{ content: say('二') }] })

  const reply = (id: string) => control.call('POST', `${address}/${id}/replies?file_type=docx`, { content: say('三') })
  await comments.patch({ path: one, params, data: { is_solved: true } }, asZhangSan)
  expect((await reply(one.comment_id)).body.code).toBe(1069302)
  const whole = await comments.create({ path, params, data: saying('全文') }, asZhangSan)
  expect((await reply(given(whole.data?.comment_id))).body.code).toBe(1069302)
})

test('whoever may read comments; nobody else is told that there is a document, and what is said has to be something', async () => {
  const { control } = await startOfficialClient()
  const create = (body: unknown, type = 'docx') => control.call('POST', `${address}?file_type=${type}`, body)
  expect((await create(saying('看过了'), 'sheet')).body.code).toBe(1069302)
  expect((await create({})).body.code).toBe(1069302)
  expect((await control.call('GET', `${address}/7000?file_type=docx`)).body.code).toBe(1069307)
  await control.signIn('li-si')
  expect((await create(saying('看过了'))).body.code).toBe(0)
  expect((await control.call('GET', `${address}?file_type=docx&page_size=1000`)).body.code).toBe(99992402)
  await control.signIn('wang-wu')
  expect((await create(saying('看过了'))).body.code).toBe(1069307)
})
