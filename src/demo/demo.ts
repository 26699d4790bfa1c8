import { networkInterfaces } from 'node:os'
import { reachableHosts, readOptions, type DemoOptions } from './options.ts'
import { startDemoPortal } from './portal.ts'
import { startStage } from './stage-server.ts'
import { Visitors } from './visitors.ts'
import { openWorld, WrongConfiguration, type DemoWorld } from './world.ts'

/** `npm run demo`: the gateway as it runs in production, with the simulator in Feishu's place, and a stage that shows both. */

const reading = readOptions(process.argv.slice(2), process.env)
if (!reading.ok) {
  console.error(reading.text)
  process.exit(78)
}
const { options } = reading
const hosts = reachableHosts(options.host, networkInterfaces())

try {
  await (options.ports.stage === null ? startPlain(options, options.ports.stage) : startWithStage(options))
} catch (error: unknown) {
  console.error(error instanceof WrongConfiguration ? error.message : error)
  process.exit(error instanceof WrongConfiguration ? 78 : 1)
}

/** Product, simulator and portal, and nothing between them and the browser: for tests. */
async function startPlain({ host, ports }: DemoOptions, stageOrigin: null): Promise<void> {
  const portal = ports.portal === null ? null : await startDemoPortal({ host, port: ports.portal })
  const framedBy = portal && process.env['EMBED_ORIGINS'] === undefined ? [portal.origin] : []
  const world = await openWorld({ host, publicHost: 'localhost', ports, framedBy, stageOrigin })
  portal?.embed(world.productUrl)
  print([['Feishu Uploader', world.productUrl], ['Simulated Feishu', world.simulatorUrl], ...portalLine(portal)])
  endWith(async () => {
    await portal?.close()
    await world.close()
  })
}

async function startWithStage({ host, isShared, ports }: DemoOptions): Promise<void> {
  const portal = ports.portal === null ? null : await startDemoPortal({ host, port: ports.portal })
  const isRoom = hosts.length > 1 || hosts[0] !== 'localhost'
  let stagePort = 0
  const visitors = new Visitors({
    isShared: isShared || !isRoom,
    nowMs: () => Date.now(),
    async open(publicHost, isFirst): Promise<DemoWorld> {
      const stageOrigin = `http://${publicHost}:${stagePort}`
      const framedBy = [stageOrigin, ...(portal ? [portal.origin] : [])]
      const worldPorts = isFirst ? ports : { product: 0, simulator: 0 }
      const world = await openWorld({ host, publicHost, ports: worldPorts, framedBy, stageOrigin })
      portal?.embed(world.productUrl)
      return world
    },
  })
  const room = !isRoom ? 'alone' : isShared ? 'shared' : 'own'
  // One world has one address: frames and cookies count by host.
  const reachedBy = room === 'shared' ? hosts.slice(0, 1) : hosts
  const stage = await startStage({ host, port: ports.stage ?? 0, room, hosts: reachedBy, visitors })
  stagePort = stage.port
  const addresses = reachedBy.map((name): Line => ['', `http://${name}:${stage.port}`])
  const [[, first] = ['', '']] = addresses
  const lines: Line[] = [['Open this', first], ...addresses.slice(1)]
  if (isRoom) print(lines)
  else {
    // The one world of this machine, so that its addresses are known at once.
    const world = await visitors.worldOf('', 'localhost')
    if (world) lines.push(['Feishu Uploader', world.productUrl], ['Simulated Feishu', world.simulatorUrl])
    print([...lines, ...portalLine(portal)])
  }
  endWith(async () => {
    await portal?.close()
    await stage.close()
    await visitors.closeAll()
  })
}

type Line = readonly [what: string, url: string]

function portalLine(portal: { readonly origin: string } | null): readonly Line[] {
  return portal ? [['A portal around it', portal.origin]] : []
}

function print(lines: readonly Line[]): void {
  const text = lines.map(([what, url]) => `  ${what.padEnd(20)}${url}`).join('\n')
  console.log(`\n${text}\n\n  Ctrl+C ends all.\n`)
}

function endWith(close: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0)))
  }
}
