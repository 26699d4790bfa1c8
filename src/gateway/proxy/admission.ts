import type { FastifyRequest } from 'fastify'
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { routes, type matchRoute } from '../../contract/feishu/routes.ts'
import type { Session } from '../session/sessions.ts'
import type { OwnRefusal } from '../server/refusal.ts'

export type MatchedRoute = NonNullable<ReturnType<typeof matchRoute>>

/** What is sent to Feishu of a page's call. */
export interface Outgoing {
  /** `null` when the call has no body. */
  readonly source: Readable | null
  readonly headers: IncomingHttpHeaders
}

export type AdmissionVerdict =
  | { readonly ok: true; readonly outgoing: Outgoing }
  | { readonly ok: false; readonly refusal: OwnRefusal }

/** Decides about a call that the table of routes allows, before it waits for its turn. */
export interface Admission {
  admit(matched: MatchedRoute, request: FastifyRequest, caller: Session): Promise<AdmissionVerdict>
}

/** For calls with a person's own token: Feishu checks access, and the body passes unread. */
export const admitAll: Admission = {
  admit: ({ name }, request) => {
    const source = routes[name].body === 'none' ? null : request.raw
    return Promise.resolve({ ok: true, outgoing: { source, headers: request.headers } })
  },
}
