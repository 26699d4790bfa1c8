import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Program, Programs } from './processes.ts'

export interface RedisProgram extends Program {
  readonly port: number
}

/** Operations that clients ask for; the others are the servers' own, and ours that count them. */
const asked = new Set(['evalsha', 'eval', 'get', 'set', 'del', 'zmscore', 'ping', 'role'])

/** Operations that these servers were asked for since they began. */
export async function operationsOf(nodes: readonly { readonly port: number }[]): Promise<number> {
  let sum = 0
  for (const { port } of nodes) {
    const told = await withRedis(port, (redis) => redis.info('commandstats'))
    for (const [, name = '', calls = '0'] of told.matchAll(/cmdstat_([\w|]+):calls=(\d+)/g))
      if (asked.has(name)) sum += Number(calls)
  }
  return sum
}

export async function startServer(programs: Programs, more: readonly string[] = []): Promise<RedisProgram> {
  const port = await freePort()
  const directory = await programs.folder()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory, ...more]
  const { process } = await programs.start(['redis-server', ...options], {}, /(Ready to accept connections)/)
  return { url: `redis://127.0.0.1:${port}`, port, process }
}

/** Three nodes, each with a replica, which takes over two or three seconds after its node died. */
export async function startCluster(
  programs: Programs,
): Promise<{ readonly url: string; readonly masters: readonly RedisProgram[] }> {
  const nodes: RedisProgram[] = []
  const busPorts: string[] = []
  for (let nth = 0; nth < 6; nth += 1) {
    const busPort = String(await freePort())
    const options = ['--cluster-enabled', 'yes', '--cluster-port', busPort, '--cluster-node-timeout', '2000']
    const more = ['--cluster-require-full-coverage', 'no', '--repl-diskless-sync-delay', '0']
    nodes.push(await startServer(programs, [...options, ...more]))
    busPorts.push(busPort)
  }
  const ask = (node: RedisProgram | undefined, ...words: readonly string[]) =>
    withRedis(node?.port ?? 0, (redis) => redis.call('CLUSTER', ...words))
  const masters = nodes.slice(0, 3)
  for (const [nth, node] of nodes.entries()) await ask(node, 'SET-CONFIG-EPOCH', String(nth + 1))
  for (const [nth, [from, to]] of [
    [0, 5460],
    [5461, 10_922],
    [10_923, 16_383],
  ].entries())
    await ask(masters[nth], 'ADDSLOTSRANGE', String(from), String(to))
  for (const [nth, { port }] of nodes.entries())
    if (nth > 0) await ask(nodes[0], 'MEET', '127.0.0.1', String(port), busPorts[nth] ?? '')
  for (const [nth, node] of nodes.slice(3).entries()) {
    const id = String(await ask(masters[nth], 'MYID'))
    while ((await ask(node, 'REPLICATE', id).catch(() => 'not yet')) !== 'OK') await sleep(200)
  }
  for (const node of nodes) while (!String(await ask(node, 'INFO')).includes('cluster_state:ok')) await sleep(200)
  for (const { port } of nodes.slice(3))
    while (!(await withRedis(port, (redis) => redis.info('replication'))).includes('master_link_status:up'))
      await sleep(200)
  return { url: nodes.map(({ url }) => url).join(','), masters }
}

async function withRedis<T>(port: number, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(port, '127.0.0.1')
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
