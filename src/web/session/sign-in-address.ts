import { gatewayPaths, signInProblemQuery } from '../../contract/session.ts'

/** Query of the page that a sign-in window comes back to: it has done its work and closes itself. */
const closeQuery = 'after_sign_in'

/** Where signing in starts; afterwards the person stands again where they were, deep link included. */
export function signInAddress(here: Pick<Location, 'pathname' | 'search'>): string {
  const query = new URLSearchParams(here.search)
  query.delete(signInProblemQuery)
  const rest = query.toString()
  return startAddress(rest === '' ? here.pathname : `${here.pathname}?${rest}`)
}

/** The same for a second window, so that this page and its queue stay. */
export function signInWindowAddress(): string {
  return startAddress(`/?${closeQuery}=close`)
}

export function isSpentSignInWindow(here: Pick<Location, 'search'>): boolean {
  return new URLSearchParams(here.search).get(closeQuery) === 'close'
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

function startAddress(returnTo: string): string {
  return `${gatewayPaths.signInStart}?${new URLSearchParams({ return_to: returnTo }).toString()}`
}

/** Opens the sign-in beside this page; false when the browser blocks windows. */
export function openSignInWindow(): boolean {
  return window.open(signInWindowAddress(), '_blank', 'popup,width=520,height=720') !== null
}
