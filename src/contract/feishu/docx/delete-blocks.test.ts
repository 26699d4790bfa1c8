import * as v from 'valibot'
import { expect, it } from 'vitest'
import { deleteBlocksRequest, deleteByIdRequest, readDeleted, readDocumentUpdate } from './delete-blocks.ts'
import { BlockId, DocumentId } from '../ids.ts'
import { answerOf } from '../../testing/answer-of.ts'

const documentId = v.parse(DocumentId, 'doxcnDoc')
const imageBlock = v.parse(BlockId, 'doxcnImg')
const fileBlock = v.parse(BlockId, 'doxcnFile')
const clientToken = '07c56d36-db8b-480f-97f2-7b77a9d3e787'

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
