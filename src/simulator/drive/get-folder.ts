import { decimalId, openFolder } from '../finding/folder.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'

/** GET drive/explorer/v2/folder/:folderToken/meta. Ids are those of `root_folder/meta`; a folder without parent names 0. */
export function getFolder(call: Call): Answer {
  const { world, caller, parameters } = call
  const token = parameters['folder_token'] ?? ''
  openFolder(call, token, 'read', { notFound: 91203, deleted: 91203, forbidden: 91204 })
  const folder = world.documents.get(token)
  const ownerId = folder?.ownerId ?? caller.id
  const parentToken = folder?.folderToken ?? null
  return {
    kind: 'data',
    data: {
      id: decimalId(token),
      name: folder?.title ?? '',
      token,
      createUid: decimalId(ownerId),
      editUid: decimalId(folder?.editedBy ?? ownerId),
      parentId: parentToken === null ? '0' : decimalId(parentToken),
      ownUid: decimalId(ownerId),
    },
  }
}
