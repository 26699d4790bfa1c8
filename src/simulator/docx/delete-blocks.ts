import * as v from 'valibot'
import { neverEmptyTypes } from '../../contract/feishu/docx/block-types.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { canHaveChildren } from './block.ts'
import { editOnce } from './edit-once.ts'
import { openDocument, openParent } from './open-document.ts'

const index = v.pipe(v.number(), v.integer(), v.minValue(0))
const DeleteInput = v.object({ start_index: index, end_index: index })

/** DELETE docx/v1/…/children/batch_delete: children from `start_index` up to, not including, `end_index`. */
export function deleteBlocks(call: Call): Answer {
  const document = openDocument(call, 'edit')
  const { start_index: start, end_index: end } = readInput(DeleteInput, call.body, 1770001)
  return editOnce(call, document, () => {
    const { parent, counted } = openParent(call, document)
    // A view block cannot lose its file.
    if (!canHaveChildren(parent)) refuse(1770031)
    if (start >= end || end > counted.length) refuse(1770001)
    // Official, docx/document-block/batch_delete, 2025-07-18: a cell, a column or a callout keeps a child; the code is that of an
    // operation that is not allowed (docs/feishu.md, U51).
    if (neverEmptyTypes.has(parent.type) && end - start === counted.length) refuse(1770024)
    // Blocks that were removed or moved to another parent meanwhile are skipped.
    const standing = new Set(parent.children)
    for (const blockId of counted.slice(start, end)) if (standing.has(blockId)) document.blocks.remove(blockId)
    return {}
  })
}
