import * as v from 'valibot'
import { blockKeys } from '../../contract/feishu/docx/block-types.ts'
import { lastCodeLanguage } from '../../contract/feishu/docx/code-languages.ts'
import { refuse } from '../http/answer.ts'
import { readInput } from '../http/call.ts'
import { own } from '../../contract/own.ts'

type Fields = Readonly<Record<string, unknown>>

/** A run of text, mention or the like, in the form that the API answers. */
export type TextElement = Fields

export interface TextContent {
  readonly elements: readonly TextElement[]
  readonly style: Fields
}

const flag = v.optional(v.boolean(), false)
const colour = (last: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(last)))

/** Official, docx/data-structure/block, TextElementStyle: every flag is answered, colours and link where there are some. */
const ElementStyle = v.object({
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

const styled = { text_element_style: v.optional(ElementStyle, {}) }
/** The kinds of element, each with what must be in it. Official, docx/data-structure/block, TextElementData. */
const elementKinds = {
  text_run: v.object({ content: v.string(), ...styled }),
  mention_user: v.looseObject({ user_id: v.string(), ...styled }),
  mention_doc: v.looseObject({ token: v.string(), obj_type: v.number(), ...styled }),
  reminder: v.looseObject({ create_user_id: v.string(), ...styled }),
  equation: v.looseObject({ content: v.string(), ...styled }),
  file: v.looseObject(styled),
  inline_block: v.looseObject(styled),
} as const

/** An element that a caller writes. An undefined one, and a link on anything but a run of text, is 1770024. */
function readElement(input: Fields, field: string): TextElement {
  const kind = Object.keys(elementKinds).find((name) => own(input, name) !== undefined)
  const schema = kind === undefined ? undefined : own(elementKinds, kind)
  if (kind === undefined || !schema) {
    return refuse(own(input, 'undefined') === undefined ? 1770001 : 1770024, fieldError(field, 'no text element'))
  }
  const element = readInput(schema, own(input, kind), 1770006)
  if (kind !== 'text_run' && element.text_element_style.link) refuse(1770024)
  return { [kind]: element }
}

/** Names the field of a refused body, as Feishu does. */
export function fieldError(field: string, description: string, value = '') {
  return { error: { field_violations: [{ field, value, description }] } }
}

/** Reads the elements of a text that is created or changed. */
export function readElements(input: readonly Fields[], field: string): readonly TextElement[] {
  return input.map((element, at) => readElement(element, `${field}.${at}`))
}

/** Official, docx/data-structure/block, TextStyle. */
export const TextStyle = v.object({
  align: v.optional(v.picklist([1, 2, 3])),
  done: v.optional(v.boolean()),
  folded: v.optional(v.boolean()),
  language: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(lastCodeLanguage))),
  wrap: v.optional(v.boolean()),
  background_color: v.optional(v.string()),
  indentation_level: v.optional(v.picklist(['NoIndent', 'OneLevelIndent'])),
  sequence: v.optional(v.string()),
})

/** The style that a text has before anybody chooses one. Official, sample answers of docx/document-block/* and convert. */
function usualStyle(type: number): Fields {
  const key = blockKeys.get(type)
  if (key === 'code') return { wrap: false }
  return { align: 1, folded: false, ...(key === 'todo' && { done: false }) }
}

const Text = v.object({
  elements: v.optional(v.array(v.record(v.string(), v.unknown())), []),
  style: v.optional(TextStyle, {}),
})

/** The text of a block that is created. Refuses with 1770006, or as an element is refused. */
export function readText(type: number, input: unknown, field: string): TextContent {
  const { elements, style } = readInput(Text, input ?? {}, 1770006)
  return { elements: readElements(elements, `${field}.elements`), style: { ...usualStyle(type), ...style } }
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
