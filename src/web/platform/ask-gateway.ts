import { pageHeader } from '../../contract/own-api/session.ts'

/** A question to one of the gateway's own faces. */
export type AskGateway = (path: string, init?: RequestInit) => Promise<Response>

/** By the browser's own fetch: ky, which Feishu's calls take, comes only with the work. */
export const askGateway: AskGateway = (path, init) =>
  fetch(path, { ...init, headers: { [pageHeader.name]: pageHeader.value } })
