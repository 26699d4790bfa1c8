import type { Client } from '@larksuiteoapi/node-sdk'
import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'

async function createDocument(sdk: Client): Promise<string> {
  const created = await sdk.docx.v1.document.create({ data: { title: 'Made by the SDK' } })
  return given(created.data?.document?.document_id)
}

test('the official SDK creates a document, fills it with text, a picture and a file, and reads it back', async () => {
  const { sdk } = await startOfficialClient()
  const documentId = await createDocument(sdk)
  const created = await sdk.docx.v1.documentBlockChildren.create({
    path: { document_id: documentId, block_id: documentId },
    params: { document_revision_id: -1, client_token: '9d0a8e4c-2d63-4a3e-a0d3-8a1d0d8a6b11' },
    data: {
      index: 0,
      children: [
        { block_type: 3, heading1: { elements: [{ text_run: { content: 'Heading' } }] } },
        { block_type: 27, image: {} },
        { block_type: 23, file: { view_type: 1 } },
      ],
    },
  })
  expect(created.code).toBe(0)
  const [, image, view] = given(created.data?.children)
  const imageBlockId = given(image?.block_id)
  const [fileBlockId = ''] = given(view?.children)
  expect(given(view).block_type).toBe(33)

  const extra = JSON.stringify({ drive_route_token: documentId })
  const upload = async (parentType: 'docx_image' | 'docx_file', parentNode: string) => {
    const file = Buffer.from(`bytes for ${parentType}`)
    const data = {
      file_name: 'a.bin',
      parent_type: parentType,
      parent_node: parentNode,
      size: file.length,
      extra,
      file,
    }
    return given((await sdk.drive.v1.media.uploadAll({ data }))?.file_token)
  }
  const imageToken = await upload('docx_image', imageBlockId)
  const fileToken = await upload('docx_file', fileBlockId)

  const bound = await sdk.docx.v1.documentBlock.batchUpdate({
    path: { document_id: documentId },
    data: {
      requests: [
        { block_id: imageBlockId, replace_image: { token: imageToken } },
        { block_id: fileBlockId, replace_file: { token: fileToken } },
      ],
    },
  })
  expect(bound.code).toBe(0)

  const listed = await sdk.docx.v1.documentBlock.list({ path: { document_id: documentId } })
  expect(given(listed.data?.items)).toMatchObject([
    { block_type: 1 },
    { block_type: 3 },
    { block_type: 27, image: { token: imageToken } },
    { block_type: 33 },
    { block_type: 23, file: { token: fileToken, name: 'a.bin' } },
  ])

  const removed = await sdk.docx.v1.documentBlockChildren.batchDelete({
    path: { document_id: documentId, block_id: documentId },
    data: { start_index: 0, end_index: 2 },
  })
  expect(removed.code).toBe(0)
  const got = await sdk.docx.v1.documentBlockChildren.get({ path: { document_id: documentId, block_id: documentId } })
  expect(given(got.data?.items)).toMatchObject([{ block_type: 33 }])
})

test('the official SDK uploads in parts', async () => {
  const { sdk } = await startOfficialClient()
  const documentId = await createDocument(sdk)
  const created = await sdk.docx.v1.documentBlockChildren.create({
    path: { document_id: documentId, block_id: documentId },
    data: { children: [{ block_type: 23, file: { view_type: 1 } }] },
  })
  const [parentNode = ''] = given(given(created.data?.children)[0]?.children)
  const bytes = Buffer.alloc(5_000_000, 'x')
  const prepared = await sdk.drive.v1.media.uploadPrepare({
    data: {
      file_name: 'big.bin',
      parent_type: 'docx_file',
      parent_node: parentNode,
      size: bytes.length,
      extra: JSON.stringify({ drive_route_token: documentId }),
    },
  })
  const { upload_id: uploadId = '', block_size: partBytes = 0, block_num: parts = 0 } = given(prepared.data)
  for (let seq = 0; seq < parts; seq += 1) {
    const file = bytes.subarray(seq * partBytes, (seq + 1) * partBytes)
    await sdk.drive.v1.media.uploadPart({ data: { upload_id: uploadId, seq, size: file.length, file } })
  }
  const finished = await sdk.drive.v1.media.uploadFinish({ data: { upload_id: uploadId, block_num: parts } })
  expect(given(finished.data).file_token).toHaveLength(27)
})

test('the official SDK resolves a wiki page and reads metadata', async () => {
  const { sdk } = await startOfficialClient()
  const node = await sdk.wiki.v2.space.getNode({ params: { token: 'SimWikiShortcut000000000012' } })
  const { obj_token: objToken = '', ...rest } = given(node.data?.node)
  expect(rest).toMatchObject({ obj_type: 'docx', node_type: 'shortcut', title: '新人手册' })
  const metas = await sdk.drive.v1.meta.batchQuery({
    data: { request_docs: [{ doc_token: objToken, doc_type: 'docx' }], with_url: true },
  })
  expect(given(metas.data).metas).toMatchObject([{ title: '新人手册' }])
  const may = await sdk.drive.v1.permissionMember.auth({
    path: { token: objToken },
    params: { type: 'docx', action: 'edit' },
  })
  expect(given(may.data).auth_result).toBe(true)
})
