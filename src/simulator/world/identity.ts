import { AppTokens, type AppToken } from './app-tokens.ts'
import type { Clock } from './clock.ts'
import { tenantKey } from './people.ts'
import { makeJwtLikeToken, makeLetters } from './name-maker.ts'
import {
  authorizationCodeLifeMs,
  historicRefreshTokenLifeSeconds,
  usualRefreshTokenLifeSeconds,
} from '../../contract/feishu/limits.ts'

/** The only app of the simulator. */
export const simulatedApp = { id: 'cli_simulator', secret: 'simulator-secret', name: 'Feishu Uploader' } as const

/** The app as a caller in one company: what is shared with it in another it does not reach. */
export function appIdIn(company: string): string {
  return company === tenantKey ? simulatedApp.id : `${simulatedApp.id}@${company}`
}

/** Who makes a call. */
export interface Caller {
  readonly kind: 'user' | 'app'
  /** The person's open_id, or the app's id (`appIdIn`). */
  readonly id: string
  /** The company that it is made in; limits count for each. */
  readonly tenantKey: string
  readonly scopes: ReadonlySet<string>
}

export interface CodeRequest {
  readonly openId: string
  readonly scopes: readonly string[]
  readonly redirectUri: string
  readonly challenge: { readonly value: string; readonly method: 'S256' | 'plain' } | null
}

export interface IssuedCode extends CodeRequest {
  readonly expiresAtMs: number
  used: boolean
}

interface IssuedToken {
  readonly openId: string
  scopes: readonly string[]
  expiresAtMs: number
}

export interface IssuedAccessToken extends IssuedToken {
  readonly issuedAtMs: number
}

/** The endpoints before v2 take only refresh tokens of their own, and v2 takes none of theirs. */
export type TokenGeneration = 'v2' | 'historic'

export interface IssuedRefreshToken extends IssuedToken {
  readonly generation: TokenGeneration
  /** End of the 365 days after which a person must consent again. */
  readonly consentEndsAtMs: number
  state: 'fresh' | 'used' | 'revoked'
}

export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string | null
}

const yearMs = 365 * 24 * 60 * 60 * 1000

/** Grants, codes and tokens. */
export class Identity {
  readonly #clock: Clock
  readonly #accessTokenLifeSeconds: number
  readonly #codes = new Map<string, IssuedCode>()
  readonly #tmpCodes = new Map<string, { readonly openId: string; readonly expiresAtMs: number }>()
  readonly #accessTokens = new Map<string, IssuedAccessToken>()
  readonly #refreshTokens = new Map<string, IssuedRefreshToken>()
  readonly #grants = new Map<string, Set<string>>()
  readonly #appTokens: AppTokens

  constructor(clock: Clock, accessTokenLifeSeconds: number) {
    this.#clock = clock
    this.#appTokens = new AppTokens(clock, simulatedApp.secret)
    this.#accessTokenLifeSeconds = accessTokenLifeSeconds
  }

  get accessTokenLifeSeconds(): number {
    return this.#accessTokenLifeSeconds
  }

  /** Records a person's consent. Grants accumulate: the next token has all scopes ever granted. */
  issueCode(request: CodeRequest, lifeMs = authorizationCodeLifeMs): string {
    const granted = this.#grants.get(request.openId) ?? new Set()
    for (const scope of request.scopes) granted.add(scope)
    this.#grants.set(request.openId, granted)
    const code = makeLetters(64)
    this.#codes.set(code, { ...request, expiresAtMs: this.#clock.nowMs() + lifeMs, used: false })
    return code
  }

  /** What a QR code gives to the page that shows it, once somebody has agreed by phone: good once, and as long as a code. */
  issueTmpCode(openId: string): string {
    const tmpCode = makeLetters(32)
    this.#tmpCodes.set(tmpCode, { openId, expiresAtMs: this.#clock.nowMs() + authorizationCodeLifeMs })
    return tmpCode
  }

  /** Uses up a tmp_code; who agreed by it. */
  takeTmpCode(tmpCode: string): string | undefined {
    const issued = this.#tmpCodes.get(tmpCode)
    this.#tmpCodes.delete(tmpCode)
    return issued && issued.expiresAtMs > this.#clock.nowMs() ? issued.openId : undefined
  }

