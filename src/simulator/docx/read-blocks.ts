import * as v from 'valibot'
import { blocksPerPage } from '../../contract/limits.ts'
import { refuse, type Answer } from '../answer.ts'
import { readInput, type Call } from '../call.ts'
import { wireBlock, type Block } from './block.ts'
import { openBlock, openDocument } from './open-document.ts'

/** GET docx/v1/documents/:document_id. */
export function getDocument(call: Call): Answer {
  const { token, revision, title } = openDocument(call, 'read')
  return { kind: 'data', data: { document: { document_id: token, revision_id: revision, title } } }
}

/** GET docx/v1/…/blocks: every block, each before its children. */
export function listBlocks(call: Call): Answer {
  return pageOf(call, openDocument(call, 'read').blocks.preOrder())
}

/** GET docx/v1/…/blocks/:block_id. */
export function getBlock(call: Call): Answer {
  const document = openDocument(call, 'read')
  return { kind: 'data', data: { block: wireBlock(openBlock(document, call.parameters['block_id'] ?? '')) } }
}

/** GET docx/v1/…/blocks/:block_id/children; with `with_descendants=true` the block itself and all in it. */
export function listChildren(call: Call): Answer {
  const document = openDocument(call, 'read')
  const block = openBlock(document, call.parameters['block_id'] ?? '')
  const deep = call.query['with_descendants'] === 'true'
  return pageOf(call, deep ? document.blocks.preOrder(block.id) : document.blocks.childrenOf(block))
}

const PageSize = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(blocksPerPage)),
  String(blocksPerPage),
)

function pageOf({ query }: Call, blocks: readonly Block[]): Answer {
  const size = readInput(PageSize, query['page_size'], 1770001)
  const start = readPageToken(query['page_token'] ?? '')
  const items = blocks.slice(start, start + size).map(wireBlock)
  const next = start + size
  const more = next < blocks.length
  return { kind: 'data', data: { items, has_more: more, ...(more && { page_token: makePageToken(next) }) } }
}

function makePageToken(start: number): string {
  return Buffer.from(`from ${start}`).toString('base64url')
}

function readPageToken(token: string): number {
  if (token === '') return 0
  const start = /^from (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())?.[1]
  return start === undefined ? refuse(1770022) : Number(start)
}
