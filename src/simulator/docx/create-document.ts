import * as v from 'valibot'
import { refuse, type Answer } from '../answer.ts'
import { readInput, type Call } from '../call.ts'
import { SimulatedDocument } from '../document.ts'
import { makeToken } from '../name-maker.ts'

const CreateInput = v.object({
  title: v.optional(v.pipe(v.string(), v.maxLength(800)), ''),
  folder_token: v.optional(v.string(), ''),
})

/** POST docx/v1/documents: a new document of the caller's own. There are no folders here: naming one is 1770039. */
export function createDocument({ world, caller, body }: Call): Answer {
  const { title, folder_token: folder } = readInput(CreateInput, body, 1770001)
  if (folder !== '') refuse(1770039)
  const token = makeToken('')
  const createdAtMs = world.clock.nowMs()
  const document = new SimulatedDocument({ key: token, token, kind: 'docx', title, ownerId: caller.id, createdAtMs })
  world.documents.set(token, document)
  return { kind: 'data', data: { document: { document_id: token, revision_id: document.revision, title } } }
}
