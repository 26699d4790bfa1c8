import * as v from 'valibot'
import { refuse, RefusalError, type Answer, type FeishuCode } from '../http/answer.ts'
import { bearerOf } from '../http/authenticate.ts'
import { readInput, type OpenCall } from '../http/call.ts'
import { simulatedApp } from '../world/identity.ts'
import { personOf } from '../world/people.ts'
import type { SimulatedWorld } from '../world/world.ts'
import { findCode, provesChallenge } from './exchange-token.ts'
import { profileOf } from './user-info.ts'

const text = v.optional(v.string(), '')
const HistoricInput = v.object({ grant_type: text, code: text, refresh_token: text, app_access_token: text })

/** What an endpoint hands out besides the tokens: who the person is, or what was granted. */
type Besides = 'person' | 'scopes'

/**
 * POST authen/v1/access_token (with the person) and authen/v1/oidc/access_token (with what was granted): a code for tokens in the form
 * before v2. The app's own token comes as bearer, or in the body, as JustAuth sends it; a tenant token is taken for it, as Casdoor
 * sends it. All refusals come with HTTP 200 (historic-version/authen, 2025-06-26).
 */
export function exchangeHistoric(besides: Besides) {
  return (call: OpenCall): Answer =>
    refusedAsBefore(() => {
      const input = readHistoric(call, 'authorization_code')
      const code = findCode(call.world, { code: input.code, redirect_uri: '' })
      // A code that was asked for with a challenge cannot be proven here.
      if (code.challenge !== null) refuse(20003)
      code.used = true
      return pairAnswer(call.world, code.openId, besides)
    })
}

/** POST authen/v1/refresh_access_token and authen/v1/oidc/refresh_access_token. A refresh token works once. */
export function refreshHistoric(besides: Besides) {
  return (call: OpenCall): Answer =>
    refusedAsBefore(() => {
      const input = readHistoric(call, 'refresh_token')
      return pairAnswer(call.world, takeRefreshToken(call.world, input.refresh_token, 20038), besides)
    })
}

/** A used code has no code of its own there, and the status says nothing. */
function refusedAsBefore(answer: () => Answer): Answer {
  try {
    return answer()
  } catch (error: unknown) {
    if (!(error instanceof RefusalError)) throw error
    throw new RefusalError(error.code === usedCode ? unknownCode : error.code, { httpStatus: 200 })
  }
}

const usedCode = 20_065
const unknownCode = 20_003

function readHistoric(call: OpenCall, grant: string): v.InferOutput<typeof HistoricInput> {
  const input = readInput(HistoricInput, call.body, 20001)
  const appToken = bearerOf(call.authorization) ?? input.app_access_token
  if (!call.world.identity.isTenantToken(appToken)) refuse(20014)
  if (input.grant_type === '') refuse(20001)
  return input.grant_type === grant ? input : refuse(20036)
}

/** Uses up a refresh token; whose it was. `usedUp`: the code for one that was used before. */
function takeRefreshToken(world: SimulatedWorld, named: string, usedUp: FeishuCode): string {
  if (named === '') refuse(20001)
  const token = world.identity.findRefreshToken(named, 'historic') ?? refuse(20026)
  if (token.state !== 'fresh') refuse(usedUp)
  if (token.expiresAtMs <= world.clock.nowMs()) refuse(20037)
  token.state = 'used'
  return token.openId
}

function pairAnswer(world: SimulatedWorld, openId: string, besides: Besides): Answer {
  const { scopes, tokens } = issue(world, openId)
  const person = personOf(openId) ?? refuse(20008)
  const more = besides === 'person' ? profileOf(world, person, new Set(scopes)) : { scope: scopes.join(' ') }
  return { kind: 'data', data: { ...tokens, ...more } }
}

function issue(world: SimulatedWorld, openId: string) {
  const scopes = world.identity.grantedTo(openId)
  const { accessToken, refreshToken } = world.identity.issueHistoricTokens(openId, scopes)
  const lifeMs = (world.identity.findRefreshToken(refreshToken, 'historic')?.expiresAtMs ?? 0) - world.clock.nowMs()
  const tokens = {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: world.identity.accessTokenLifeSeconds,
    refresh_token: refreshToken,
    refresh_expires_in: Math.ceil(lifeMs / 1000),
  }
  return { scopes, tokens }
}

const PassportInput = v.object({
  grant_type: text,
  client_id: text,
  client_secret: text,
  code: text,
  redirect_uri: text,
  code_verifier: text,
  refresh_token: text,
})

/**
 * POST suite/passport/oauth/token: RFC 6749 with the app's secret, by form, by JSON or in the query, as clients send it
 * (docs/feishu.md, U54).
 */
export function getPassportToken({ world, query, body }: OpenCall): Answer {
  const sent = typeof body === 'object' ? body : {}
  const input = readInput(PassportInput, { ...query, ...sent }, 20063)
  if (input.client_id !== simulatedApp.id) refuse(20048)
  if (input.client_secret !== simulatedApp.secret) refuse(20002)
  return { kind: 'flat', value: issue(world, grantedBy(world, input)).tokens }
}

/** Whose code or refresh token it is; both work once. */
function grantedBy(world: SimulatedWorld, input: v.InferOutput<typeof PassportInput>): string {
  if (input.grant_type === 'refresh_token') return takeRefreshToken(world, input.refresh_token, 20073)
  if (input.grant_type !== 'authorization_code') refuse(20036)
  const code = findCode(world, input)
  if (!provesChallenge(code, input.code_verifier)) refuse(20049)
  code.used = true
  return code.openId
}
