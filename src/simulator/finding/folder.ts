import { nodesPerFolder } from '../../contract/feishu/limits.ts'
import { type Answer, type FeishuCode, refuse } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { rootFolderOf, type Shortcut, type SimulatedDocument } from '../world/document.ts'
import { everyone } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'

/** Codes of a call for a folder that it cannot open. */
export interface FolderCodes {
  readonly notFound: FeishuCode
  readonly deleted: FeishuCode
  readonly forbidden: FeishuCode
}

/** The folder that a call names; '' is the caller's root. Nobody sees the root of another person. */
export function openFolder(
  { world, caller }: Pick<Call, 'world' | 'caller'>,
  token: string,
  to: 'read' | 'edit',
  codes: FolderCodes,
): { readonly token: string } {
  const ownRoot = rootFolderOf(caller.id)
  if (token === '' || token === ownRoot) return { token: ownRoot }
  const folder = world.documents.get(token)
  if (folder?.kind !== 'folder') {
    return refuse(everyone.some(({ openId }) => rootFolderOf(openId) === token) ? codes.forbidden : codes.notFound)
  }
  if (folder.deleted) refuse(codes.deleted)
  return (to === 'edit' ? folder.mayEdit(caller) : folder.mayRead(caller)) ? folder : refuse(codes.forbidden)
}

/** Documents and folders directly in a folder. */
export function documentsIn(world: SimulatedWorld, folderToken: string): readonly SimulatedDocument[] {
  return [...world.documents.values()].filter((document) => document.folderToken === folderToken && !document.deleted)
}

export function shortcutsIn(world: SimulatedWorld, folderToken: string): readonly Shortcut[] {
  return [...world.shortcuts.values()].filter((shortcut) => shortcut.folderToken === folderToken)
}

/** Refuses with `code` when a folder is full. */
export function refuseIfFull(world: SimulatedWorld, folderToken: string, code: FeishuCode): void {
  const nodes = documentsIn(world, folderToken).length + shortcutsIn(world, folderToken).length
  if (nodes >= nodesPerFolder) refuse(code)
}

/** GET drive/explorer/v2/root_folder/meta: the caller's own root; of the app, one that no person sees. */
export function getRootFolder({ caller }: Call): Answer {
  const token = rootFolderOf(caller.id)
  return { kind: 'data', data: { token, id: decimalId(token), user_id: decimalId(caller.id) } }
}

/** A number as long as Feishu's ids, the same for the same token or open_id. */
export function decimalId(token: string): string {
  let number = 7n
  for (const character of token) number = (number * 131n + BigInt(character.codePointAt(0) ?? 0)) % 10n ** 18n
  return `7${String(number).padStart(18, '0')}`
}
