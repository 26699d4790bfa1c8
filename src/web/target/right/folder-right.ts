import { listMembersRequest, readMembers } from '../../../contract/feishu/drive/folders.ts'
import type { FolderToken } from '../../../contract/feishu/ids.ts'
import type { Wire } from '../../../engine/doors.ts'
import { askFeishu } from '../../gateway/ask-feishu.ts'

interface Asked {
  readonly folderToken: FolderToken
  /** Owner's open_id; empty when unknown. */
  readonly ownerId: string
  /** open_id of the person asking. */
  readonly openId: string
}

/**
 * Whether a person may create documents in a folder. Feishu answers that question only for documents, so it is inferred
 * from the folder's owner and members. Null if that does not decide: a person who is not listed, or listed as a reader
 * while a chat or department may edit, may still have the right.
 *
 * @throws {CallFailed} When Feishu does not return the members.
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
