import * as v from 'valibot'
import { expect, it } from 'vitest'
import { mediaTokenOf } from './block.ts'
import {
  getBlockRequest,
  getDocumentRequest,
  readRevision,
  listChildrenRequest,
  readBlock,
  readBlockPage,
} from './read-blocks.ts'
import { BlockId, DocumentId } from '../ids.ts'
import { answerOf } from '../../testing/answer-of.ts'

const documentId = v.parse(DocumentId, 'doxcnDoc')
const imageBlock = v.parse(BlockId, 'doxcnImg')

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

it('ends where Feishu says so, whatever page token comes with it', () => {
  const items = [{ block_id: 'doxcnImg', block_type: 27 }]
  const more = readBlockPage(answerOf({ items, has_more: true, page_token: 'next' }))
  const last = readBlockPage(answerOf({ items, has_more: false, page_token: 'stale' }))
  expect(more).toMatchObject({ ok: true, data: { nextPageToken: 'next', items: [{ block_id: 'doxcnImg' }] } })
  expect(last).toMatchObject({ ok: true, data: { nextPageToken: '' } })
  expect(readBlockPage(answerOf({}))).toEqual({ ok: true, data: { items: [], nextPageToken: '' } })
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
