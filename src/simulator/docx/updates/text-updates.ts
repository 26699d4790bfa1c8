import * as v from 'valibot'
import { refuse } from '../../http/answer.ts'
import type { Block } from '../block.ts'
import { readElements, TextStyle } from '../new-blocks/read-text.ts'
import type { TextContent } from '../text.ts'

const elements = v.array(v.record(v.string(), v.unknown()))
const fields = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))), v.minLength(1))

export const textOperations = {
  update_text_elements: v.optional(v.object({ elements })),
  update_text_style: v.optional(v.object({ style: TextStyle, fields })),
  update_text: v.optional(v.object({ elements, style: TextStyle, fields })),
}
const TextUpdate = v.object(textOperations)
export type TextUpdate = v.InferOutput<typeof TextUpdate>

/** Properties of a style by their number in `fields`. Official, docx/document-block/patch, updated 2025-09-17. */
const styleFields = ['align', 'done', 'folded', 'language', 'wrap', 'background_color', 'indentation_level'] as const

/** The text after an update; 1770025 for a block without text. */
export function updatedText(block: Block, update: TextUpdate): TextContent {
  if (block.kind !== 'text') return refuse(1770025)
  const { update_text: both, update_text_elements: words = both, update_text_style: looks = both } = update
  const chosen = new Set(looks?.fields.map((number) => styleFields[number - 1]))
  const changed = styleFields.filter((name) => chosen.has(name)).map((name) => [name, looks?.style[name]] as const)
  const left = Object.entries(block.text.style).filter(([name]) => !changed.some(([other]) => other === name))
  return {
    elements: words ? readElements(words.elements, 'elements') : block.text.elements,
    style: Object.fromEntries([...left, ...changed.filter(([, value]) => value !== undefined)]),
  }
}
