import * as v from 'valibot'
import { expect, it } from 'vitest'
import { bindRequest, readBound } from './bind-blocks.ts'
import { BlockId, DocumentId, FileToken } from '../ids.ts'
import { answerOf } from '../../testing/answer-of.ts'

const documentId = v.parse(DocumentId, 'doxcnDoc')
const imageBlock = v.parse(BlockId, 'doxcnImg')
const fileBlock = v.parse(BlockId, 'doxcnFile')
const fileToken = v.parse(FileToken, 'boxcnToken')
const clientToken = '07c56d36-db8b-480f-97f2-7b77a9d3e787'

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
