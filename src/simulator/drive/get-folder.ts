import { openFolder } from '../finding/folder.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { rootFolderOf } from '../world/document.ts'

/** GET drive/explorer/v2/folder/:folderToken/meta. Ids are decimal, as in `root_folder/meta`; a folder without parent names 0. */
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
      ownUid: decimalId(folder?.ownerId ?? rootFolderOf(caller.id)),
    },
  }
}

/** A number as long as Feishu's ids, the same for the same token. */
function decimalId(token: string): string {
  let number = 7n
  for (const character of token) number = (number * 131n + BigInt(character.codePointAt(0) ?? 0)) % 10n ** 18n
  return `7${String(number).padStart(18, '0')}`
}
