import { gatewayPaths, signInProblemQuery, signInScopesQuery } from '../../contract/own-api/session.ts'
import { isScope } from '../../contract/feishu/scopes.ts'

/** Query of the page that a sign-in window comes back to: it has done its work and closes itself. */
const closeQuery = 'after_sign_in'

/** Where signing in starts; afterwards the person stands again where they were, deep link included. */
export function signInAddress(here: Pick<Location, 'pathname' | 'search'>): string {
  const query = new URLSearchParams(here.search)
  query.delete(signInProblemQuery)
  const rest = query.toString()
  return startAddress(rest === '' ? here.pathname : `${here.pathname}?${rest}`)
}

/**
 * The same for a second window, so that this page and its queue stay.
 *
 * @param missing Scopes that a refusal named; none where the person just signs in.
 */
export function signInWindowAddress(missing: readonly string[] = []): string {
  return startAddress(`/?${closeQuery}=close`, missing)
}

/** Whether this window was opened for signing in only. */
export function isSignInWindow(here: Pick<Location, 'search'>): boolean {
  return new URLSearchParams(here.search).get(closeQuery) === 'close'
}

/** Whether it has done its work: signed in, or the person thought better of it. Any other problem has to be read. */
export function isSpentSignInWindow(here: Pick<Location, 'search'>): boolean {
  const problem = signInProblemIn(here)
  return isSignInWindow(here) && (problem === null || problem === 'access_denied')
}

/**
 * Why the last sign-in did not work, as the gateway put it into the address; null when it says nothing. Anybody can write an
 * address: whether the catalogue knows the problem shows when it is told (SignInProblem.tsx).
 */
export function signInProblemIn(here: Pick<Location, 'search'>): string | null {
  return new URLSearchParams(here.search).get(signInProblemQuery)
}

/** The address without the problem, so that a reload does not tell it again. */
export function addressWithoutProblem(here: Pick<Location, 'pathname' | 'search' | 'hash'>): string {
  const query = new URLSearchParams(here.search)
  query.delete(signInProblemQuery)
  const rest = query.toString()
  return `${here.pathname}${rest === '' ? '' : `?${rest}`}${here.hash}`
}

function startAddress(returnTo: string, missing: readonly string[] = []): string {
  const query = new URLSearchParams({ return_to: returnTo })
  // Feishu names broad ones too, which nobody here asks for.
  const scopes = missing.filter(isScope)
  if (scopes.length > 0) query.set(signInScopesQuery, scopes.join(' '))
  return `${gatewayPaths.signInStart}?${query.toString()}`
}

/** Opens the sign-in beside this page; false when the browser blocks windows. */
export function openSignInWindow(missing: readonly string[] = []): boolean {
  return window.open(signInWindowAddress(missing), '_blank', 'popup,width=520,height=720') !== null
}
