import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../config/site.ts'
import { clearOtherKind } from './session-cookie.ts'

/**
 * Below a path, a cookie has no prefix that binds it to this host: every host of the same domain can set one of the same name for the
 * whole domain, and by a longer path have the browser send it first (RFC 6265, section 5.4). Which is whose is not said, so a
 * name with different values counts as none: nobody goes on in a session that somebody else has put there.
 *
 * The own cookie stays. If it went and the other did not, that one would be the only one.
 */
export function refuseRepeatedCookies(app: FastifyInstance, site: Site): void {
  app.addHook('onRequest', (request, reply, next) => {
    const repeated = namesWithSeveralValues(request.raw.headers.cookie ?? '')
    if (repeated.size > 0) {
      request.cookies = Object.fromEntries(Object.entries(request.cookies).filter(([name]) => !repeated.has(name)))
    }
    for (const name of repeated) {
      if (!isOurs(name, site)) continue
      request.log.warn('a cookie of the session or of a sign-in came with different values, and counts as none')
      clearOtherKind(reply, site, name)
      clearThoseOfTheDomain(request, reply, { site, name })
    }
    next()
  })
}

function namesWithSeveralValues(header: string): ReadonlySet<string> {
  const values = new Map<string, string>()
  const several = new Set<string>()
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at < 0) continue
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    if ((values.get(name) ?? value) !== value) several.add(name)
    else values.set(name, value)
  }
  return several
}

function isOurs(name: string, site: Site): boolean {
  return name === site.cookieName('sid') || name.startsWith(site.cookieName('sign-in-'))
}

/** A cookie is cleared by its name, domain and path only; a request carries only the name. These are the likely ones. */
function clearThoseOfTheDomain(
  request: FastifyRequest,
  reply: FastifyReply,
  { site, name }: { readonly site: Site; readonly name: string },
): void {
  if (site.hasOriginToItself() || !site.isSecure()) return
  const [path = ''] = request.url.split('?', 1)
  const [first = ''] = path.slice(1).split('/')
  const below = [`${site.path}/${first}`, `${site.path}${path}`].filter((each) => /^[\w/.-]+$/.test(each))
  for (const domain of domainsOf(new URL(site.origin).hostname)) {
    for (const at of new Set(['/', site.path, `${site.path}/`, ...below])) {
      void reply.header('set-cookie', `${name}=; Max-Age=0; Path=${at}; Domain=${domain}; HttpOnly; Secure`)
    }
  }
}

/** The host and the domains above it, nearest first; not its last label. Few: proxies bound the headers of an answer (nginx: 4 KB). */
function domainsOf(host: string): readonly string[] {
  const labels = host.split('.')
  if (labels.length < 2 || /^[\d.]+$/.test(host)) return []
  return labels
    .slice(0, -1)
    .map((_, from) => labels.slice(from).join('.'))
    .slice(-3)
}