  findCode(code: string): IssuedCode | undefined {
    return this.#codes.get(code)
  }

  grantedTo(openId: string): readonly string[] {
    return [...(this.#grants.get(openId) ?? [])]
  }

  /** A new pair of tokens; a refresh token only with offline_access. */
  issueTokens(openId: string, scopes: readonly string[], consentEndsAtMs = this.#clock.nowMs() + yearMs): TokenPair {
    const nowMs = this.#clock.nowMs()
    const accessToken = this.#keepAccessToken(makeJwtLikeToken('access_token', nowMs), { openId, scopes })
    if (!scopes.includes('offline_access')) return { accessToken, refreshToken: null }
    const refreshToken = makeJwtLikeToken('refresh_token', nowMs)
    const expiresAtMs = Math.min(nowMs + usualRefreshTokenLifeSeconds * 1000, consentEndsAtMs)
    const generation = 'v2'
    this.#refreshTokens.set(refreshToken, { openId, scopes, expiresAtMs, consentEndsAtMs, generation, state: 'fresh' })
    return { accessToken, refreshToken }
  }

  /** A pair in the form before v2: short, and always with a refresh token. */
  issueHistoricTokens(openId: string, scopes: readonly string[]): { accessToken: string; refreshToken: string } {
    const accessToken = this.#keepAccessToken(`u-${makeLetters(46)}`, { openId, scopes })
    const refreshToken = `ur-${makeLetters(45)}`
    const expiresAtMs = this.#clock.nowMs() + historicRefreshTokenLifeSeconds * 1000
    const consentEndsAtMs = this.#clock.nowMs() + yearMs
    const generation = 'historic'
    this.#refreshTokens.set(refreshToken, { openId, scopes, expiresAtMs, consentEndsAtMs, generation, state: 'fresh' })
    return { accessToken, refreshToken }
  }

  #keepAccessToken(token: string, granted: { readonly openId: string; readonly scopes: readonly string[] }): string {
    const issuedAtMs = this.#clock.nowMs()
    const expiresAtMs = issuedAtMs + this.#accessTokenLifeSeconds * 1000
    this.#accessTokens.set(token, { ...granted, issuedAtMs, expiresAtMs })
    return token
  }

  /** A refresh token of that generation. */
  findRefreshToken(token: string, generation: TokenGeneration): IssuedRefreshToken | undefined {
    const found = this.#refreshTokens.get(token)
    return found?.generation === generation ? found : undefined
  }

  /** The token of a custom app. */
  tenantToken(): AppToken {
    return this.#appTokens.tokenOf('t')
  }

  isTenantToken(token: string): boolean {
    return this.#appTokens.isGood(token, 't')
  }

  findAccessToken(token: string): (IssuedAccessToken & { readonly expired: boolean }) | undefined {
    const issued = this.#accessTokens.get(token)
    return issued && { ...issued, expired: issued.expiresAtMs <= this.#clock.nowMs() }
  }

  /** Withdraws scopes from everybody; tokens stay valid without them. */
  withdraw(scopes: readonly string[]): void {
    const left = (granted: Iterable<string>) => [...granted].filter((scope) => !scopes.includes(scope))
    for (const [openId, granted] of this.#grants) this.#grants.set(openId, new Set(left(granted)))
    for (const token of [...this.#accessTokens.values(), ...this.#refreshTokens.values()]) {
      token.scopes = left(token.scopes)
    }
  }

  expireAccessToken(token: string): void {
    const issued = this.#accessTokens.get(token)
    if (issued) issued.expiresAtMs = this.#clock.nowMs()
  }

  /** Expires all tokens issued so far; `all` also revokes refresh tokens, as a person can in the settings. */
  expire(kind: 'access' | 'refresh' | 'all'): void {
    const nowMs = this.#clock.nowMs()
    if (kind !== 'refresh') for (const token of this.#accessTokens.values()) token.expiresAtMs = nowMs
    if (kind === 'access') return
    for (const token of this.#refreshTokens.values()) {
      if (kind === 'all') token.state = 'revoked'
      else token.expiresAtMs = nowMs
    }
  }
}
