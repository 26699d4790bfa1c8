import * as v from 'valibot'
import { readAnswer, type ApiAnswer, type Reading } from '../../contract/api.ts'
import { pathOf } from '../../contract/routes.ts'
import type { Configuration } from '../configuration.ts'
import { tokenEndpointTroubleCodes } from '../feishu-codes.ts'
import type { Grant, Person } from '../session/session-record.ts'
import { scopes } from './scopes.ts'

/** Token answers are flat: no `data` around them (official, authentication/get-user-access-token, 2026-05-24). */
const TokenAnswer = v.object({
  access_token: v.string(),
  expires_in: v.number(),
  refresh_token: v.optional(v.string()),
  refresh_token_expires_in: v.optional(v.number()),
  scope: v.optional(v.string(), ''),
})

const UserInfo = v.object({
  open_id: v.string(),
  name: v.optional(v.string(), ''),
  tenant_key: v.optional(v.string(), ''),
})

/** Longest the token endpoint and user_info may take: somebody looks at a blank page meanwhile. */
const answerTimeoutMs = 15_000

/**
 * Feishu's OAuth, version 2: authorization code with PKCE and the app's secret, which apps of the developer console must
 * send even with PKCE. Nothing here throws for what Feishu answers, and no refusal's text holds a token.
 */
export class FeishuOAuth {
  readonly #configuration: Configuration
  readonly #nowMs: () => number

  constructor(configuration: Configuration, nowMs: () => number) {
    this.#configuration = configuration
    this.#nowMs = nowMs
  }

  /** Address of Feishu's consent page. */
  authorizeUrl(state: string, codeChallenge: string, redirectUri: string): string {
    const url = new URL('/open-apis/authen/v1/authorize', this.#configuration.feishu.accountsOrigin)
    url.search = new URLSearchParams({
      client_id: this.#configuration.app.id,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
    }).toString()
    return url.href
  }

  /** Exchanges an authorization code, which works once. `redirectUri` must be the one the code was asked for with. */
  exchangeCode(code: string, codeVerifier: string, redirectUri: string): Promise<Reading<Grant>> {
    return this.#askToken({
      grant_type: 'authorization_code',
      code,
      code_verifier: codeVerifier,
      redirect_uri: redirectUri,
    })
  }

  /** Exchanges a refresh token, which works once and dies with the answer. Repeats once after trouble at Feishu. */
  async renew(refreshToken: string): Promise<Reading<Grant>> {
    const ask = () => this.#askToken({ grant_type: 'refresh_token', refresh_token: refreshToken })
    const reading = await ask()
    const isTrouble =
      !reading.ok && reading.refusal.code !== null && tokenEndpointTroubleCodes.has(reading.refusal.code)
    return isTrouble ? ask() : reading
  }

  /** Who the token belongs to. */
  async person(accessToken: string): Promise<Reading<Person>> {
    const answer = await this.#send(`${this.#configuration.feishu.openOrigin}${pathOf('getUserInfo')}`, {
      method: 'GET',
      headers: { authorization: `Bearer ${accessToken}` },
    })
    const reading = readAnswer(answer, UserInfo)
    if (!reading.ok) return reading
    const { open_id: openId, name, tenant_key: tenantKey } = reading.data
    return { ok: true, data: { openId, name, tenantKey } }
  }

  async #askToken(parameters: Readonly<Record<string, string>>): Promise<Reading<Grant>> {
    const { id, secret } = this.#configuration.app
    const answer = await this.#send(this.#configuration.feishu.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...parameters, client_id: id, client_secret: secret }),
    })
    const nowMs = this.#nowMs()
    const reading = readAnswer(answer, TokenAnswer, 'flat')
    // The reader quotes answers it does not understand, and this one could hold a token.
    if (!reading.ok) return { ok: false, refusal: { ...reading.refusal, msg: '' } }
    const { data } = reading
    const endsAtMs = (seconds: number | undefined) => (seconds === undefined ? null : nowMs + seconds * 1000)
    return {
      ok: true,
      data: {
        accessToken: data.access_token,
        accessTokenEndsAtMs: nowMs + data.expires_in * 1000,
        refreshToken: data.refresh_token ?? null,
        refreshTokenEndsAtMs: endsAtMs(data.refresh_token_expires_in),
        scope: data.scope,
      },
    }
  }

  async #send(url: string, options: SendOptions): Promise<ApiAnswer> {
    try {
      // A redirect would carry the app's secret to another address.
      const response = await fetch(url, { ...options, redirect: 'error', signal: AbortSignal.timeout(answerTimeoutMs) })
      return { status: response.status, header: (name) => response.headers.get(name), text: await response.text() }
    } catch {
      // No answer reads like one nobody understands: without a code.
      return { status: 0, header: () => null, text: '' }
    }
  }
}

interface SendOptions {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}
