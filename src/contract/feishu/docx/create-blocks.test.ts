import * as v from 'valibot'
import { expect, it } from 'vitest'
import { createBlocksRequest, readCreatedBlocks } from './create-blocks.ts'
import { DocumentId } from '../ids.ts'
import { answerOf } from '../../testing/answer-of.ts'

const documentId = v.parse(DocumentId, 'doxcnDoc')
const clientToken = '07c56d36-db8b-480f-97f2-7b77a9d3e787'

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

it('takes a file block without a view around it as it is', () => {
  const children = [{ block_id: 'doxcnFile', block_type: 23, parent_id: 'doxcnDoc', file: { token: '' } }]
  expect(readCreatedBlocks(answerOf({ children, document_revision_id: 8 }))).toMatchObject({
    data: { blocks: [{ topBlockId: 'doxcnFile', mediaBlockId: 'doxcnFile' }] },
  })
})
