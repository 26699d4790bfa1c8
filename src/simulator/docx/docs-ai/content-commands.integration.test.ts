import { expect, test } from 'vitest'
import { png } from '../../testing/small-png.ts'
import { productReview, startForTest, uploadInto, type SimulatedClient } from '../../testing/simulated-client.ts'

interface Shown {
  readonly blockId: string
  readonly kind: string
  readonly text: string | null
  readonly bound: boolean
}

const put = async (client: SimulatedClient, command: object) => {
  const path = `/open-apis/docs_ai/v1/documents/${productReview}`
  return (await client.call('PUT', path, { format: 'xml', revision_id: -1, ...command })).body
}

async function shown(client: SimulatedClient): Promise<readonly Shown[]> {
  const { body } = await client.call('GET', `/_simulator/documents/${productReview}`)
  return body['blocks'] as readonly Shown[]
}

const words = async (client: SimulatedClient) => (await shown(client)).map(({ kind, text }) => text ?? kind)

test('content goes behind a block that is named by its id, or to the end', async () => {
  const client = await startForTest()
  const [heading, ...rest] = await shown(client)
  const answer = await put(client, {
    command: 'block_insert_after',
    block_id: heading?.blockId,
    content: '<h2>新节</h2><p>一段 <b>粗</b></p>',
  })
  expect(answer).toMatchObject({ code: 0, data: { result: 'success', updated_blocks_count: 2, warnings: [] } })
  await put(client, { command: 'block_insert_after', block_id: '-1', format: 'markdown', content: '- 末尾' })
  expect(await words(client)).toEqual(['背景', '新节', '一段 粗', ...rest.map(({ text }) => text), '末尾'])
})

test('an empty block is made for each local file, and named by the mark that was given', async () => {
  const client = await startForTest()
  const [image, file] = [`@lcli_img_${'0'.repeat(32)}`, `@lcli_file_${'1'.repeat(32)}`]
  const { data } = await put(client, {
    command: 'append',
    content: `<p>附上</p><img path="${image}"/><source path="${file}" name="a.pdf"/>`,
  })
  const made = (data?.['document'] as { new_blocks: { block_id: string; block_type: string; block_token: string }[] })
    .new_blocks
  const named = (mark: string) => made.find(({ block_token: token }) => token === mark)
  expect([named(image)?.block_type, named(file)?.block_type]).toEqual(['image', 'file'])
  const blockId = named(image)?.block_id ?? ''
  const token = await uploadInto(client, { documentId: productReview, blockId, bytes: png })
  const path = `/open-apis/docx/v1/documents/${productReview}/blocks/batch_update`
  await client.call('PATCH', path, { requests: [{ block_id: blockId, replace_image: { token } }] })
  expect((await shown(client)).find((block) => block.blockId === blockId)?.bound).toBe(true)
})

test('blocks are replaced, copied and found by their words', async () => {
  const client = await startForTest()
  const [first, second, third] = await shown(client)
  await put(client, { command: 'block_replace', block_id: second?.blockId, content: '<p>新的一段</p>' })
  await put(client, { command: 'block_copy_insert_after', block_id: third?.blockId, src_block_ids: first?.blockId })
  await put(client, { command: 'str_replace', pattern: '新的', content: '旧的' })
  expect(await words(client)).toEqual(['背景', '旧的一段', '素材', '背景'])
  const nothing = await put(client, { command: 'str_replace', pattern: '没有的话', content: 'x' })
  expect(nothing).toMatchObject({ code: 0, data: { result: 'failed', updated_blocks_count: 0 } })
})

test('a whole document is written anew, its title too', async () => {
  const client = await startForTest()
  await put(client, {
    command: 'overwrite',
    content: '<title>新标题</title><callout emoji="bulb"><p>注意</p></callout>',
  })
  expect(await words(client)).toEqual(['callout', '注意'])
  const { body } = await client.call('GET', `/open-apis/docx/v1/documents/${productReview}`)
  expect(body.data?.['document']).toMatchObject({ title: '新标题' })
})

test.each([
  ['without content', { command: 'append' }, 99992402],
  [
    'behind a block that never was',
    { command: 'block_insert_after', block_id: 'doxcnNone', content: '<p>x</p>' },
    1770002,
  ],
  ['in place of the page', { command: 'block_replace', block_id: productReview, content: '<p>x</p>' }, 1770001],
])('a command %s is refused', async (_what, command, code) => {
  const client = await startForTest()
  expect((await put(client, command)).code).toBe(code)
})
