import type { FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { routes, type matchRoute } from '../../contract/feishu/routes.ts'
import type { OwnRefusal } from '../server/refusal.ts'

export type MatchedRoute = NonNullable<ReturnType<typeof matchRoute>>

/** What of a page's call goes on to Feishu. */
export interface Outgoing {
  /** `null` when the call has no body. */
  readonly source: Readable | null
  readonly headers: IncomingHttpHeaders
}

export type AdmissionVerdict =
  { readonly ok: true; readonly outgoing: Outgoing } | { readonly ok: false; readonly refusal: OwnRefusal }

/** Judges a call that the table of routes lets pass, before it waits for its turn. */
export interface Admission {
  admit(matched: MatchedRoute, request: FastifyRequest): Promise<AdmissionVerdict>
}

/** A person's own token reaches what the person may reach: Feishu judges, and the body streams on unread. */
export const admitAll: Admission = {
  admit: ({ name }, request) => {
    const source = routes[name].body === 'none' ? null : request.raw
    return Promise.resolve({ ok: true, outgoing: { source, headers: request.headers } })
  },
}
