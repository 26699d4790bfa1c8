import * as v from 'valibot'
import { DocxDocument } from '../docx/docx-document.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { openNode, openSpace } from './read-wiki.ts'
import { documentOf } from './wiki.ts'

const TitleInput = v.object({ title: v.string() })

/**
 * POST wiki/v2/spaces/:space_id/nodes/:node_token/update_title: another title for the document of a page, which Feishu does for documents
 * only (wiki-v2/space-node/update_title, updated 2025-06-12). A shortcut has no title of its own here: its original's changes.
 */
export function renameNode(call: Call): Answer {
  const { title } = readInput(TitleInput, call.body, 131002)
  const node = openNode(call, openSpace(call), call.parameters['node_token'] ?? '')
  const document = documentOf(call.world, node) ?? refuse(131005)
  if (!document.mayEdit(call.caller)) refuse(131006)
  if (!(document instanceof DocxDocument)) return refuse(131002)
  document.edit(call.caller, call.world.clock.nowMs(), () => document.blocks.retitle(title))
  return { kind: 'data', data: {} }
}
