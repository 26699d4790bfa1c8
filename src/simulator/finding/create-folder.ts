import * as v from 'valibot'
import { folderNameMaxBytes } from '../../contract/feishu/limits.ts'
import type { Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { addDocument } from './add-document.ts'
import { openFolder, refuseIfFull } from './folder.ts'

const FolderInput = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxBytes(folderNameMaxBytes)),
  folder_token: v.string(),
})

/** POST drive/v1/files/create_folder. The same name again makes a second folder. */
export function createFolder(call: Call): Answer {
  const { name, folder_token: token } = readInput(FolderInput, call.body, 1061002)
  const parent = openFolder(call, token, 'edit', { notFound: 1061003, deleted: 1061007, forbidden: 1061004 })
  refuseIfFull(call.world, parent.token, 1062507)
  const folder = addDocument(call, 'folder', { title: name, folderToken: parent.token })
  return { kind: 'data', data: { token: folder.token, url: call.world.urlOf(folder.path) } }
}
