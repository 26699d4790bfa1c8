import * as v from 'valibot'
import { blockKeys } from '../../contract/feishu/docx/block-types.ts'
import { own } from '../../contract/own.ts'

type Fields = Readonly<Record<string, unknown>>

/** A run of text, mention or the like, in the form that the API answers. */
export type TextElement = Fields

export interface TextContent {
  readonly elements: readonly TextElement[]
  readonly style: Fields
}

const flag = v.optional(v.boolean(), false)
/** A colour by its number in Feishu's palette. */
export const colour = (last: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(last)))

/** Official, docx/data-structure/block, TextElementStyle: every flag is answered, colours and link where there are some. */
export const ElementStyle = v.object({
  bold: flag,
  italic: flag,
  strikethrough: flag,
  underline: flag,
  inline_code: flag,
  background_color: colour(15),
  text_color: colour(7),
  link: v.optional(v.object({ url: v.string() })),
})
export type ElementStyle = v.InferOutput<typeof ElementStyle>

/** The style that a text has before anybody chooses one. Official, sample answers of docx/document-block/* and convert. */
function usualStyle(type: number): Fields {
  const key = blockKeys.get(type)
  if (key === 'code') return { wrap: false }
  return { align: 1, folded: false, ...(key === 'todo' && { done: false }) }
}

/** A text without any style. */
export function plainText(content: string): TextContent {
  return styledText(2, [textRun(content)])
}

export function styledText(type: number, elements: readonly TextElement[], style: Fields = {}): TextContent {
  return { elements, style: { ...usualStyle(type), ...style } }
}

export function textRun(content: string, style: Partial<ElementStyle> = {}): TextElement {
  return { text_run: { content, text_element_style: v.parse(ElementStyle, style) } }
}

/** One element, by its kind. */
export interface ReadElement {
  readonly kind: string
  readonly fields: Fields
  readonly style: ElementStyle
}

/** A field of an element that is text; empty where it is none. */
export function textField({ fields }: ReadElement, name: string): string {
  const found = own(fields, name)
  return typeof found === 'string' ? found : ''
}

const Style = v.fallback(ElementStyle, () => v.parse(ElementStyle, {}))

/** The elements of a text, by their kinds. */
export function elementsOf({ elements }: TextContent): readonly ReadElement[] {
  return elements.flatMap((element) =>
    Object.entries(element).flatMap(([kind, content]) => {
      if (typeof content !== 'object' || content === null) return []
      const fields: Fields = { ...content }
      return [{ kind, fields, style: v.parse(Style, fields['text_element_style']) }]
    }),
  )
}

/** The text of a text block, without style. */
export function wordsOf(text: TextContent): string {
  return elementsOf(text)
    .map((element) => (['text_run', 'equation'].includes(element.kind) ? textField(element, 'content') : ''))
    .join('')
}
