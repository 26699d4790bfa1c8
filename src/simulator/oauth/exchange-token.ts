import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type OpenCall } from '../http/call.ts'
import { simulatedApp, type IssuedCode, type TokenPair } from '../world/identity.ts'
import { companyOf } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'

const text = v.optional(v.string(), '')
const TokenInput = v.object({
  grant_type: text,
  client_id: text,
  client_secret: text,
  code: text,
  redirect_uri: text,
  code_verifier: text,
  refresh_token: text,
  scope: text,
})
type TokenInput = v.InferOutput<typeof TokenInput>

/** How an endpoint checks the PKCE verifier of a code. */
type Proof = (code: IssuedCode, verifier: string) => boolean

/** POST authen/v2/oauth/token: a code or a refresh token for a new pair (official token pages, 2026-05-24). */
export function exchangeToken(call: OpenCall): Answer {
  return exchange(call, provesChallenge)
}

/**
 * POST /oauth/v3/token: the same by form, and PKCE is all or nothing: a verifier without a challenge is refused too (official
 * token page, v3). An option of the world imitates larksuite/oapi-sdk-go#230, 2026-08-11: correct pairs are refused.
 */
export function exchangeTokenV3(call: OpenCall): Answer {
  if (!call.contentType.startsWith('application/x-www-form-urlencoded')) refuse(20063)
  return exchange(call, (code, verifier) => {
    if (code.challenge === null) return verifier === ''
    return call.world.options.pkceAtV3 === 'documented' && provesChallenge(code, verifier)
  })
}

function exchange({ world, body, authorization }: OpenCall, proves: Proof): Answer {
  const input = readInput(TokenInput, body, 20063)
  if (/^Basic /i.test(authorization ?? '') && input.client_secret !== '') refuse(20070)
  if (input.grant_type === '' || input.client_id === '') refuse(20001)
  if (input.grant_type !== 'authorization_code' && input.grant_type !== 'refresh_token') refuse(20036)
  if (input.client_id !== simulatedApp.id) refuse(20048)
  if (input.client_secret !== simulatedApp.secret) refuse(20002)
  return input.grant_type === 'refresh_token' ? refresh(world, input) : redeem(world, input, proves)
}

function redeem(world: SimulatedWorld, input: TokenInput, proves: Proof): Answer {
  const code = findCode(world, input)
  if (!proves(code, input.code_verifier)) refuse(20049)
  if (!world.storeApp.isEnabledAt(companyOf(code.openId).tenantKey)) refuse(20009)
  const scopes = narrow(world.identity.grantedTo(code.openId), input.scope)
  code.used = true
  return pairAnswer(world, world.identity.issueTokens(code.openId, scopes), scopes)
}

/** The code that a person gave; refuses with 20001 (none named), 20003, 20065 (used), 20004 (too old), 20071 (redirect URL). */
export function findCode(
  world: SimulatedWorld,
  { code: named, redirect_uri: redirectUri }: Pick<TokenInput, 'code' | 'redirect_uri'>,
): IssuedCode {
  if (named === '') refuse(20001)
  const code = world.identity.findCode(named)
  if (!code) return refuse(20003)
  if (code.used) refuse(20065)
  if (code.expiresAtMs <= world.clock.nowMs()) refuse(20004)
  return redirectUri !== '' && redirectUri !== code.redirectUri ? refuse(20071) : code
}

function refresh(world: SimulatedWorld, input: TokenInput): Answer {
  if (input.refresh_token === '') refuse(20001)
  const token = world.identity.findRefreshToken(input.refresh_token, 'v2')
  if (!token) return refuse(20026)
  if (token.state === 'revoked') refuse(20064)
  if (token.state === 'used') refuse(20073)
  if (token.expiresAtMs <= world.clock.nowMs()) refuse(20037)
  if (!world.storeApp.isEnabledAt(companyOf(token.openId).tenantKey)) refuse(20009)
  const scopes = narrow(token.scopes, input.scope)
  token.state = 'used'
  return pairAnswer(world, world.identity.issueTokens(token.openId, scopes, token.consentEndsAtMs), scopes)
}

/** RFC 7636, section 4.6. The v2 endpoint accepts a verifier without an earlier challenge. */
export function provesChallenge({ challenge }: IssuedCode, verifier: string): boolean {
  if (!challenge) return true
  if (verifier.length < 43 || verifier.length > 128) return false
  const proof = challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
  return proof === challenge.value
}

/** A caller may ask for fewer scopes than were granted. */
function narrow(granted: readonly string[], wanted: string): readonly string[] {
  const scopes = wanted.split(' ').filter((scope) => scope !== '')
  if (scopes.length === 0) return granted
  if (new Set(scopes).size < scopes.length) refuse(20067)
  if (scopes.some((scope) => !granted.includes(scope))) refuse(20068)
  return scopes
}

function pairAnswer(world: SimulatedWorld, pair: TokenPair, scopes: readonly string[]): Answer {
  const nowMs = world.clock.nowMs()
  const refreshToken = pair.refreshToken === null ? undefined : world.identity.findRefreshToken(pair.refreshToken, 'v2')
  return {
    kind: 'flat',
    value: {
      code: 0,
      access_token: pair.accessToken,
      expires_in: world.identity.accessTokenLifeSeconds,
      ...(refreshToken && {
        refresh_token: pair.refreshToken,
        refresh_token_expires_in: Math.ceil((refreshToken.expiresAtMs - nowMs) / 1000),
      }),
      token_type: 'Bearer',
      scope: scopes.join(' '),
    },
  }
}
