import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { placeBlocks, productReview, startForTest, uploadInto } from '../testing/simulated-client.ts'
import { png } from '../testing/small-png.ts'

test('a file goes into a document and comes out the same, over the API, over the simulator’s own API and on its page', async () => {
  const client = await startForTest()
  const [blockId = ''] = await placeBlocks(client, productReview, ['image'])
  const fileName = '屏幕 截图 "1" 😀.png'
  const token = await uploadInto(client, { documentId: productReview, blockId, bytes: png, fileName })
  const bound = await client.call('PATCH', `/open-apis/docx/v1/documents/${productReview}/blocks/batch_update`, {
    requests: [{ block_id: blockId, replace_image: { token } }],
  })
  expect(bound.body.data).toMatchObject({ blocks: [{ block_id: blockId, image: { token, width: 3, height: 2 } }] })

  const seen = await client.call('GET', `/_simulator/documents/${productReview}`)
  const sha256 = createHash('sha256').update(png).digest('hex')
  expect((seen.body['blocks'] as unknown[]).at(-1)).toEqual({
    blockId,
    text: null,
    kind: 'image',
    name: fileName,
    sizeBytes: png.length,
    sha256,
    token,
    bound: true,
    width: 3,
    height: 2,
    viewType: null,
  })

  const download = await fetch(`${client.url}/open-apis/drive/v1/medias/${token}/download`, {
    headers: { authorization: `Bearer ${client.token}`, range: 'bytes=1-3' },
  })
  expect(download.status).toBe(206)
  expect(await download.text()).toBe('PNG')

  const page = await (await fetch(`${client.url}/docx/${productReview}`)).text()
  expect(page).toContain('alt="屏幕 截图 &quot;1&quot; 😀.png"')
  const shown = await fetch(`${client.url}/_simulator/medias/${token}`)
  expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true)
})
