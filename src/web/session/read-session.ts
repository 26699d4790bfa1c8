import * as v from 'valibot'
import { gatewayPaths, SessionAnswer } from '../../contract/own-api/session.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'

/** The gateway answered with an error. */
export class GatewayFailed extends Error {
  override readonly name = 'GatewayFailed'
}

/**
 * Asks the gateway who is signed in.
 *
 * @throws {GatewayFailed} When the gateway refused.
 * @throws {Error} When no usable answer came.
 */
export async function readSession(ask: AskGateway, signal: AbortSignal): Promise<SessionAnswer> {
  const response = await ask(gatewayPaths.session, { signal })
  if (!response.ok) throw new GatewayFailed(`The gateway answered ${response.status}`)
  return v.parse(SessionAnswer, await response.json())
}

/**
 * Ends the session of this browser.
 *
 * @param isForgetting The gateway answers with `Clear-Site-Data`, so that the browser deletes what it keeps of this site.
 * @throws {Error} When the gateway cannot be reached or refuses.
 */
export async function signOut(ask: AskGateway, isForgetting: boolean): Promise<void> {
  const response = await ask(gatewayPaths.signOut, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ forget: isForgetting }),
  })
  if (!response.ok) throw new Error(`The gateway answered ${response.status}`)
}
