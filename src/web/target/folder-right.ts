import { listMembersRequest, readMembers } from '../../contract/feishu/drive/folders.ts'
import type { FolderToken } from '../../contract/feishu/ids.ts'
import type { Wire } from '../../engine/doors.ts'
import { askFeishu } from '../platform/ask-feishu.ts'

interface Asked {
  readonly folderToken: FolderToken
  /** open_id; empty when nobody told. */
  readonly ownerId: string
  /** Of the person who asks. */
  readonly openId: string
}

/**
 * Whether a person may make documents in a folder. Feishu answers that for documents only, so it is read from whose the folder
 * is and whom it is shared with. Null where that does not say: one who is not on the list, or on it as a reader while a chat
 * or a department may edit, may have the right all the same.
 *
 * @throws {CallFailed} When Feishu does not tell the members.
 */
export async function mayMakeIn(
  wire: Wire,
  { folderToken, ownerId, openId }: Asked,
  signal: AbortSignal,
): Promise<boolean | null> {
  if (ownerId === openId) return true
  const members = await askFeishu(wire, listMembersRequest(folderToken), readMembers, signal)
  const own = members.filter(({ isPerson, id }) => isPerson && id === openId)
  if (own.some(({ mayEdit }) => mayEdit)) return true
  const isReader = own.length > 0 && members.every(({ isPerson, mayEdit }) => isPerson || !mayEdit)
  return isReader ? false : null
}
