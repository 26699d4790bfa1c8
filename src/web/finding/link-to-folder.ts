import { documentLinkOf } from '../../contract/feishu/document-links.ts'
import { getRootFolderRequest, readRootFolder } from '../../contract/feishu/drive/folders.ts'
import type { FolderToken } from '../../contract/feishu/ids.ts'
import { askFeishu } from '../platform/ask-feishu.ts'
import type { FinderDoors } from './use-found.ts'

/**
 * A link by which the page finds a folder again; `null` is the person's own root, whose token Feishu has to tell first.
 *
 * @throws {CallFailed} When Feishu does not tell it.
 */
export async function linkToFolder(
  { wire, rules }: Pick<FinderDoors, 'wire' | 'rules'>,
  folderToken: FolderToken | null,
): Promise<string> {
  const { signal } = new AbortController()
  const token = folderToken ?? (await askFeishu(wire, getRootFolderRequest(), readRootFolder, signal))
  return documentLinkOf('folder', token, rules)
}
