import type { Call } from '../http/call.ts'
import type { DocumentInput, SimulatedDocument, SimulatedKind } from '../world/document.ts'
import { makeToken } from '../world/name-maker.ts'
import { newDocument } from '../world/new-document.ts'

type NewDocument = Pick<DocumentInput, 'title' | 'folderToken' | 'editors' | 'readers'>

/** Adds an empty document of the caller's to the world. */
export function addDocument({ world, caller }: Call, kind: SimulatedKind, input: NewDocument): SimulatedDocument {
  const token = makeToken('')
  const createdAtMs = world.clock.nowMs()
  const document = newDocument(kind, { ...input, key: token, token, ownerId: caller.id, createdAtMs })
  document.openedAtMs.set(caller.id, createdAtMs)
  world.documents.set(token, document)
  return document
}
