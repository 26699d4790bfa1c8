import { randomUUID } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../config/site.ts'
import type { Seal } from '../stores/seal.ts'
import { own } from '../../contract/own.ts'

const name = 'browser'
const lifeSeconds = 180 * 24 * 60 * 60

/**
 * Who takes turns at signing in: a browser in which somebody signed in before, by a sealed random mark, otherwise an address. So a
 * flood from the address of a whole company does not keep those out who work there (OWASP calls this device cookies).
 */
export class KnownBrowsers {
  readonly #seal: Seal
  readonly #site: Site

  constructor(seal: Seal, site: Site) {
    this.#seal = seal.derive('known browser')
    this.#site = site
  }

  partyOf(request: FastifyRequest): string {
    const sealed = own(request.cookies, this.#site.cookieName(name))
    const mark = sealed === undefined ? undefined : this.#seal.open(sealed, name)
    return mark === undefined ? `address ${networkOf(request.ip)}` : `browser ${mark}`
  }

  /** After somebody signed in. */
  remember(request: FastifyRequest, reply: FastifyReply): void {
    const cookie = this.#site.cookieName(name)
    const kept = own(request.cookies, cookie)
    const isKnown = kept !== undefined && this.#seal.open(kept, name) !== undefined
    const sealed = isKnown ? kept : this.#seal.seal(randomUUID(), name)
    void reply.setCookie(cookie, sealed, { ...this.#site.cookieOptions(), maxAge: lifeSeconds })
  }
}

/** On somebody else's computer nothing may stay, not even an anonymous mark. */
export function forgetBrowser(reply: FastifyReply, site: Site): void {
  void reply.clearCookie(site.cookieName(name), site.cookieOptions())
}

/** Somebody who has one IPv6 address usually has the whole /64 around it. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail = ''] = address.split('::')
  const [first, last] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)]
  const zeros = address.includes('::') ? Array.from({ length: 8 - first.length - last.length }, () => '0') : []
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}
