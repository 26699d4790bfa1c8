import { bearerHeader, pageHeader } from '../../contract/own-api/session.ts'

/** In memory only: it ends with the page. Null where the session is in a cookie. */
let bearer: string | null = null

/** Headers of every call to the gateway: the page's own, and the session where a frame keeps no cookies (`RedeemAnswer`). */
export function callHeaders(): Readonly<Record<string, string>> {
  return {
    [pageHeader.name]: pageHeader.value,
    ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }),
  }
}

export function setBearer(given: string | null): void {
  bearer = given
}

/** Takes the new bearer from an answer, if it brings one. */
export function noteRenewedBearer(headers: Headers): void {
  const renewed = headers.get(bearerHeader)
  if (bearer !== null && renewed !== null) bearer = renewed
}
