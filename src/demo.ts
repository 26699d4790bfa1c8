import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfiguration } from './gateway/config/configuration.ts'
import { startGateway } from './gateway/server/start.ts'
import { startDemoPortal } from './demo-portal.ts'
import { startSimulator } from './simulator/http/start.ts'
import { own } from './contract/own.ts'

/** `npm run demo`: the gateway as it runs in production, with the simulator in Feishu's place, and a portal that embeds it. */

// The simulated people and tokens end with the process, so sessions must not outlive it.
const ownDataDirectory = process.env['DATA_DIR'] === undefined ? await mkdtemp(join(tmpdir(), 'uploader-demo-')) : null
const host = process.env['HOST'] ?? '127.0.0.1'

const simulator = await startSimulator({ host, port: portOf('SIMULATOR_PORT', 8081) })
// Without one, the page is not shown in frames, as usual: `PORTAL_PORT=none`.
const portal =
  process.env['PORTAL_PORT'] === 'none' ? null : await startDemoPortal({ host, port: portOf('PORTAL_PORT', 8082) })
const reading = readConfiguration({
  LOG_LEVEL: 'warn',
  ...(portal && { EMBED_ORIGINS: portal.origin }),
  ...process.env,
  HOST: host,
  DATA_DIR: process.env['DATA_DIR'] ?? ownDataDirectory ?? '',
  FEISHU_APP_ID: 'cli_simulator',
  FEISHU_APP_SECRET: 'simulator-secret',
  FEISHU_OPEN_URL: simulator.url,
  FEISHU_ACCOUNTS_URL: simulator.url,
  FEISHU_TOKEN_URL: '',
})
if (!reading.ok) {
  for (const { variable, wrong, remedy } of reading.errors) console.error(`${variable} ${wrong}. ${remedy}`)
  process.exit(78)
}
const gateway = await startGateway(reading.configuration)
portal?.embed(gateway.url)

console.log(`
  Feishu Uploader     ${gateway.url}
  Simulated Feishu    ${simulator.url}   (copy a document link here)${portal ? `\n  A portal around it  ${portal.origin}` : ''}

  Ctrl+C ends all.
`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())

async function stop(): Promise<void> {
  await portal?.close()
  await gateway.close()
  await simulator.close()
  if (ownDataDirectory !== null) await rm(ownDataDirectory, { recursive: true, force: true })
  process.exit(0)
}

function portOf(variable: string, usual: number): number {
  const given = own(process.env, variable)
  if (given === undefined) return usual
  if (/^\d+$/.test(given) && Number(given) <= 65_535) return Number(given)
  console.error(`${variable} is "${given}": write a number from 0 to 65535.`)
  process.exit(78)
}
