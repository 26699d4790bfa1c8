import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../api.ts'
import {
  bindRequest,
  createBlocksRequest,
  blockUrl,
  deleteBlocksRequest,
  deleteByIdRequest,
  getBlockRequest,
  getDocumentRequest,
  headingLevelOf,
  headingTextOf,
  listChildrenRequest,
  mediaTokenOf,
  readBlock,
  readBlockPage,
  readBound,
  readCreatedBlocks,
  readDeleted,
  readDocumentUpdate,
  readRevision,
} from './docx.ts'
import { BlockId, DocumentId, FileToken } from '../ids.ts'

const documentId = v.parse(DocumentId, 'doxcnDoc')
const imageBlock = v.parse(BlockId, 'doxcnImg')
const fileBlock = v.parse(BlockId, 'doxcnFile')
const fileToken = v.parse(FileToken, 'boxcnToken')
const clientToken = '07c56d36-db8b-480f-97f2-7b77a9d3e787'

const answerOf = (data: unknown): ApiAnswer => ({
  status: 200,
  header: () => null,
  text: JSON.stringify({ code: 0, msg: '', data }),
})

describe('creating blocks', () => {
  it('asks for empty image and file blocks under the page, in the order given', () => {
    expect(
      createBlocksRequest({ documentId, kinds: ['image', 'file'], fileView: 'card', index: -1, clientToken }),
    ).toEqual({
      route: 'createBlocks',
      parameters: { document_id: 'doxcnDoc', block_id: 'doxcnDoc' },
      query: { document_revision_id: '-1', client_token: clientToken },
      body: {
        kind: 'json',
        value: {
          index: -1,
          children: [
            { block_type: 27, image: {} },
            { block_type: 23, file: { token: '', view_type: 1 } },
          ],
        },
      },
    })
  })

  it('takes a file block out of the view block that Feishu wraps around it', () => {
    const answer = answerOf({
      children: [
        { block_id: 'doxcnImg', block_type: 27, parent_id: 'doxcnDoc', image: { token: '', width: 100, height: 100 } },
        { block_id: 'doxcnView', block_type: 33, parent_id: 'doxcnDoc', view: {}, children: ['doxcnFile'] },
      ],
      client_token: clientToken,
      document_revision_id: 8,
    })
    expect(readCreatedBlocks(answer)).toEqual({
      ok: true,
      data: {
        blocks: [
          { topBlockId: 'doxcnImg', mediaBlockId: 'doxcnImg' },
          { topBlockId: 'doxcnView', mediaBlockId: 'doxcnFile' },
        ],
        revisionId: 8,
      },
    })
  })

  it('is no success when the answer names no blocks, or one that is no id', () => {
    expect(readCreatedBlocks(answerOf({})).ok).toBe(false)
    expect(readCreatedBlocks(answerOf({ children: [{ block_id: '../x', block_type: 27 }] })).ok).toBe(false)
  })
})

describe('binding', () => {
  it('replaces images and files, with the pixels where they are known', () => {
    const bindings = [
      { kind: 'image', blockId: imageBlock, fileToken, pixels: { width: 640, height: 480 } },
      { kind: 'image', blockId: imageBlock, fileToken },
      { kind: 'file', blockId: fileBlock, fileToken },
    ] as const
    expect(bindRequest({ documentId, bindings, clientToken })).toEqual({
      route: 'batchUpdateBlocks',
      parameters: { document_id: 'doxcnDoc' },
      query: { document_revision_id: '-1', client_token: clientToken },
      body: {
        kind: 'json',
        value: {
          requests: [
            { block_id: 'doxcnImg', replace_image: { token: 'boxcnToken', width: 640, height: 480 } },
            { block_id: 'doxcnImg', replace_image: { token: 'boxcnToken' } },
            { block_id: 'doxcnFile', replace_file: { token: 'boxcnToken' } },
          ],
        },
      },
    })
  })

  it('reads which block holds which token, and shows one that stayed empty', () => {
    const answer = answerOf({
      blocks: [
        { block_id: 'doxcnImg', block_type: 27, image: { token: 'boxcnToken', width: 640 } },
        { block_id: 'doxcnFile', block_type: 23, file: { token: '', name: '' } },
      ],
    })
    const reading = readBound(answer)
    expect(reading.ok && [...reading.data.tokens]).toEqual([
      ['doxcnImg', 'boxcnToken'],
      ['doxcnFile', ''],
    ])
  })

  it('reads an answer without blocks as nothing bound', () => {
    const reading = readBound(answerOf({}))
    expect(reading.ok && [reading.data.tokens.size, reading.data.revisionId]).toEqual([0, null])
  })
})

