import { nodesPerFolder } from '../../contract/feishu/limits.ts'
import { refuse, type FeishuCode } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { rootFolderOf, type SimulatedDocument } from '../world/document.ts'
import { everyone } from '../world/people.ts'
import type { World } from '../world/world.ts'

/** A pointer to a document that lies somewhere else. */
export interface Shortcut {
  readonly token: string
  readonly targetToken: string
  readonly folderToken: string
  readonly ownerId: string
  readonly createdAtMs: number
}

/** What a call says about a folder that it can not open. */
export interface FolderCodes {
  readonly notFound: FeishuCode
  readonly deleted: FeishuCode
  readonly forbidden: FeishuCode
}

/** The folder a call names; '' is the caller's root, and nobody sees the root of somebody else. */
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

/** Documents and folders that lie directly in a folder. */
export function documentsIn(world: World, folderToken: string): readonly SimulatedDocument[] {
  return [...world.documents.values()].filter((document) => document.folderToken === folderToken && !document.deleted)
}

export function shortcutsIn(world: World, folderToken: string): readonly Shortcut[] {
  return [...world.shortcuts.values()].filter((shortcut) => shortcut.folderToken === folderToken)
}

/** Refuses with `code` where a folder holds all it may. */
export function refuseIfFull(world: World, folderToken: string, code: FeishuCode): void {
  const nodes = documentsIn(world, folderToken).length + shortcutsIn(world, folderToken).length
  if (nodes >= nodesPerFolder) refuse(code)
}
