import type { FastifyRequest } from 'fastify'
import { gatewayPaths, pageHeader } from '../../contract/own-api/session.ts'
import { ownRefusal, type OwnRefusal } from '../server/refusal.ts'
import type { Site } from '../config/site.ts'
import { own } from '../../contract/own.ts'

const readingMethods = new Set(['GET', 'HEAD'])

/**
 * Take what other sites send: the portal's form, whose Origin is checked there, what apps share, which changes nothing here, and what
 * Feishu has signed.
 */
const fromElsewhere: ReadonlySet<string> = new Set([gatewayPaths.portal, gatewayPaths.share, gatewayPaths.events])

/**
 * Whether `guardPage` must let a request in: all of our own API, and whatever changes something. Decided by the route that the
 * router found, not by the URL: `/%61pi/sign-out` is the same route. Reading under /open-apis is guarded by its handler.
 */
export function isGuarded({ method, routeOptions: { url } }: FastifyRequest): boolean {
  if (url === undefined || fromElsewhere.has(url)) return false
  return url.startsWith('/api/') || !readingMethods.has(method)
}

/**
 * CSRF defence. A call must have the page's own header, which another site cannot add without a preflight that the gateway does not
 * answer, and must come from this origin by Sec-Fetch-Site, or by Origin where that is missing. With neither, only reading is
 * allowed.
 */
export function guardPage(request: FastifyRequest, site: Site): OwnRefusal | undefined {
  if (own(request.headers, pageHeader.name.toLowerCase()) !== pageHeader.value) {
    return ownRefusal(403, `Calls carry the header ${pageHeader.name}: ${pageHeader.value}.`)
  }
  const fetchSite = request.headers['sec-fetch-site']
  const { origin } = request.headers
  if (fetchSite === 'same-origin') return undefined
  if (fetchSite === undefined && origin === site.origin) return undefined
  if (fetchSite === undefined && origin === undefined && readingMethods.has(request.method)) return undefined
  return ownRefusal(403, 'This call came from another site.')
}
