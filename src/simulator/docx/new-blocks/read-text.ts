import * as v from 'valibot'
import { lastCodeLanguage } from '../../../contract/feishu/docx/code-languages.ts'
import { own } from '../../../contract/own.ts'
import { refuse } from '../../http/answer.ts'
import { readInput, refuseField } from '../../http/call.ts'
import { ElementStyle, styledText, type TextContent, type TextElement } from '../text.ts'

type Fields = Readonly<Record<string, unknown>>

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
    const code = own(input, 'undefined') === undefined ? 1770001 : 1770024
    return refuseField(code, { field, value: '', description: 'no text element' })
  }
  const element = readInput(schema, own(input, kind), 1770006)
  if (kind !== 'text_run' && element.text_element_style.link) refuse(1770024)
  return { [kind]: element }
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

const Text = v.object({
  elements: v.optional(v.array(v.record(v.string(), v.unknown())), []),
  style: v.optional(TextStyle, {}),
})

/** The text of a block that is created. Refuses with 1770006, or as an element is refused. */
export function readText(type: number, input: unknown, field: string): TextContent {
  const { elements, style } = readInput(Text, input ?? {}, 1770006)
  return styledText(type, readElements(elements, `${field}.elements`), style)
}
