import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Site } from '../config/site.ts'
import type { FrameBearers } from './frame-bearers.ts'
import { readSessionCookie } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Id of the session as the browser gave it, by cookie or, in a frame without cookies, by bearer; nothing about it is checked. */
    sessionId: string | undefined
  }
}

/** Reads the session's id of each request. */
export function addSessionId(
  app: FastifyInstance,
  { site, bearers }: { readonly site: Site; readonly bearers: FrameBearers },
): void {
  app.decorateRequest('sessionId', undefined)
  app.addHook('onRequest', (request, _reply, next) => {
    request.sessionId = readSessionCookie(request, site) ?? bearers.open(bearerOf(request))
    next()
  })
}

/** The credential of an `Authorization: Bearer` header (RFC 6750, section 2.1). */
export function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer ([\w.-]{1,512})$/i.exec(headers.authorization ?? '')?.[1]
}
