import { blockKeys } from '../../../contract/feishu/docx/block-types.ts'
import { codeLanguageName } from '../../../contract/feishu/docx/code-languages.ts'
import type { SimulatedWorld } from '../../world/world.ts'
import { rowsOf, type Block, type TableBlock } from '../block.ts'
import type { DocxDocument } from '../docx-document.ts'
import { elementsOf, textField, wordsOf, type ReadElement, type TextContent } from '../text.ts'
import { wordsOfElement, type NamesIn } from './mentions.ts'

interface Exported {
  readonly world: SimulatedWorld
  readonly document: DocxDocument
  readonly names: NamesIn
}

/**
 * A document as Markdown, in the form of the sample of docs-v1/content/get (updated 2025-08-15): list items with a line between
 * them, four spaces for each level, to-dos with `*`, links as they are stored. Tables and grids are HTML, pictures leave nothing
 * (a program's measurement of 2026-09-23, docs/feishu.md, U50).
 */
export function markdownOf(exported: Exported): string {
  const [page] = exported.document.blocks.preOrder()
  if (page?.kind !== 'text') return ''
  const title = `# ${inlineMarkdown(exported, page.text)}`
  return [title, ...blocksMarkdown(exported, page)].join('\n\n')
}

/** The children of a block, each a piece of its own. */
function blocksMarkdown(exported: Exported, parent: Block): readonly string[] {
  let number = 0
  return exported.document.blocks
    .childrenOf(parent)
    .flatMap((block) => {
      number = blockKeys.get(block.type) === 'ordered' ? number + 1 : 0
      return blockMarkdown(exported, block, number)
    })
    .filter((text) => text !== '')
}

const indent = '    '
/** What stands in these belongs to an item, and is indented; what stands in another text comes after it. */
const items: ReadonlySet<string | undefined> = new Set(['bullet', 'ordered', 'todo'])

function blockMarkdown(exported: Exported, block: Block, number: number): readonly string[] {
  const inside = blocksMarkdown(exported, block)
  const isItem = items.has(blockKeys.get(block.type))
  switch (block.kind) {
    case 'text':
      return [textMarkdown(exported, block, number), ...inside.map((text) => (isItem ? indented(text) : text))]
    case 'divider':
      return ['---']
    case 'file':
      return [`\\[${escaped(block.file.name)}\\]`]
    case 'quote_container':
      return [
        inside
          .flatMap((text) => text.split('\n').concat(''))
          .map((line) => `> ${line}`)
          .join('\n'),
      ]
    case 'callout':
      return [['<div class="callout">', ...inside, '</div>'].join('\n\n')]
    case 'table':
      return [tableMarkdown(exported, block)]
    case 'grid':
      return [rowsMarkdown([exported.document.blocks.childrenOf(block).map((column) => ({ exported, cell: column }))])]
    case 'image':
      return []
    default:
      return inside
  }
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : indent + line))
    .join('\n')
}

function textMarkdown(exported: Exported, block: Extract<Block, { kind: 'text' }>, number: number): string {
  const key = blockKeys.get(block.type) ?? ''
  if (key === 'code') {
    const words = wordsOf(block.text)
    return `\`\`\`${codeLanguageName(Number(block.text.style['language'] ?? 0))}\n${words}\n\`\`\``
  }
  const text = inlineMarkdown(exported, block.text)
  if (key.startsWith('heading')) return `${'#'.repeat(Math.min(6, Number(key.slice('heading'.length))))} ${text}`
  switch (key) {
    case 'bullet':
      return `- ${text}`
    case 'ordered':
      return `${number}. ${text}`
    case 'todo':
      return `* [${block.text.style['done'] === true ? 'x' : ' '}] ${text}`
    case 'quote':
      return text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')
    default:
      return text
  }
}

interface ExportedCell {
  readonly exported: Exported
  readonly cell: Block
}

function tableMarkdown(exported: Exported, table: TableBlock): string {
  const cells = exported.document.blocks.childrenOf(table).map((cell) => ({ exported, cell }))
  return rowsMarkdown(rowsOf(table, cells))
}

function rowsMarkdown(rows: readonly (readonly ExportedCell[])[]): string {
  const cellOf = ({ exported, cell }: ExportedCell) => ['<td>', ...blocksMarkdown(exported, cell), '</td>'].join('\n\n')
  const rowOf = (cells: readonly ExportedCell[]) => ['<tr>', ...cells.map(cellOf), '</tr>'].join('\n')
  return ['<table><tbody>', ...rows.map(rowOf), '</tbody></table>'].join('\n')
}

function inlineMarkdown({ world, names }: Exported, text: TextContent): string {
  return elementsOf(text)
    .map((element) => styled(element, wordsOfElement(world, element, names)))
    .join('')
}

function styled(element: ReadElement, words: string): string {
  const { kind, style } = element
  if (words === '') return ''
  if (kind === 'mention_doc') return `[${escaped(words)}](${decoded(textField(element, 'url'))})`
  if (kind === 'equation') return `$${words.trim()}$`
  if (style.inline_code) return `\`${words}\``
  let marked = escaped(words)
  if (style.strikethrough) marked = `~~${marked}~~`
  if (style.italic) marked = `*${marked}*`
  if (style.bold) marked = `**${marked}**`
  return style.link ? `[${marked}](${style.link.url})` : marked
}

/** Signs of Markdown that stand for themselves. */
function escaped(words: string): string {
  return words.replace(/[\\`*[\]()]/g, String.raw`\$&`)
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
