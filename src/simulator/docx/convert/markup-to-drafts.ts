import { parseFragment } from 'parse5'
import { blockTypeOf, mayHold, textTypes } from '../../../contract/feishu/docx/block-types.ts'
import { codeLanguageOf } from '../../../contract/feishu/docx/code-languages.ts'
import { emptyImage } from '../block.ts'
import { emptyParagraph, everyDraft, leaf, newColumn, type Draft } from '../new-blocks/draft.ts'
import { wrappedFile } from '../new-blocks/read-draft.ts'
import { styledText, textRun, type TextElement } from '../text.ts'
import { attribute, childrenNamed, elementsOfLine, inlineParts, isElement, textIn } from './inline.ts'
import type { InlinePart, MarkupElement, MarkupNode } from './inline.ts'
import { tableDraft } from './table-draft.ts'

/** The blocks of an HTML text, or of the XML of docs_ai, which names the same things alike. */
export function draftsOfMarkup(markup: string): readonly Draft[] {
  return blocksIn(parseFragment(markup).childNodes)
}

/** The text under `<title>`; `null` where there is none. */
export function titleOfMarkup(markup: string): string | null {
  const title = parseFragment(markup).childNodes.find((node) => isElement(node) && node.tagName === 'title')
  return title ? textIn(title).trim() : null
}

type Reader = (node: MarkupElement) => readonly Draft[]

const inside: Reader = ({ childNodes }) => blocksIn(childNodes)

/** Elements that are blocks; any other stands in a line. */
const readers: ReadonlyMap<string, Reader> = new Map([
  ...Array.from({ length: 9 }, (_, at): [string, Reader] => [
    `h${at + 1}`,
    (node) => textBlock(`heading${at + 1}`, node),
  ]),
  ['p', (node) => textBlock('text', node)],
  ['ul', listDrafts],
  ['ol', listDrafts],
  ['pre', (node) => [codeDraft(node)]],
  ['blockquote', (node) => blocksIn(node.childNodes).map(quoted)],
  ['hr', () => [leaf(blockTypeOf('divider'), { kind: 'divider', fields: {} })]],
  ['table', (node) => tableDraft(node, (cell) => held('table_cell', blocksIn(cell.childNodes)))],
  ['checkbox', (node) => textBlock('todo', node, { done: attribute(node, 'done') === 'true' })],
  ['callout', (node) => [calloutDraft(node)]],
  ['grid', (node) => gridDrafts(node)],
  ...['div', 'section', 'article', 'main', 'header', 'footer', 'figure', 'details', 'li', 'column', 'dl', 'center'].map(
    (tag): [string, Reader] => [tag, inside],
  ),
])

function blocksIn(nodes: readonly MarkupNode[]): readonly Draft[] {
  const drafts: Draft[] = []
  let line: InlinePart[] = []
  const flush = () => {
    drafts.push(...lineDrafts('text', line))
    line = []
  }
  for (const node of nodes) {
    const reader = isElement(node) ? readers.get(node.tagName) : undefined
    if (!reader || !isElement(node)) {
      line.push(...inlineParts(node))
      continue
    }
    flush()
    drafts.push(...reader(node))
  }
  flush()
  return drafts
}

/** A block of text, and one for each picture in it. */
function textBlock(key: string, node: MarkupElement, style: Readonly<Record<string, unknown>> = {}): readonly Draft[] {
  const parts = node.childNodes.flatMap((child) => inlineParts(child))
  return lineDrafts(key, parts, style)
}

function lineDrafts(
  key: string,
  parts: readonly InlinePart[],
  style: Readonly<Record<string, unknown>> = {},
): readonly Draft[] {
  const drafts: Draft[] = []
  let run: Exclude<InlinePart, { kind: 'media' }>[] = []
  const flush = () => {
    const elements = elementsOfLine(run)
    if (elements.length > 0) drafts.push(textDraft(key, elements, style))
    run = []
  }
  for (const part of parts) {
    if (part.kind === 'media') {
      flush()
      drafts.push(mediaDraft(part.node))
    } else run.push(part)
  }
  flush()
  return drafts
}

