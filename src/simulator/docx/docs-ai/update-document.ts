import * as v from 'valibot'
import { blocksPerDeletion } from '../../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../../http/answer.ts'
import { readInput, type Call } from '../../http/call.ts'
import type { DocxDocument } from '../docx-document.ts'
import { knownRevision, openBlock, openDocument } from '../open-document.ts'
import { contentCommands, runContentCommand } from './content-commands.ts'
import { answerUpdate, leftByFault } from './update-answer.ts'

const ids = v.pipe(
  v.string(),
  v.transform((text) => [...new Set(text.split(',').filter((id) => id !== ''))]),
  v.minLength(1),
  v.maxLength(blocksPerDeletion),
)
const shared = {
  format: v.optional(v.picklist(['xml', 'markdown']), 'xml'),
  revision_id: v.optional(v.pipe(v.number(), v.integer()), -1),
}
/** The commands of larksuite/cli (docs_update_v2.go, 2026-11-29). */
const Command = v.variant('command', [
  v.object({ command: v.literal('block_delete'), block_id: ids, ...shared }),
  v.object({ command: v.literal('block_move_after'), block_id: v.string(), src_block_ids: ids, ...shared }),
  v.object({ command: v.literal('block_copy_insert_after'), block_id: v.string(), src_block_ids: ids, ...shared }),
  ...contentCommands(shared),
])

/**
 * PUT docs_ai/v1/documents/:document_id. In no public reference; behaves as programs that call it expect, with the codes of docx
 * (docs/feishu.md, U32 to U34, U52). Takes no client_token.
 */
export function updateDocument(call: Call): Answer {
  const document = openDocument(call, 'edit')
  const command = readInput(Command, call.body, 99992402)
  knownRevision(document, command.revision_id)
  switch (command.command) {
    case 'block_delete':
      return deleteById(call, document, command.block_id)
    case 'block_move_after':
      return moveBehind(call, document, { blockId: command.block_id, sourceIds: command.src_block_ids })
    default:
      return runContentCommand(call, document, command)
  }
}

/** Deleting a file block leaves its view block empty; deleting a view block also deletes the file block. */
function deleteById(call: Call, document: DocxDocument, blockIds: readonly string[]): Answer {
  if (call.world.options.goneBlocks === 'refused') for (const id of blockIds) openBlock(document, id)
  if (blockIds.includes(document.token)) refuse(1770001)
  const standing = blockIds.filter((id) => document.blocks.find(id))
  return editAsFarAs(call, { document, blockIds: standing, change: (id) => document.blocks.remove(id) })
}

function moveBehind(
  call: Call,
  document: DocxDocument,
  { blockId, sourceIds }: { readonly blockId: string; readonly sourceIds: readonly string[] },
): Answer {
  const { blocks } = document
  const target = openBlock(document, blockId)
  for (const id of sourceIds) {
    openBlock(document, id)
    if (blocks.preOrder(id).some((inside) => inside.id === blockId)) refuse(1770030)
  }
  if (target.parentId === '') refuse(1770030)
  // Each goes right behind the block, so that the last one has to go first.
  const backwards = sourceIds.toReversed()
  return editAsFarAs(call, {
    document,
    blockIds: backwards,
    change: (id) => {
      const siblings = openBlock(document, target.parentId).children.filter((sibling) => sibling !== id)
      blocks.move(id, target.parentId, siblings.indexOf(blockId) + 1)
    },
  })
}

interface PlannedEdit {
  readonly document: DocxDocument
  readonly blockIds: readonly string[]
  readonly change: (blockId: string) => void
}

/** Changes the blocks; with a `result` fault, all but the last of them, or none. */
function editAsFarAs(call: Call, { document, blockIds, change }: PlannedEdit): Answer {
  const changed = blockIds.slice(0, blockIds.length - leftByFault(call, blockIds.length))
  document.edit(call.caller, call.world.clock.nowMs(), () => changed.forEach(change))
  const warnings = blockIds.filter((id) => !changed.includes(id)).map((id) => `block ${id} was left as it is`)
  return answerUpdate(call, document, { newBlocks: [], updated: changed.length, warnings })
}
