import type { DefaultTreeAdapterTypes } from 'parse5'
import { own } from '../../../contract/own.ts'
import { textRun, type ElementStyle, type TextElement } from '../text.ts'

export type MarkupNode = DefaultTreeAdapterTypes.ChildNode
export type MarkupElement = DefaultTreeAdapterTypes.Element

/** What stands in a line: text, or a picture or file that becomes a block of its own. */
export type InlinePart =
  | { readonly kind: 'run'; readonly words: string; readonly style: Style }
  | { readonly kind: 'element'; readonly element: TextElement }
  | { readonly kind: 'media'; readonly node: MarkupElement }

type Style = Partial<ElementStyle>

const styles: Readonly<Record<string, Style>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italic: true },
  em: { italic: true },
  s: { strikethrough: true },
  del: { strikethrough: true },
  strike: { strikethrough: true },
  u: { underline: true },
  ins: { underline: true },
  code: { inline_code: true },
}

/** Elements whose content is no text. */
const silent: ReadonlySet<string> = new Set(['script', 'style', 'svg', 'template', 'noscript', 'input', 'title'])

export function isElement(node: MarkupNode): node is MarkupElement {
  return 'tagName' in node
}

/** The elements of these names that stand directly in another one. */
export function childrenNamed(node: MarkupElement, ...names: readonly string[]): readonly MarkupElement[] {
  return node.childNodes.filter((child): child is MarkupElement => isElement(child) && names.includes(child.tagName))
}

/** An attribute of an element; empty where it has none. */
export function attribute({ attrs }: MarkupElement, name: string): string {
  return attrs.find((other) => other.name === name)?.value ?? ''
}

/** All text in an element as it is written. */
export function textIn(node: MarkupNode): string {
  if ('value' in node) return node.value
  return isElement(node) ? node.childNodes.map(textIn).join('') : ''
}

export function inlineParts(node: MarkupNode, style: Style = {}): readonly InlinePart[] {
  if (!isElement(node)) {
    return 'value' in node ? [{ kind: 'run', words: node.value.replace(/[ \t\r\n]+/g, ' '), style }] : []
  }
  const { tagName } = node
  if (silent.has(tagName)) return []
  if (tagName === 'br') return [{ kind: 'run', words: '\n', style }]
  if (tagName === 'img' || tagName === 'source') return [{ kind: 'media', node }]
  if (tagName === 'equation') return [{ kind: 'element', element: equation(textIn(node)) }]
  const href = tagName === 'a' ? attribute(node, 'href') : ''
  // Feishu keeps the address of a link percent-encoded as a whole (official, sample of docx/document/convert).
  const link = href === '' ? {} : { link: { url: encodeURIComponent(href) } }
  return node.childNodes.flatMap((child) => inlineParts(child, { ...style, ...own(styles, tagName), ...link }))
}

function equation(content: string): TextElement {
  const run = textRun('')['text_run']
  return { equation: { ...(typeof run === 'object' ? run : {}), content } }
}

/** Text elements of parts in a line, without the blanks around it; neighbours of one style become one run. */
export function elementsOfLine(parts: readonly Exclude<InlinePart, { kind: 'media' }>[]): readonly TextElement[] {
  const merged: Exclude<InlinePart, { kind: 'media' }>[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (part.kind === 'run' && last?.kind === 'run' && sameStyle(part.style, last.style)) {
      merged[merged.length - 1] = { ...last, words: last.words + part.words }
    } else merged.push(part)
  }
  return merged.flatMap((part, at) => {
    if (part.kind === 'element') return [part.element]
    let { words } = part
    if (at === 0) words = words.trimStart()
    if (at === merged.length - 1) words = words.trimEnd()
    return words === '' ? [] : [textRun(words.replace(/ ?\n ?/g, '\n'), part.style)]
  })
}

function sameStyle(one: Style, other: Style): boolean {
  return JSON.stringify(textRun('', one)) === JSON.stringify(textRun('', other))
}
