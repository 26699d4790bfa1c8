import * as v from 'valibot'
import { documentTitleMaxCharacters } from '../../contract/feishu/limits.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { rootFolderOf } from '../world/document.ts'
import { addDocument } from './add-document.ts'
import { openFolder, refuseIfFull } from './folder.ts'

const DocumentInput = v.object({
  title: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(documentTitleMaxCharacters))),
  folder_token: v.optional(v.string(), ''),
})

/** POST docx/v1/documents: a new document of the caller's own. The app may name folders of its own only. */
export function createDocument(call: Call): Answer {
  const { world, body } = call
  const { title = '', folder_token: token } = readInput(DocumentInput, body, 1770001)
  // Mounting fails like this when the token is that of a wiki page (docx/document/create).
  if (world.wikiNodes.has(token)) refuse(1771006)
  const folder = openFolder(call, token, 'edit', { notFound: 1770039, deleted: 1770039, forbidden: 1770040 })
  if (call.caller.kind === 'app' && !isOwn(call, folder.token)) refuse(1770040)
  refuseIfFull(world, folder.token, 1770037)
  const document = addDocument(call, 'docx', { title, folderToken: folder.token })
  return { kind: 'data', data: { document: { document_id: document.token, revision_id: document.revision, title } } }
}

function isOwn({ world, caller }: Call, folderToken: string): boolean {
  return folderToken === rootFolderOf(caller.id) || world.documents.get(folderToken)?.ownerId === caller.id
}
