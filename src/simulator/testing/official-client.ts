import * as lark from '@larksuiteoapi/node-sdk'
import { onTestFinished } from 'vitest'
import { startSimulator } from '../http/start.ts'
import { SimulatedClient } from './simulated-client.ts'

export interface OfficialClient {
  readonly sdk: lark.Client
  /** Options for a call in the name of Zhang San; without them the app calls in its own. */
  readonly asZhangSan: ReturnType<typeof lark.withUserAccessToken>
  /** The control API of the simulator behind it. */
  readonly control: SimulatedClient
}

/** The official SDK, configured with another domain only. */
export async function startOfficialClient(): Promise<OfficialClient> {
  const simulator = await startSimulator({ port: 0 })
  onTestFinished(() => simulator.close())
  const control = new SimulatedClient(simulator.url)
  await control.signIn()
  const sdk = new lark.Client({
    appId: 'cli_simulator',
    appSecret: 'simulator-secret',
    domain: simulator.url,
    logger: { error: ignore, warn: ignore, info: ignore, debug: ignore, trace: ignore },
  })
  return { sdk, asZhangSan: lark.withUserAccessToken(control.token), control }
}

function ignore(): void {
  // The SDK's own log is not needed in tests.
}

/** A value that an answer of the SDK must contain. */
export function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('the answer lacks a part')
  return value
}
