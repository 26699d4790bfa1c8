import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DocumentId } from '../contract/feishu/ids.ts'
import * as v from 'valibot'
import { gatewayPaths } from '../contract/own-api/session.ts'
import { readConfiguration, type Configuration } from '../gateway/config/configuration.ts'
import { startGateway } from '../gateway/server/start.ts'
import { startSimulator } from '../simulator/http/start.ts'
import { Colleagues } from './colleagues.ts'
import { furnish } from './furnish.ts'
import { openLine, type Line } from './line.ts'
import { Troubles } from './troubles.ts'

/** Where a sign-in that the stage began comes back to the gateway's origin, to be led to the stage. */
export const backPath = '/_demo/back'

export interface DemoWorld {
  readonly productUrl: string
  readonly simulatorUrl: string
  readonly line: Line | null
  readonly troubles: Troubles
  readonly colleagues: Colleagues
  /** Port at which this process reaches the gateway itself, however the line is. */
  readonly gatewayPort: number
  close(): Promise<void>
}

export interface WorldInput {
  /** Address to listen on. */
  readonly host: string
  /** Name or address by which the browser that will use it reaches this machine. */
  readonly publicHost: string
  readonly ports: { readonly product: number; readonly simulator: number }
  /** Origins whose pages show product and documents in frames. */
  readonly framedBy: readonly string[]
  /** Origin of the stage; null without one: then browsers reach the gateway directly. */
  readonly stageOrigin: string | null
}

/** The configuration of the environment is wrong. */
export class WrongConfiguration extends Error {}

/** A simulated Feishu, and a gateway as it runs in production in front of it. */
export async function openWorld(input: WorldInput): Promise<DemoWorld> {
  const { host, publicHost, ports, framedBy, stageOrigin } = input
  // The simulated people and tokens end with the process, so sessions must not outlive it.
  const ownDirectory = process.env['DATA_DIR'] === undefined ? await mkdtemp(join(tmpdir(), 'uploader-demo-')) : null
  const line =
    stageOrigin === null ? null : await openLine({ host, port: ports.product }, { backPath, backUrl: stageOrigin })
  const productUrl = line && `http://${publicHost}:${line.port}`
  const simulator = await startSimulator({
    host,
    port: ports.simulator,
    publicHost,
    framedBy,
    redirectUris: productUrl === null ? [] : [`${productUrl}/auth/callback`],
    ...(stageOrigin !== null && { furnish }),
  })
  const configuration = configure({ ...input, dataDirectory: ownDirectory, simulatorUrl: simulator.url, productUrl })
  const { events } = configuration
  if (events) await control(simulator.url, 'store-app', {})
  const gateway = await startGateway(configuration)
  line?.leadTo(gateway.port)
  if (events) {
    const [encryptKey, verificationToken] = [events.encryptKeys[0], events.verificationTokens[0]]
    const address = { url: `http://127.0.0.1:${gateway.port}${gatewayPaths.events}`, encryptKey, verificationToken }
    await control(simulator.url, 'store-app', { address })
    await control(simulator.url, 'store-app/events', { type: 'app_ticket' })
  }
  const colleagues = new Colleagues(gateway.port, gateway.url)
  return {
    productUrl: gateway.url,
    simulatorUrl: simulator.url,
    line,
    troubles: new Troubles(simulator.url),
    colleagues,
    gatewayPort: gateway.port,
    async close() {
      colleagues.close()
      await line?.close()
      await gateway.close()
      await simulator.close()
      if (ownDirectory !== null) await rm(ownDirectory, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

/** Makes a store app of the simulated one, which two companies have. */
async function control(simulatorUrl: string, path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${simulatorUrl}/_simulator/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`The simulator refused ${path}`)
}

const demoKeys = { FEISHU_EVENT_VERIFICATION_TOKEN: 'demo-verification', FEISHU_EVENT_ENCRYPT_KEY: 'demo-encrypt' }

interface ToConfigure extends WorldInput {
  readonly dataDirectory: string | null
  readonly simulatorUrl: string
  readonly productUrl: string | null
}

/** The gateway's configuration. Production refuses plain http beyond this machine; a room is served by it all the same. */
function configure({ host, ports, framedBy, dataDirectory, simulatorUrl, productUrl }: ToConfigure): Configuration {
  const isHere = new URL(simulatorUrl).hostname === 'localhost'
  const feishuUrl = isHere ? simulatorUrl : 'http://localhost'
  const reading = readConfiguration({
    LOG_LEVEL: 'warn',
    PORT: String(ports.product),
    ...(process.env['FEISHU_APP_TYPE'] === 'store' && demoKeys),
    ...process.env,
    HOST: host,
    DATA_DIR: process.env['DATA_DIR'] ?? dataDirectory ?? '',
    FEISHU_APP_ID: 'cli_simulator',
    FEISHU_APP_SECRET: 'simulator-secret',
    FEISHU_OPEN_URL: feishuUrl,
    FEISHU_ACCOUNTS_URL: feishuUrl,
    FEISHU_TOKEN_URL: '',
  })
  if (!reading.ok) {
    const { errors } = reading
    throw new WrongConfiguration(
      errors.map(({ variable, wrong, remedy }) => `${variable} ${wrong}. ${remedy}`).join('\n'),
    )
  }
  const { configuration } = reading
  return {
    ...configuration,
    feishu: {
      openOrigin: simulatorUrl,
      accountsOrigin: simulatorUrl,
      tokenUrl: `${simulatorUrl}/open-apis/authen/v2/oauth/token`,
      simulated: true,
    },
    embedOrigins: [...configuration.embedOrigins, ...framedBy],
    ...(productUrl !== null && { publicOrigin: productUrl, host: '127.0.0.1', port: 0 }),
  }
}

export function documentIdOf(token: string): DocumentId {
  return v.parse(DocumentId, token)
}
