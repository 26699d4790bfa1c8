import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { convertedTextMaxCharacters } from '../../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../../http/answer.ts'
import { readInput, type Call } from '../../http/call.ts'
import { wireContent } from '../block.ts'
import { everyDraft, type Draft } from '../new-blocks/draft.ts'
import { htmlOfMarkdown } from './markdown-to-html.ts'
import { draftsOfMarkup } from './markup-to-drafts.ts'

const ConvertInput = v.object({ content_type: v.picklist(['markdown', 'html']), content: v.string() })

/** Largest body: text of the largest size, most of it in signs of three bytes. */
export const convertJsonMaxBytes = 4 * convertedTextMaxCharacters

/**
 * POST docx/v1/documents/blocks/convert. Changes no document: the ids are made up, and a `descendant` call puts the blocks into one.
 * `blocks` is in no order (a program's measurement of 2026-09-23, docs/feishu.md, U50), so here it is in that of the ids.
 */
export function convertContent({ body }: Call): Answer {
  const { content_type: type, content } = readInput(ConvertInput, body, 99992402)
  if (content.length > convertedTextMaxCharacters) refuse(1770033)
  const drafts = draftsOfMarkup(type === 'markdown' ? htmlOfMarkdown(content) : content)
  const ids = new Map<Draft, string>()
  for (const draft of everyDraft(drafts)) nameDraft(ids, draft)
  const idOf = (draft: Draft): string => ids.get(draft) ?? ''
  const blocks = [...ids.keys()].map((draft) => convertedBlock(draft, idOf))
  return {
    kind: 'data',
    data: {
      first_level_block_ids: drafts.map(idOf),
      blocks: blocks.toSorted((a, b) => (a.block_id < b.block_id ? -1 : 1)),
      block_id_to_image_urls: [...ids]
        .filter(([{ content: made }]) => made.kind === 'image')
        .map(([draft, id]) => ({ block_id: id, image_url: draft.source ?? '' })),
    },
  }
}

/** Names a draft, and the cells of a table by their row and column (official, sample of docx/document/convert). */
function nameDraft(ids: Map<Draft, string>, draft: Draft): void {
  if (!ids.has(draft)) ids.set(draft, randomUUID())
  if (draft.content.kind !== 'table') return
  const columns = draft.content.table.columnWidths.map(() => randomUUID())
  let row = ''
  for (const [at, cell] of draft.children.entries()) {
    if (at % columns.length === 0) row = randomUUID()
    ids.set(cell, `row${row}col${columns[at % columns.length] ?? ''}`)
  }
}

function convertedBlock(draft: Draft, idOf: (draft: Draft) => string) {
  const children = draft.children.map(idOf)
  return {
    block_id: idOf(draft),
    block_type: draft.type,
    revision_id: 0,
    parent_id: '',
    ...(children.length > 0 && { children }),
    ...wireContent(draft.type, draft.content, children),
  }
}
