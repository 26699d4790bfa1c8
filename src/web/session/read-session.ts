import type { KyInstance } from 'ky'
import * as v from 'valibot'
import { gatewayPaths, SessionAnswer } from '../../contract/session.ts'

/**
 * Asks the gateway who is signed in.
 *
 * @throws {Error} When no usable answer came.
 */
export async function readSession(client: KyInstance, signal: AbortSignal): Promise<SessionAnswer> {
  const response = await client(gatewayPaths.session.slice(1), { signal })
  if (!response.ok) throw new Error(`The gateway answered ${response.status}`)
  return v.parse(SessionAnswer, await response.json())
}

export async function signOut(client: KyInstance): Promise<void> {
  const response = await client.post(gatewayPaths.signOut.slice(1))
  if (!response.ok) throw new Error(`The gateway answered ${response.status}`)
}
