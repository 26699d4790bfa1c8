import { blocksPerPage } from '../../contract/feishu/limits.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { cutPage, pagingOf, readPage } from '../http/paging.ts'
import { wireBlock, type Block } from './block.ts'
import { openBlock, openDocument, openRevision } from './open-document.ts'

/** GET docx/v1/documents/:document_id. */
export function getDocument(call: Call): Answer {
  const { token, revision, title } = openDocument(call, 'read')
  const document = { document_id: token, revision_id: revision, title, display_setting: displaySetting }
  return { kind: 'data', data: { document } }
}

/** What a document shows of itself unless somebody changed it. Official, sample of docx/document/get, updated 2025-07. */
const displaySetting = {
  show_authors: true,
  show_comment_count: false,
  show_create_time: true,
  show_like_count: false,
  show_pv: false,
  show_uv: false,
}

/** GET docx/v1/…/blocks: every block, each before its children. */
export function listBlocks(call: Call): Answer {
  return pageOf(call, openRevision(call).preOrder())
}

/** GET docx/v1/…/blocks/:block_id. */
export function getBlock(call: Call): Answer {
  const blocks = openRevision(call)
  return { kind: 'data', data: { block: wireBlock(openBlock({ blocks }, call.parameters['block_id'] ?? '')) } }
}

/** GET docx/v1/…/blocks/:block_id/children; with `with_descendants=true` the block itself and all in it. */
export function listChildren(call: Call): Answer {
  const blocks = openRevision(call)
  const block = openBlock({ blocks }, call.parameters['block_id'] ?? '')
  const deep = call.query['with_descendants'] === 'true'
  return pageOf(call, deep ? blocks.preOrder(block.id) : blocks.childrenOf(block))
}

function pageOf({ query }: Call, blocks: readonly Block[]): Answer {
  const rules = { usual: blocksPerPage, most: blocksPerPage, badSize: 1770001, badToken: 1770022 } as const
  const page = cutPage(blocks, readPage(query, rules))
  return { kind: 'data', data: { items: page.items.map(wireBlock), ...pagingOf(page) } }
}
