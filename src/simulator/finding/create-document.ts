import * as v from 'valibot'
import { documentTitleMaxCharacters, folderNameMaxBytes } from '../../contract/limits.ts'
import { refuse, type Answer } from '../answer.ts'
import { readInput, type Call } from '../call.ts'
import { rootFolderOf, type DocumentInput, type SimulatedKind } from '../document.ts'
import { makeToken } from '../name-maker.ts'
import { newDocument } from '../new-document.ts'
import { openFolder, refuseIfFull } from './folder.ts'

const DocumentInput = v.object({
  title: v.optional(v.pipe(v.string(), v.maxLength(documentTitleMaxCharacters)), ''),
  folder_token: v.optional(v.string(), ''),
})

/** POST docx/v1/documents: a new document of the caller's own. The app may name folders of its own only. */
export function createDocument(call: Call): Answer {
  const { world, body } = call
  const { title, folder_token: token } = readInput(DocumentInput, body, 1770001)
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

type NewDocument = Pick<DocumentInput, 'title' | 'folderToken' | 'editors' | 'readers'>

/** Adds an empty document of the caller's to the world. */
export function addDocument({ world, caller }: Call, kind: SimulatedKind, input: NewDocument) {
  const token = makeToken('')
  const createdAtMs = world.clock.nowMs()
  const document = newDocument(kind, { ...input, key: token, token, ownerId: caller.id, createdAtMs })
  document.openedAtMs.set(caller.id, createdAtMs)
  world.documents.set(token, document)
  return document
}
