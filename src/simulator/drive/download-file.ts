import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'

/** GET drive/v1/files/:file_token/download: a file of Drive, which is no document. Its bytes are a media of the same token. */
export function downloadFile({ world, caller, parameters }: Call): Answer {
  const file = world.documents.get(parameters['file_token'] ?? '')
  if (file?.kind !== 'file') return refuse(1061003)
  if (file.deleted) refuse(1061007)
  if (!file.mayRead(caller)) refuse(1061004)
  return { kind: 'media', media: world.medias.find(file.token) ?? refuse(1061003) }
}
