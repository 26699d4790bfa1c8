import * as v from 'valibot'
import type { Answer } from '../../http/answer.ts'
import { readInput, type Call } from '../../http/call.ts'
import type { Block } from '../block.ts'
import type { BlockTree } from '../block-tree.ts'
import { openDocument } from '../open-document.ts'
import { elementsOf } from '../text.ts'
import { wordsOfElement, type NamesIn } from './mentions.ts'
import type { SimulatedWorld } from '../../world/world.ts'

/** 2 is documented as not supported yet: the default name is used. Official, docx/document/raw_content, updated 2025-01-03. */
const Language = v.optional(v.picklist(['0', '1', '2']), '0')

/** GET docx/v1/documents/:document_id/raw_content. */
export function getRawContent(call: Call): Answer {
  const document = openDocument(call, 'read')
  const names: NamesIn = readInput(Language, call.query['lang'], 1770001) === '1' ? 'english' : 'default'
  return { kind: 'data', data: { content: rawTextOf(call.world, document.blocks, names) } }
}

/**
 * Each text ends with a line break, the title too; each cell ends with one more (official, sample of docx/document/raw_content; cells
 * by a program's measurement of 2026-09-23, docs/feishu.md, U50). Pictures and files have no text (U51).
 */
export function rawTextOf(world: SimulatedWorld, blocks: BlockTree, names: NamesIn): string {
  const textOf = (block: Block): string => {
    const own =
      block.kind === 'text'
        ? `${elementsOf(block.text)
            .map((element) => wordsOfElement(world, element, names))
            .join('')}\n`
        : ''
    const inside = blocks.childrenOf(block).map(textOf).join('')
    return own + inside + (block.kind === 'table_cell' ? '\n' : '')
  }
  const [page] = blocks.preOrder()
  return page ? textOf(page) : ''
}
