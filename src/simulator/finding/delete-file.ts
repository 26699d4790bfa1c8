import * as v from 'valibot'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { makeUploadId } from '../world/name-maker.ts'
import { documentsIn } from './folder.ts'

const DeleteInput = v.object({
  type: v.picklist(['file', 'docx', 'bitable', 'folder', 'doc', 'sheet', 'mindnote', 'slides']),
})

/** DELETE drive/v1/files/:file_token: what the caller owns. A folder goes by a task, here at once, with all that is in it. */
export function deleteFile({ world, caller, parameters, query }: Call): Answer {
  const { type } = readInput(DeleteInput, query, 1061002)
  const document = world.documents.get(parameters['file_token'] ?? '')
  if (document?.kind !== type) return refuse(1061003)
  if (document.deleted) refuse(1061007)
  if (document.ownerId !== caller.id) refuse(1061004)
  const remove = (token: string) => {
    for (const inside of documentsIn(world, token)) remove(inside.token)
    world.documents.delete(token)
  }
  remove(document.token)
  return { kind: 'data', data: type === 'folder' ? { task_id: makeUploadId() } : {} }
}
