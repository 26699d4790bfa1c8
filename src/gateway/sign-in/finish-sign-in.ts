import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Grant, Person } from '../session/session-record.ts'
import type { Attempt } from './attempts.ts'
import type { FeishuOAuth } from './feishu-oauth.ts'
import { signInProblemOf } from './sign-in-problem.ts'

/** What Feishu's consent page returned. */
export type Callback =
  | { readonly state: string; readonly code: string }
  | { readonly state: string; readonly error: string }

/** Result of a sign-in, before a session is made. */
export type Ending =
  | { readonly ok: true; readonly person: Person; readonly grant: Grant }
  | { readonly ok: false; readonly problem: ProblemKey; readonly logId: string | null }

const codePattern = /^[A-Za-z0-9_-]{1,512}$/

/** Reads the query of the callback: each parameter once (RFC 6749, section 3.1), `error` before `code`. */
export function readCallback(query: URLSearchParams): Callback | undefined {
  const one = (name: string) => {
    const values = query.getAll(name)
    return values.length === 1 ? (values[0] ?? '') : ''
  }
  const state = one('state')
  if (state === '') return undefined
  if (query.has('error')) return { state, error: one('error') }
  const code = one('code')
  return codePattern.test(code) ? { state, code } : undefined
}

/** Exchanges the code and reads who signed in. The attempt must already be taken by its own browser. */
export async function finishSignIn(
  callback: Callback,
  attempt: Attempt,
  oauth: FeishuOAuth,
  redirectUri: string,
): Promise<Ending> {
  if ('error' in callback) return failed(callback.error === 'access_denied' ? 'access_denied' : 'sign-in-incomplete')
  const { codeVerifier, isInClient } = attempt
  const grant = await oauth.exchangeCode(callback.code, isInClient ? null : { codeVerifier, redirectUri })
  if (!grant.ok) return failed(signInProblemOf(grant.refusal), grant.refusal.logId)
  const person = await oauth.person(grant.data.accessToken)
  if (!person.ok) return failed(signInProblemOf(person.refusal), person.refusal.logId)
  return { ok: true, person: person.data, grant: grant.data }
}

export function failed(problem: ProblemKey, logId: string | null = null): Extract<Ending, { ok: false }> {
  return { ok: false, problem, logId }
}
