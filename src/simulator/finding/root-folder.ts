import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { rootFolderOf } from '../world/document.ts'

/** GET drive/explorer/v2/root_folder/meta: the caller's own root; of the app, one that no person sees. */
export function getRootFolder({ caller }: Call): Answer {
  const token = rootFolderOf(caller.id)
  const digits = token.replace(/\D/g, '').padStart(18, '0')
  return { kind: 'data', data: { token, id: `7${digits.slice(-18)}`, user_id: `7${digits.slice(0, 18)}` } }
}
