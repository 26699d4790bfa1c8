import type { FastifyRequest } from 'fastify'
import { pageHeader } from '../../contract/own-api/session.ts'
import { ownRefusal, type OwnRefusal } from '../server/refusal.ts'
import type { Site } from '../config/site.ts'
import { own } from '../../contract/own.ts'

const readingMethods = new Set(['GET', 'HEAD'])

/**
 * CSRF defence. A call must have the page's own header, which a foreign page cannot add without a preflight that nobody answers,
 * and must come from this origin by Sec-Fetch-Site, or by Origin where that is missing. With neither, only reading is allowed.
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
