import { ownPath } from './own-path.ts'
import { callHeaders, noteRenewedBearer } from './call-headers.ts'

/** A request to one of the gateway's own paths. */
export type AskGateway = (path: `/${string}`, init?: AskInit) => Promise<Response>

type AskInit = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> }

/** Uses `fetch`: ky is loaded only with the queue. */
export const askGateway: AskGateway = async (path, init) => {
  const response = await fetch(ownPath(path), { ...init, headers: { ...init?.headers, ...callHeaders() } })
  noteRenewedBearer(response.headers)
  return response
}
