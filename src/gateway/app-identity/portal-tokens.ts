import type { KeyObject } from 'node:crypto'
import { errors, jwtVerify, type JWTPayload } from 'jose'
import * as v from 'valibot'
import type { UsedTokens } from './used-tokens.ts'

/** Longest life of a portal's token accepted; it is made just before the browser posts it. */
const longestLifeSeconds = 5 * 60
/** How far the clocks of portal and gateway may differ. */
const clockToleranceSeconds = 10

export interface Visitor {
  /** The portal's id of this person; the same on every visit. */
  readonly subject: string
  readonly name: string
  /** Of a store app: the visitor's company; otherwise empty. */
  readonly tenantKey: string
}

export type PortalReading =
  | { readonly ok: true; readonly visitor: Visitor }
  /** For the operator's log; contains nothing of the token. */
  | { readonly ok: false; readonly why: string }

const Claims = v.object({
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  jti: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  name: v.fallback(v.pipe(v.string(), v.maxLength(200)), ''),
  iat: v.number(),
  exp: v.number(),
})

/** Official, tenant_key: letters and digits, 16 of them today. */
const Company = v.object({ tenant_key: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)) })

export interface PortalTokensDoors {
  readonly issuer: string
  readonly keys: readonly KeyObject[]
  /** This gateway's origin, which the token must name as its audience. */
  readonly audience: () => string
  /** Of a store app: a token names the company that its visitor belongs to (`tenant_key`). */
  readonly namesCompany: boolean
  readonly used: UsedTokens
  readonly nowMs: () => number
}

/** Verifies the signed tokens (RFC 7519, EdDSA) by which a portal signs its visitors in; each works once. */
export class PortalTokens {
  readonly #doors: PortalTokensDoors

  constructor(doors: PortalTokensDoors) {
    this.#doors = doors
  }

  async read(token: string): Promise<PortalReading> {
    const verified = await this.#verify(token)
    if (typeof verified === 'string') return { ok: false, why: verified }
    const claims = v.safeParse(Claims, verified)
    if (!claims.success) return { ok: false, why: `not as agreed: ${v.getDotPath(claims.issues[0]) ?? 'claims'}` }
    const { sub: subject, name, jti, iat, exp } = claims.output
    const company = this.#doors.namesCompany ? v.safeParse(Company, verified) : undefined
    if (company?.success === false) return { ok: false, why: 'not as agreed: tenant_key' }
    const tenantKey = company?.output.tenant_key ?? ''
    if (exp - iat > longestLifeSeconds) return { ok: false, why: 'lives longer than five minutes' }
    const isFirst = await this.#doors.used.use({
      id: jti,
      madeAtMs: iat * 1000,
      endsAtMs: (exp + clockToleranceSeconds) * 1000,
    })
    return isFirst ? { ok: true, visitor: { subject, name, tenantKey } } : { ok: false, why: 'was used before' }
  }

  /** The claims, or why the token was refused. */
  async #verify(token: string): Promise<JWTPayload | string> {
    const { issuer, audience, keys, nowMs } = this.#doors
    let why = 'no key verifies it'
    for (const key of keys) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['EdDSA'],
          issuer,
          audience: audience(),
          maxTokenAge: longestLifeSeconds,
          clockTolerance: clockToleranceSeconds,
          currentDate: new Date(nowMs()),
        })
        return payload
      } catch (error) {
        // Another key may have signed it; an invalid claim behind a valid signature is returned.
        if (!(error instanceof errors.JOSEError)) throw error
        if (error.code !== 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') why = error.code
      }
    }
    return why
  }
}
