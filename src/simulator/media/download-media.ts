import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'

/** GET drive/v1/medias/:file_token/download: 404 for an unknown media, 403 without leave to read its document. */
export function downloadMedia({ world, caller, parameters }: Call): Answer {
  const media = world.medias.find(parameters['file_token'] ?? '')
  if (!media) return refuse(1061003)
  const document = world.documents.get(media.documentToken)
  if (document ? !document.mayRead(caller) : media.uploadedBy !== caller.id) refuse(1061004)
  return { kind: 'media', media }
}
