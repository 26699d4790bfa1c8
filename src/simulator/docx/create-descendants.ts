import * as v from 'valibot'
import { blockKeys } from '../../contract/feishu/docx/block-types.ts'
import { descendantsPerCall } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, refuseField, type Call } from '../http/call.ts'
import { insertDrafts, topsOf } from './create-blocks.ts'
import { editOnce } from './edit-once.ts'
import type { Draft } from './new-blocks/draft.ts'
import { readDraft, NewBlock } from './new-blocks/read-draft.ts'
import { openDocument } from './open-document.ts'

const few = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item), v.minLength(1), v.maxLength(descendantsPerCall))
const Descendant = v.looseObject({
  ...NewBlock.entries,
  block_id: v.optional(v.string(), ''),
  children: v.optional(v.nullable(v.array(v.string()))),
})
type Descendant = v.InferOutput<typeof Descendant>

const DescendantInput = v.object({
  children_id: few(v.string()),
  descendants: few(Descendant),
  index: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-1)), -1),
})
type DescendantInput = v.InferOutput<typeof DescendantInput>

/** POST docx/v1/…/blocks/:block_id/descendant: blocks with blocks in them, under names that the caller made up for them. */
export function createDescendants(call: Call): Answer {
  const document = openDocument(call, 'edit')
  const input = readInput(DescendantInput, call.body, 1770001)
  return editOnce(call, document, () => {
    const planted = insertDrafts(call, document, { index: input.index, read: () => readTree(input) })
    return {
      children: topsOf(document, planted),
      block_id_relations: planted.flatMap(({ draft, id }) =>
        draft.temporaryId === undefined ? [] : [{ temporary_block_id: draft.temporaryId, block_id: id }],
      ),
    }
  })
}

/**
 * Makes the tree of the flat list. A name that comes twice is 1770019, one of a lower level in `children_id` 1770006 (official,
 * docx/document-block/descendant, updated 2025-07-18); one that is in two places, in itself, nowhere or not listed 1770014
 * (docs/feishu.md, U51).
 */
function readTree({ children_id: tops, descendants }: DescendantInput): readonly Draft[] {
  const listed = new Map(descendants.map((input, at) => [input.block_id, { input, at }]))
  if (listed.size < descendants.length || new Set(tops).size < tops.length) refuse(1770019)
  const inside = new Set(descendants.flatMap(({ children }) => children ?? []))
  if (tops.some((name) => inside.has(name))) refuse(1770006)
  const waiting = new Map(listed)
  const read = (name: string): Draft => {
    const wrong = { field: 'descendants', value: name, description: 'in no place, or in two' }
    const found = waiting.get(name) ?? refuseField(1770014, wrong)
    waiting.delete(name)
    const { input, at } = found
    const children = (input.children ?? []).map(read)
    return named(input, readDraft({ input, field: `descendants.${at}`, by: 'descendant', children }))
  }
  const drafts = tops.map(read)
  if (waiting.size > 0) refuse(1770014)
  return drafts
}

/** The name of a file is that of its block, not of the view that is made around it. */
function named({ block_id: temporaryId, block_type: type }: Descendant, draft: Draft): Draft {
  if (blockKeys.get(type) !== 'file') return { ...draft, temporaryId }
  return { ...draft, children: draft.children.map((file) => ({ ...file, temporaryId })) }
}
