import * as v from 'valibot'
import { copyNameMaxBytes } from '../../contract/feishu/limits.ts'
import { addDocument } from '../finding/add-document.ts'
import { openFolder, refuseIfFull } from '../finding/folder.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { copyContent } from './copy-content.ts'

const CopyInput = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxBytes(copyNameMaxBytes)),
  // "Not required" in the page's table, and required by the sentence beside it.
  type: v.picklist(['file', 'doc', 'sheet', 'bitable', 'docx', 'mindnote', 'slides']),
  folder_token: v.string(),
})

/** POST drive/v1/files/:file_token/copy. Feishu fills the copy afterwards; here it is whole when it is answered. */
export function copyFile(call: Call): Answer {
  const { world, caller } = call
  const { name, type, folder_token: folderToken } = readInput(CopyInput, call.body, 1061002)
  const source = world.documents.get(call.parameters['file_token'] ?? '') ?? refuse(1061003)
  if (source.kind !== type) refuse(1061002)
  if (source.deleted) refuse(1061007)
  if (!source.mayRead(caller)) refuse(1061004)
  const folder = openFolder(call, folderToken, 'edit', { notFound: 1061003, deleted: 1061007, forbidden: 1061004 })
  refuseIfFull(world, folder.token, 1062507)
  const copy = addDocument(call, type, { title: name, folderToken: folder.token })
  copyContent(world, source, copy)
  const { token, path } = copy
  return { kind: 'data', data: { file: { token, name, type, parent_token: folder.token, url: world.urlOf(path) } } }
}
