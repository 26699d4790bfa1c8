import * as v from 'valibot'
import { readAnswer, type Reading } from '../../contract/feishu/api.ts'
import { pathOf } from '../../contract/feishu/routes.ts'
import { askFeishu, type OwnCall } from '../feishu/ask-feishu.ts'
import type { Egress } from '../feishu/egress.ts'
import type { Configuration } from '../config/configuration.ts'
import { feishuCodes, refreshTokenOver, tokenEndpointErrors } from '../../contract/problems/codes.ts'
import type { Renewal } from '../session/access-tokens.ts'
import type { Person } from '../session/session-record.ts'
import { readTokenAnswer, type GrantReading } from './token-answer.ts'

const id = v.pipe(v.string(), v.maxLength(200))
const UserInfo = v.object({
  open_id: v.pipe(id, v.minLength(1)),
  name: v.optional(
    v.pipe(
      v.string(),
      v.transform((name) => name.slice(0, 200)),
    ),
    '',
  ),
  tenant_key: v.optional(id, ''),
})

/**
 * Of a store app: without a company nobody's calls would be counted, nor sessions ended when it leaves. Feishu's page asks for no scope
 * for `tenant_key`, unlike for others of these fields (authen-v1/user_info/get, 2026-11-30), so that one must be there.
 */
const UserInfoOfCompany = v.object({ ...UserInfo.entries, tenant_key: v.pipe(id, v.minLength(1)) })

type FeishuOAuthConfiguration = Pick<Configuration, 'app' | 'feishu' | 'identity'>

/**
 * Feishu's OAuth: authorization code with PKCE, and the app's secret, which Feishu requires even with PKCE. Never throws for what
 * Feishu answers, and no refusal's text contains a token.
 */
export class FeishuOAuth {
  readonly #configuration: FeishuOAuthConfiguration
  readonly #egress: Egress
  readonly #nowMs: () => number

  constructor(configuration: FeishuOAuthConfiguration, egress: Egress, nowMs: () => number) {
    this.#configuration = configuration
    this.#egress = egress
    this.#nowMs = nowMs
  }

  /** URL of Feishu's consent page. */
  authorizeUrl({ scopes, state, codeChallenge, redirectUri }: Authorization): string {
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

  /**
   * Exchanges an authorization code, which works once.
   *
   * @param asked How it was asked for; null: by the bridge of Feishu's app, which knows neither.
   */
  exchangeCode(code: string, asked: AskedFor | null): Promise<GrantReading> {
    return this.#askToken({
      grant_type: 'authorization_code',
      code,
      ...(asked && { code_verifier: asked.codeVerifier, redirect_uri: asked.redirectUri }),
    })
  }

  /**
   * Exchanges a refresh token, which works once. Repeats once after an internal error of Feishu.
   *
   * @param turn Waits for a call's turn at the token endpoint; `false`: it does not come soon.
   */
  async renew(refreshToken: string, turn: () => Promise<boolean>): Promise<Renewal> {
    const ask = async () =>
      (await turn()) ? this.#askToken({ grant_type: 'refresh_token', refresh_token: refreshToken }) : crowded
    const first = await ask()
    const isEndpointError = !first.ok && tokenEndpointErrors.has(first.refusal.code)
    const reading = isEndpointError ? await ask() : first
    if (reading.ok) return { is: 'renewed', grant: reading.data }
    const { refusal, isInvalidGrant } = reading
    if (refusal.code === feishuCodes.refreshNotAllowed) return { is: 'not-allowed', refusal }
    const isOver = isInvalidGrant || refreshTokenOver.has(refusal.code)
    return { is: isOver ? 'worthless' : 'failed', refusal }
  }

  /** Who the token belongs to. */
  async person(accessToken: string): Promise<Reading<Person>> {
    const answer = await askFeishu(this.#egress, `${this.#configuration.feishu.openOrigin}${pathOf('getUserInfo')}`, {
      method: 'GET',
      headers: { authorization: `Bearer ${accessToken}` },
    })
    const reading = readAnswer(answer, this.#configuration.identity.isStoreApp ? UserInfoOfCompany : UserInfo)
    if (!reading.ok) return reading
    const { open_id: openId, name, tenant_key: tenantKey } = reading.data
    return { ok: true, data: { openId, name, tenantKey } }
  }

  async #askToken(parameters: Readonly<Record<string, string>>): Promise<GrantReading> {
    const { id, secret } = this.#configuration.app
    const { tokenUrl } = this.#configuration.feishu
    const fields = { ...parameters, client_id: id, client_secret: secret }
    const answer = await askFeishu(this.#egress, tokenUrl, { method: 'POST', ...encode(fields, tokenUrl) })
    return readTokenAnswer(answer, this.#nowMs())
  }
}

/** No turn came: as an answer that did not come, the refresh token is still good. */
const crowded: GrantReading = {
  ok: false,
  refusal: { code: null, msg: '', httpStatus: 0, logId: null, waitMs: null, scopes: [] },
  isInvalidGrant: false,
}

/** What proves that a code from the consent page was asked for here. */
interface AskedFor {
  readonly codeVerifier: string
  /** Must be that of `authorizeUrl`. */
  readonly redirectUri: string
}

/** Parameters of Feishu's consent page. */
export interface Authorization {
  readonly scopes: readonly string[]
  readonly state: string
  readonly codeChallenge: string
  readonly redirectUri: string
}

/** The v2 endpoint is documented with JSON; the newer one (/oauth/v3/token) takes only a form. */
function encode(fields: Readonly<Record<string, string>>, tokenUrl: string): Pick<OwnCall, 'headers' | 'body'> {
  return new URL(tokenUrl).pathname.startsWith('/oauth/')
    ? {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }
    : { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(fields) }
}
