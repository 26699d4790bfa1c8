import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../config/site.ts'
import { absoluteLifeMs } from './session-life.ts'
import { own } from '../../contract/own.ts'

const name = 'sid'

export function readSessionCookie(request: FastifyRequest, site: Site): string | undefined {
  return own(request.cookies, site.cookieName(name))
}

export function setSessionCookie(reply: FastifyReply, site: Site, id: string, isFramed?: true): void {
  void reply.setCookie(site.cookieName(name), id, { ...site.cookieOptions(isFramed), maxAge: absoluteLifeMs / 1000 })
}

export function clearSessionCookie(reply: FastifyReply, site: Site): void {
  void reply.clearCookie(site.cookieName(name), site.cookieOptions())
}
