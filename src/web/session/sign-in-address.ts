import {
  framedSignInQuery,
  gatewayPaths,
  signInProblemQuery,
  signInScopesQuery,
} from '../../contract/own-api/session.ts'
import { isScope } from '../../contract/feishu/scopes.ts'
import { LazyModule } from '../lazy/lazy-module.ts'
import { focusManager } from '@tanstack/react-query'
import { askGateway } from '../gateway/ask-gateway.ts'
import { homePath, ownPath } from '../gateway/own-path.ts'
import { setBearer } from '../gateway/call-headers.ts'
import { clientSignIn } from './client/client-sign-in.ts'
import { isFramed } from './framed/is-framed.ts'

/** Query parameter of the page that a sign-in window returns to, which then closes itself. */
const closeQuery = 'after_sign_in'

/** Address at which signing in starts; it returns to the current page, deep link included. */
export function signInAddress(here: Pick<Location, 'pathname' | 'search'>): string {
  const query = new URLSearchParams(here.search)
  query.delete(signInProblemQuery)
  const rest = query.toString()
  return startAddress(rest === '' ? here.pathname : `${here.pathname}?${rest}`)
}

/**
 * The same for a second window, so that this page and its queue stay.
 *
 * @param missing Scopes that a refusal named; empty for an ordinary sign-in.
 */
export function signInWindowAddress(missing: readonly string[] = []): string {
  // The frame tells its window which scopes are missing.
  if (isFramed()) return `${homePath()}?${framedSignInQuery.name}=${framedSignInQuery.begin}`
  return startAddress(`${homePath()}?${closeQuery}=close`, missing)
}

/** Whether this window was opened only for signing in. */
export function isSignInWindow(here: Pick<Location, 'search'>): boolean {
  return new URLSearchParams(here.search).get(closeQuery) === 'close'
}

/** Whether that window can close: signed in, or cancelled by the person. Other problems have to be read. */
export function isSpentSignInWindow(here: Pick<Location, 'search'>): boolean {
  const problem = signInProblemIn(here)
  return isSignInWindow(here) && (problem === null || problem === 'access_denied')
}

/**
 * Why the last sign-in failed, as given in the address by the gateway; null if it is not there. Anybody can write an
 * address, so SignInProblem.tsx checks it against the catalogue.
 */
export function signInProblemIn(here: Pick<Location, 'search'>): string | null {
  return new URLSearchParams(here.search).get(signInProblemQuery)
}

/** The address without the problem, so that a reload does not show it again. */
export function addressWithoutProblem(here: Pick<Location, 'pathname' | 'search' | 'hash'>): string {
  const query = new URLSearchParams(here.search)
  query.delete(signInProblemQuery)
  const rest = query.toString()
  return `${here.pathname}${rest === '' ? '' : `?${rest}`}${here.hash}`
}

function startAddress(returnTo: string, missing: readonly string[] = []): string {
  const query = new URLSearchParams({ return_to: returnTo })
  // Feishu may name broader scopes, which are never requested here.
  const scopes = missing.filter(isScope)
  if (scopes.length > 0) query.set(signInScopesQuery, scopes.join(' '))
  return `${ownPath(gatewayPaths.signInStart)}?${query.toString()}`
}

/** Part of a sign-in window of a framed page; null: this window is something else. */
export function framedSignInStep(here: Pick<Location, 'search'>): 'begin' | 'end' | null {
  const step = new URLSearchParams(here.search).get(framedSignInQuery.name)
  return step === framedSignInQuery.begin || step === framedSignInQuery.end ? step : null
}

const frameDoors = {
  ask: askGateway,
  setBearer,
  // Has every query read again that is read on focus: the session among them.
  readSession: () => focusManager.onFocus(),
}

const framed = new LazyModule(async () => (await import('./framed/frame-sign-in.ts')).signInForFrame)

/**
 * Opens the sign-in in a second window; false when the browser blocks it. A page in a frame then waits for the window's session, also
 * when a link opens the window instead. Inside Feishu's app, which asks by itself, no window is needed.
 */
export function openSignInWindow(missing: readonly string[] = [], inClient = clientSignIn): boolean {
  if (inClient.isNext) {
    void inClient.begin(missing.filter(isScope), null)
    return true
  }
  const isOpen = window.open(signInWindowAddress(missing), '_blank', 'popup,width=520,height=720') !== null
  const scopes = missing.filter(isScope)
  if (isFramed()) void framed.load().then((signInForFrame) => signInForFrame(frameDoors, scopes))
  return isOpen
}
