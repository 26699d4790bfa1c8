import * as v from 'valibot'
import { refuse, type Answer } from '../answer.ts'
import { readInput, type Call } from '../call.ts'
import { canHaveChildren } from './block.ts'
import { editOnce } from './edit-once.ts'
import { openBlock, openDocument } from './open-document.ts'

const index = v.pipe(v.number(), v.integer(), v.minValue(0))
const DeleteInput = v.object({ start_index: index, end_index: index })

/** DELETE docx/v1/…/children/batch_delete: children from `start_index` up to, not including, `end_index`. */
export function deleteBlocks(call: Call): Answer {
  const document = openDocument(call, 'edit')
  const { start_index: start, end_index: end } = readInput(DeleteInput, call.body, 1770001)
  return editOnce(call, document, () => {
    const parent = openBlock(document, call.parameters['block_id'] ?? '')
    // A view block without its file would be nothing.
    if (!canHaveChildren(parent)) refuse(1770031)
    if (start >= end || end > parent.children.length) refuse(1770001)
    document.blocks.remove(parent, start, end)
    return {}
  })
}
