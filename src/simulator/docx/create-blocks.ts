import * as v from 'valibot'
import { blockTypes } from '../../contract/feishu/docx/block.ts'
import { blocksPerCreate } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { canHaveChildren, wireBlock } from './block.ts'
import type { DocxDocument } from './docx-document.ts'
import { editOnce } from './edit-once.ts'
import { checkPlaces, checkResources } from './new-blocks/check-drafts.ts'
import { everyDraft, plant, type Draft, type Planted } from './new-blocks/draft.ts'
import { makeEmbedded } from './new-blocks/make-embedded.ts'
import { NewBlock, readDraft } from './new-blocks/read-draft.ts'
import { openBlock, openDocument, openParent } from './open-document.ts'

const CreateInput = v.object({
  children: v.pipe(v.array(NewBlock), v.minLength(1), v.maxLength(blocksPerCreate)),
  index: v.optional(v.pipe(v.number(), v.integer(), v.minValue(-1)), -1),
})

/** POST docx/v1/…/blocks/:block_id/children. */
export function createBlocks(call: Call): Answer {
  const document = openDocument(call, 'edit')
  const { children, index } = readInput(CreateInput, call.body, 1770001)
  return editOnce(call, document, () => {
    const read = () =>
      children.map((input, at) => readDraft({ input, field: `children.${at}`, by: 'children', children: [] }))
    const planted = insertDrafts(call, document, { index, read })
    return { children: topsOf(document, planted) }
  })
}

export interface Insertion {
  /** Among the children of the block in the call's path; -1: at their end. */
  readonly index: number
  /** Makes drafts of the body, or refuses. */
  readonly read: () => readonly Draft[]
}

/** Puts drafts into the block that a call names in its path. All of them or none. */
export function insertDrafts(call: Call, document: DocxDocument, { index, read }: Insertion): readonly Planted[] {
  const { parent, counted, gapNow } = openParent(call, document)
  if (!canHaveChildren(parent)) refuse(1770028)
  const drafts = read()
  const isOfFile = ({ type }: Draft) => type === blockTypes.file
  if (call.world.options.fileBlocks === 'refused' && everyDraft(drafts).some(isOfFile)) refuse(1770029)
  checkResources(drafts)
  checkPlaces(parent.type, drafts)
  if (index > counted.length) refuse(1770001)
  const planted = plant(document.blocks, parent.id, index === -1 ? -1 : gapNow(index), drafts)
  makeEmbedded(call, document, planted)
  return planted
}

/** The blocks of a call's first level, as answers show them. */
export function topsOf(document: DocxDocument, planted: readonly Planted[]): readonly unknown[] {
  const ids = new Set(planted.map(({ id }) => id))
  return planted
    .map(({ id }) => openBlock(document, id))
    .filter(({ parentId }) => !ids.has(parentId))
    .map(wireBlock)
}
