import type { FastifyReply, FastifyRequest } from 'fastify'
import { gatewayPaths } from '../../contract/own-api/session.ts'
import type { Site } from '../config/site.ts'
import { signInProblemOfFailure } from '../server/refusal-of-failure.ts'
import { setSessionCookie } from '../session/session-cookie.ts'
import type { Person } from '../session/session-record.ts'
import type { Sessions } from '../session/sessions.ts'
import { takeAttemptCookie } from './attempt-cookie.ts'
import type { Attempt, Attempts } from './attempts.ts'
import type { FeishuOAuth } from './feishu-oauth.ts'
import { failed, finishSignIn, type Callback, type Ending } from './finish-sign-in.ts'
import type { KnownBrowsers } from './known-browser.ts'
import { isOutOfReach } from './sign-in-problem.ts'
import type { TokenTurns } from './token-turns.ts'
import type { UsedAttempts } from './used-attempts.ts'

export interface ReceivingDependencies {
  readonly site: Site
  readonly attempts: Attempts
  readonly usedAttempts: UsedAttempts
  readonly browsers: KnownBrowsers
  readonly turns: TokenTurns
  readonly oauth: FeishuOAuth
  readonly sessions: Sessions
  /** Called before a session begins: Feishu, asked at `askedAtMs` or later, has let this person in. */
  readonly onSignIn: (person: Person, askedAtMs: number) => Promise<void>
  readonly nowMs: () => number
}

/** The request that brings a code, and its answer. */
interface Bringing {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type SignInEnd = ({ readonly ok: true } | Extract<Ending, { ok: false }>) & { readonly returnTo: string }

/** Signs in with what the consent page has sent the browser back with. */
export async function receiveCallback(
  callback: Callback | undefined,
  bringing: Bringing,
  dependencies: ReceivingDependencies,
): Promise<SignInEnd> {
  const { request, reply } = bringing
  const { site, attempts, usedAttempts, sessions } = dependencies
  if (!callback) return { ...failed('sign-in-incomplete'), returnTo: site.home }
  const { state } = callback
  const opened = attempts.open(state, takeAttemptCookie(request, reply, site, state))
  // An attempt without a verifier must not take a code from an address.
  const attempt = opened?.isInClient ? undefined : opened
  const returnTo = attempt?.returnTo ?? site.home
  try {
    if (!attempt || !(await usedAttempts.claim(state))) {
      // Browsers sometimes load the callback twice (prefetch, back button); the first load has signed in.
      const isSignedIn = attempt?.redeemKey !== undefined || (await sessions.find(request.sessionId)) !== undefined
      const end = isSignedIn ? ({ ok: true } as const) : failed('sign-in-expired-attempt')
      return { ...end, returnTo }
    }
    const end = await exchange(callback, attempt, bringing, dependencies)
    if (!end.ok) {
      await usedAttempts.release(state)
      return { ...end, returnTo }
    }
    if (attempt.redeemKey === undefined) await startHere(end, bringing, dependencies)
    else await sessions.startForFrame(attempt.redeemKey, end.person, end.grant)
    return { ok: true, returnTo }
  } catch (error) {
    request.log.error({ err: error }, 'a sign-in could not be kept')
    return { ...failed(signInProblemOfFailure(error)), returnTo }
  }
}

/** Signs in with a code that Feishu's app has given to the page. */
export async function receiveFromClient(
  { state, code }: { readonly state: string; readonly code: string },
  bringing: Bringing,
  dependencies: ReceivingDependencies,
): Promise<Ending> {
  const { request, reply } = bringing
  const { site, attempts, usedAttempts } = dependencies
  const attempt = attempts.open(state, takeAttemptCookie(request, reply, site, state))
  try {
    // Nor may an attempt with a verifier be ended without it.
    if (!attempt?.isInClient || !(await usedAttempts.claim(state))) return failed('sign-in-expired-attempt')
    const end = await exchange({ state, code }, attempt, bringing, dependencies)
    if (end.ok) await startHere(end, bringing, dependencies)
    else await usedAttempts.release(state)
    return end
  } catch (error) {
    request.log.error({ err: error }, 'a sign-in could not be kept')
    return failed(signInProblemOfFailure(error))
  }
}

async function startHere(
  { person, grant }: Extract<Ending, { ok: true }>,
  { request, reply }: Bringing,
  { sessions, site, browsers }: ReceivingDependencies,
): Promise<void> {
  // In this order: if the new session cannot be stored, the old one remains.
  const id = await sessions.start(person, grant)
  await sessions.end(request.sessionId)
  setSessionCookie(reply, site, id)
  browsers.remember(request, reply)
}

/** Exchanges the code in its turn, if there is one to exchange. */
async function exchange(
  callback: Callback,
  attempt: Attempt,
  { request, reply }: Bringing,
  { site, browsers, turns, oauth, onSignIn, nowMs }: ReceivingDependencies,
): Promise<Ending> {
  if ('error' in callback) return finishSignIn(callback, attempt, oauth, redirectUriOf(site))
  const party = browsers.partyOf(request)
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  if (!(await turns.forExchange(party, gone.signal))) return failed('gateway-busy')
  const askedAtMs = nowMs()
  const end = await finishSignIn(callback, attempt, oauth, redirectUriOf(site))
  if (end.ok) {
    turns.noteSuccess(party)
    await onSignIn(end.person, askedAtMs)
  } else if (!isOutOfReach(end.problem)) turns.noteFailure(party)
  return end
}

export function redirectUriOf(site: Site): string {
  return `${site.url}${gatewayPaths.signInCallback}`
}
