import { pageHeader } from '../../contract/own-api/session.ts'

/** A request to one of the gateway's own paths. */
export type AskGateway = (path: string, init?: AskInit) => Promise<Response>

type AskInit = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> }

/** Uses `fetch`: ky is loaded only with the queue. */
export const askGateway: AskGateway = (path, init) =>
  fetch(path, { ...init, headers: { ...init?.headers, [pageHeader.name]: pageHeader.value } })