function textDraft(
  key: string,
  elements: readonly TextElement[],
  style: Readonly<Record<string, unknown>> = {},
): Draft {
  const type = blockTypeOf(key)
  return leaf(type, { kind: 'text', text: styledText(type, elements, style) })
}

/** An empty block that says where its picture or file is to come from. */
function mediaDraft(node: MarkupElement): Draft {
  const source = attribute(node, 'src') || attribute(node, 'path') || attribute(node, 'href')
  if (node.tagName === 'img') return { ...leaf(blockTypeOf('image'), { kind: 'image', image: emptyImage() }), source }
  const view = wrappedFile(1)
  return { ...view, children: view.children.map((file) => ({ ...file, source })) }
}

function codeDraft(node: MarkupElement): Draft {
  const [code] = childrenNamed(node, 'code')
  const names = [code ? attribute(code, 'class') : '', attribute(node, 'lang')]
  const language = names.flatMap((name) => codeLanguageOf(name.replace(/^.*\blanguage-/, '')) ?? []).at(0)
  const words = textIn(node).replace(/\n$/, '')
  return textDraft('code', [textRun(words)], language === undefined ? {} : { language })
}

const quoteType = blockTypeOf('quote')

/** A paragraph of a quote; what is no text stays what it is. */
function quoted(draft: Draft): Draft {
  const { content } = draft
  return content.kind === 'text' && draft.type === blockTypeOf('text') ? { ...draft, type: quoteType } : draft
}

/** The items of a list: what follows the first line of an item stands in it. */
function listDrafts(list: MarkupElement): readonly Draft[] {
  const ordered = list.tagName === 'ol'
  return childrenNamed(list, 'li').map((item, at) => {
    const sequence = at === 0 ? attribute(list, 'start') || '1' : 'auto'
    const checkbox = checkboxOf(item)
    const [first, ...rest] = blocksIn(item.childNodes)
    const isLine = first?.content.kind === 'text' && first.type === blockTypeOf('text')
    const elements = isLine ? first.content.text.elements : []
    const key = checkbox ? 'todo' : ordered ? 'ordered' : 'bullet'
    const style = checkbox ? { done: isChecked(checkbox) } : ordered ? { sequence } : {}
    const children = first && !isLine ? [first, ...rest] : rest
    return { ...textDraft(key, elements, style), children }
  })
}

function checkboxOf(item: MarkupElement): MarkupElement | undefined {
  const firsts = item.childNodes.flatMap((node) => (isElement(node) && node.tagName === 'p' ? node.childNodes : [node]))
  return firsts.find(
    (node): node is MarkupElement =>
      isElement(node) && node.tagName === 'input' && attribute(node, 'type') === 'checkbox',
  )
}

function isChecked({ attrs }: MarkupElement): boolean {
  return attrs.some(({ name }) => name === 'checked')
}

/** What a container takes of these blocks; of the others the texts in them. Never nothing. */
function held(key: string, drafts: readonly Draft[]): readonly Draft[] {
  const fits = ({ type }: Draft) => mayHold(blockTypeOf(key), type)
  const taken = drafts.flatMap((draft): readonly Draft[] => {
    if (fits(draft)) return [draft]
    const texts = everyDraft(draft.children).filter((inner) => textTypes.has(inner.type) && fits(inner))
    return texts.map((inner) => ({ ...inner, children: [] }))
  })
  return taken.length > 0 ? taken : [emptyParagraph()]
}

function calloutDraft(node: MarkupElement): Draft {
  const emoji = attribute(node, 'emoji') || 'gift'
  return {
    type: blockTypeOf('callout'),
    content: { kind: 'callout', fields: { emoji_id: emoji } },
    children: held('callout', blocksIn(node.childNodes)),
  }
}

/** A grid of one column, or of none, is what stands in it. */
function gridDrafts(node: MarkupElement): readonly Draft[] {
  const columns = childrenNamed(node, 'column')
  if (columns.length < 2) return blocksIn(node.childNodes)
  const share = Math.floor(100 / columns.length)
  const children = columns.map((column) => newColumn(share, held('grid_column', blocksIn(column.childNodes))))
  return [{ type: blockTypeOf('grid'), content: { kind: 'grid' }, children }]
}
