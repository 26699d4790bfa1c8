import * as v from 'valibot'
import { blockKeys } from '../../../contract/feishu/docx/block-types.ts'
import { refuse, type Answer } from '../../http/answer.ts'
import type { Call } from '../../http/call.ts'
import { contentOf, type Block } from '../block.ts'
import { htmlOfMarkdown } from '../convert/markdown-to-html.ts'
import { draftsOfMarkup, titleOfMarkup } from '../convert/markup-to-drafts.ts'
import type { DocxDocument } from '../docx-document.ts'
import { checkPlaces } from '../new-blocks/check-drafts.ts'
import { plant, type Draft, type Planted } from '../new-blocks/draft.ts'
import { openBlock } from '../open-document.ts'
import { elementsOf, textField } from '../text.ts'
import { answerUpdate, leftByFault } from './update-answer.ts'

interface Shared {
  readonly format: 'xml' | 'markdown'
  readonly revision_id: number
}

/** Commands that bring content, or copies of it. Read from larksuite/cli (docs_update_v2.go, lark-doc-update.md, 2026-11-29). */
type ContentCommand = Shared &
  (
    | { readonly command: 'append' | 'overwrite'; readonly content: string }
    | { readonly command: 'block_insert_after' | 'block_replace'; readonly block_id: string; readonly content: string }
    | { readonly command: 'str_replace'; readonly pattern: string; readonly content: string }
    | {
        readonly command: 'block_copy_insert_after'
        readonly block_id: string
        readonly src_block_ids: readonly string[]
      }
  )

const some = v.pipe(v.string(), v.minLength(1))

/** Their bodies, with the fields that all commands share. */
export function contentCommands<const Entries extends v.ObjectEntries>(shared: Entries) {
  return [
    v.object({ command: v.literal('append'), content: some, ...shared }),
    v.object({ command: v.literal('overwrite'), content: some, ...shared }),
    v.object({ command: v.literal('block_insert_after'), block_id: some, content: some, ...shared }),
    v.object({ command: v.literal('block_replace'), block_id: some, content: some, ...shared }),
    v.object({ command: v.literal('str_replace'), pattern: some, content: v.optional(v.string(), ''), ...shared }),
  ] as const
}

export function runContentCommand(call: Call, document: DocxDocument, command: ContentCommand): Answer {
  switch (command.command) {
    case 'str_replace':
      return replaceWords(call, document, command)
    case 'block_copy_insert_after': {
      const copies = command.src_block_ids.map((id) => copyOf(document, openBlock(document, id)))
      return insert(call, document, { drafts: copies, ...behind(document, command.block_id) })
    }
    case 'append':
      return insert(call, document, { drafts: draftsOf(command), ...behind(document, '-1') })
    case 'block_insert_after':
      return insert(call, document, { drafts: draftsOf(command), ...behind(document, command.block_id) })
    case 'block_replace':
      return insert(call, document, { drafts: draftsOf(command), ...inPlaceOf(document, command.block_id) })
    case 'overwrite': {
      const gone = openBlock(document, document.token).children
      const title = titleOfMarkup(command.content)
      return insert(call, document, { drafts: draftsOf(command), parentId: document.token, index: 0, gone, title })
    }
  }
}

function draftsOf({ format, content }: { readonly format: 'xml' | 'markdown'; readonly content: string }) {
  return draftsOfMarkup(format === 'markdown' ? htmlOfMarkdown(content) : content)
}

interface Spot {
  readonly parentId: string
  readonly index: number
  /** Blocks that make room. */
  readonly gone?: readonly string[]
}

/** Behind a block; `-1` is the end of the document, `0` its beginning. */
function behind(document: DocxDocument, blockId: string): Spot {
  if (blockId === '-1') return { parentId: document.token, index: -1 }
  if (blockId === '0') return { parentId: document.token, index: 0 }
  const block = standing(document, blockId)
  return { parentId: block.parentId, index: openBlock(document, block.parentId).children.indexOf(block.id) + 1 }
}

function inPlaceOf(document: DocxDocument, blockId: string): Spot {
  const { parentId, index } = behind(document, blockId)
  return { parentId, index: index - 1, gone: [standing(document, blockId).id] }
}

/** A block that stands among others: of a file the view around it. Not the page itself. */
function standing(document: DocxDocument, blockId: string): Block {
  const block = openBlock(document, blockId)
  if (block.parentId === '') return refuse(1770001)
  const parent = openBlock(document, block.parentId)
  return parent.kind === 'view' ? parent : block
}

interface Insertion extends Spot {
  readonly drafts: readonly Draft[]
  readonly title?: string | null
}

function insert(call: Call, document: DocxDocument, { drafts, parentId, index, gone = [], title }: Insertion): Answer {
  checkPlaces(openBlock(document, parentId).type, drafts)
  const made = drafts.slice(0, drafts.length - leftByFault(call, drafts.length))
  const planted = document.edit(call.caller, call.world.clock.nowMs(), () => {
    if (made.length === 0) return []
    for (const id of gone) document.blocks.remove(id)
    if (title) document.blocks.retitle(title)
    return plant(document.blocks, parentId, index, made)
  })
  return answerUpdate(call, document, {
    newBlocks: planted.flatMap(newBlock),
    updated: made.length,
    warnings: drafts.slice(made.length).map(() => 'a block was left out'),
  })
}

/** A new block as the answer names it; one that waits for a picture or file by the mark that the caller gave it. */
function newBlock({ draft, id }: Planted): readonly unknown[] {
  if (draft.content.kind === 'view') return []
  return [{ block_id: id, block_type: blockKeys.get(draft.type) ?? '', block_token: draft.source ?? '' }]
}

function copyOf(document: DocxDocument, block: Block): Draft {
  return {
    type: block.type,
    content: contentOf(block),
    children: document.blocks.childrenOf(block).map((child) => copyOf(document, child)),
  }
}

interface Replacement {
  readonly pattern: string
  readonly content: string
}

/** Replaces words within runs of text, everywhere in the document but its title. */
function replaceWords(call: Call, document: DocxDocument, { pattern, content }: Replacement): Answer {
  const [, ...blocks] = document.blocks.preOrder()
  const found = blocks.flatMap((block) => {
    if (block.kind !== 'text') return []
    const has = elementsOf(block.text).some((element) => textField(element, 'content').includes(pattern))
    return has ? [{ ...block, text: { ...block.text, elements: replaced(block, pattern, content) } }] : []
  })
  const changed = found.slice(0, found.length - leftByFault(call, found.length))
  document.edit(call.caller, call.world.clock.nowMs(), () => {
    for (const block of changed) document.blocks.replace(block)
  })
  return answerUpdate(call, document, {
    newBlocks: [],
    updated: changed.length,
    warnings: found.length === 0 ? ['nothing matches the pattern'] : [],
    ...(found.length === 0 && { result: 'failed' }),
  })
}

function replaced({ text }: Extract<Block, { kind: 'text' }>, pattern: string, content: string) {
  return elementsOf(text).flatMap((element) => {
    if (element.kind !== 'text_run') return [{ [element.kind]: element.fields }]
    const words = textField(element, 'content').replaceAll(pattern, () => content)
    return words === '' ? [] : [{ text_run: { ...element.fields, content: words } }]
  })
}