describe('reading blocks', () => {
  it('asks for one block by its id', () => {
    expect(getBlockRequest(documentId, imageBlock)).toEqual({
      route: 'getBlock',
      parameters: { document_id: 'doxcnDoc', block_id: 'doxcnImg' },
      query: { document_revision_id: '-1' },
      body: { kind: 'none' },
    })
  })

  it.each([
    ['an image', { block_type: 27, image: { token: 'boxcnToken' } }, 'boxcnToken'],
    ['a file', { block_type: 23, file: { token: 'boxcnToken' } }, 'boxcnToken'],
    ['an empty image', { block_type: 27, image: {} }, ''],
    ['a paragraph', { block_type: 2, text: {} }, ''],
  ])('finds the token of %s', (_, content, token) => {
    const reading = readBlock(answerOf({ block: { block_id: 'doxcnImg', ...content } }))
    expect(reading.ok && mediaTokenOf(reading.data)).toBe(token)
  })

  it('asks for the page after only where there is one', () => {
    expect(listChildrenRequest(documentId, '').query).toEqual({ document_revision_id: '-1', page_size: '500' })
    expect(listChildrenRequest(documentId, 'next', 8).query).toMatchObject({
      page_token: 'next',
      document_revision_id: '8',
    })
  })

  it('ends where Feishu says so, whatever page token stands beside it', () => {
    const items = [{ block_id: 'doxcnImg', block_type: 27 }]
    const more = readBlockPage(answerOf({ items, has_more: true, page_token: 'next' }))
    const last = readBlockPage(answerOf({ items, has_more: false, page_token: 'stale' }))
    expect(more).toMatchObject({ ok: true, data: { nextPageToken: 'next', items: [{ block_id: 'doxcnImg' }] } })
    expect(last).toMatchObject({ ok: true, data: { nextPageToken: '' } })
    expect(readBlockPage(answerOf({}))).toEqual({ ok: true, data: { items: [], nextPageToken: '' } })
  })
})

describe('deleting blocks', () => {
  it('names children of the page by their place in one revision, end excluded', () => {
    expect(deleteBlocksRequest({ documentId, index: 4, count: 3, revisionId: 8, clientToken })).toEqual({
      route: 'deleteBlocks',
      parameters: { document_id: 'doxcnDoc', block_id: 'doxcnDoc' },
      query: { document_revision_id: '8', client_token: clientToken },
      body: { kind: 'json', value: { start_index: 4, end_index: 7 } },
    })
    expect(readDeleted(answerOf({ document_revision_id: 9 }))).toEqual({ ok: true, data: { revisionId: 9 } })
    expect(readDeleted(answerOf({}))).toEqual({ ok: true, data: { revisionId: null } })
  })

  it('names them by their ids, several at once', () => {
    expect(deleteByIdRequest({ documentId, blockIds: [imageBlock, fileBlock], revisionId: 8 })).toEqual({
      route: 'updateDocument',
      parameters: { document_id: 'doxcnDoc' },
      query: {},
      body: {
        kind: 'json',
        value: { command: 'block_delete', format: 'xml', block_id: 'doxcnImg,doxcnFile', revision_id: 8 },
      },
    })
  })

  it.each([
    [{ result: 'success', document: { revision_id: 9 }, warnings: [] }, 'success', 9, []],
    [{ result: 'partial_success', document: {}, warnings: ['gone'] }, 'partial_success', null, ['gone']],
    [{ result: 'failed', warnings: [{ code: 4010 }] }, 'failed', null, ['{"code":4010}']],
    [{ result: 'done' }, 'failed', null, []],
    [{}, 'failed', null, []],
  ])('believes what the answer says besides its code: %j', (data, result, revisionId, warnings) => {
    expect(readDocumentUpdate(answerOf(data))).toEqual({ ok: true, data: { result, revisionId, warnings } })
  })
})

it('the revision is read of the document, and nothing else will do for one', () => {
  expect(getDocumentRequest(documentId)).toMatchObject({
    route: 'getDocument',
    parameters: { document_id: 'doxcnDoc' },
  })
  expect(readRevision(answerOf({ document: { revision_id: 8, title: '' } }))).toEqual({ ok: true, data: 8 })
  for (const data of [{}, { document: {} }, { document: { revision_id: -1 } }, { document: { revision_id: '8' } }])
    expect(readRevision(answerOf(data)).ok).toBe(false)
})

it('a link leads to a block, whatever place of the document it led to before', () => {
  expect(blockUrl('https://x.feishu.cn/docx/doxcnDoc#old', imageBlock)).toBe(
    'https://x.feishu.cn/docx/doxcnDoc#doxcnImg',
  )
})

it('a heading tells its level and its words; other blocks tell neither', () => {
  const elements = [{ text_run: { content: '三、' } }, { mention_user: {} }, { text_run: { content: '结论' } }]
  const heading = { block_id: imageBlock, block_type: 4, parent_id: '', children: [], heading2: { elements } }
  expect([headingLevelOf(heading), headingTextOf(heading)]).toEqual([2, '三、结论'])
  const text = { block_id: fileBlock, block_type: 2, parent_id: '', children: [], text: { elements } }
  expect([headingLevelOf(text), headingTextOf(text)]).toEqual([null, ''])
})
