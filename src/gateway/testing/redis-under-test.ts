import { spawn, type ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, onTestFinished } from 'vitest'
import { privateCa } from './private-ca.ts'
import { temporaryDirectory } from './temporary-directory.ts'

/** What servers show and ask for where connections to them are secret. */
export interface Secrets {
  readonly password: string
  /** The authority that signed the servers' certificates, PEM. */
  readonly authority: string
  /** The same as a file, for NODE_EXTRA_CA_CERTS. */
  readonly authorityFile: string
  /** Options of a redis-server that is reached by TLS only, by clients and other servers. */
  readonly options: Readonly<Record<string, string>>
}

/**
 * Makes the secrets of servers that are reached by TLS and with a password only.
 *
 * @param known What the servers' certificate names: their address, or their host alone, as most certificates do.
 */
export async function secretsOf(known: 'by-address' | 'by-name'): Promise<Secrets> {
  const { file: authorityFile, certificate, certificateByName } = await privateCa()
  const { key, cert } = known === 'by-address' ? certificate : certificateByName
  const directory = await temporaryDirectory()
  const files = { '--tls-key-file': join(directory, 'key.pem'), '--tls-cert-file': join(directory, 'cert.pem') }
  await writeFile(files['--tls-key-file'], key)
  await writeFile(files['--tls-cert-file'], cert)
  const password = 'canary, password'
  const options = {
    ...files,
    '--tls-ca-cert-file': authorityFile,
    '--tls-auth-clients': 'no',
    '--tls-cluster': 'yes',
    '--tls-replication': 'yes',
    '--requirepass': password,
    '--masterauth': password,
    ...(known === 'by-name' && {
      '--cluster-announce-hostname': 'localhost',
      '--cluster-preferred-endpoint-type': 'hostname',
    }),
  }
  return { password, authority: await readFile(authorityFile, 'utf8'), authorityFile, options }
}

export interface RedisUnderTest {
  readonly url: string
  readonly port: number
  readonly process: ChildProcess
}

/** A real redis-server of its own (`node .ci/ensure.mjs redis` installs it), gone with the test. */
export async function startRedis(more: readonly string[] = [], secrets?: Secrets): Promise<RedisUnderTest> {
  const port = await freePort()
  const directory = await temporaryDirectory()
  const ports = secrets ? { '--port': '0', '--tls-port': String(port) } : { '--port': String(port) }
  const options = { ...ports, '--bind': '127.0.0.1', '--save': '', '--dir': directory, ...secrets?.options }
  return start(port, [...Object.entries(options).flat(), ...more], 'Ready to accept connections')
}

async function start(port: number, args: readonly string[], ready: string): Promise<RedisUnderTest> {
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void server.kill('SIGKILL'))
  await new Promise<void>((resolve, reject) => {
    let output = ''
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8')
      if (output.includes(ready)) resolve()
    })
    server.once('error', reject)
    server.once('exit', () => reject(new Error(`redis-server ended: ${output}`)))
  })
  return { url: `redis://127.0.0.1:${port}`, port, process: server }
}

/** A node of a cluster, with a connection for whatever the test does to it. */
export interface ClusterNode extends RedisUnderTest {
  readonly id: string
  readonly redis: Redis
}

export interface ClusterUnderTest {
  /** Three masters with a third of the slots each. */
  readonly masters: readonly ClusterNode[]
  /** One of each master. */
  readonly replicas: readonly ClusterNode[]
  /** Addresses of all nodes, as REDIS_URL. */
  readonly url: string
  /** The master that has the slot of this key now. */
  masterOf(key: string): Promise<ClusterNode>
  /** Moves the slot of this key, with all its keys, to another master, as a resharding does. */
  move(key: string, to: ClusterNode): Promise<void>
}

const slots = 16_384
/** After so long without a sign a node counts as dead; a busy machine must not look like one. */
const nodeTimeoutMs = 2000

/** A real cluster of three nodes with a replica each, on free ports, gone with the test. */
export async function startCluster(secrets?: Secrets): Promise<ClusterUnderTest> {
  const nodes: ClusterNode[] = []
  for (let nth = 0; nth < 6; nth += 1) nodes.push(await startNode(nth, secrets))
  const [masters, replicas] = [nodes.slice(0, 3), nodes.slice(3)]
  const [first] = masters as [ClusterNode]
  for (const [nth, { redis }] of masters.entries()) {
    const [from, to] = [nth, nth + 1].map((part) => Math.floor((part * slots) / masters.length))
    await redis.call('CLUSTER', 'ADDSLOTSRANGE', String(from), String((to ?? slots) - 1))
  }
  await eventually(async () => {
    // Told again: nodes that do not shake hands within the node's time-out, as on a busy machine, forget that they were to meet.
    for (const { port, redis } of nodes.slice(1)) {
      if ((await redis.cluster('INFO')).includes('cluster_known_nodes:6')) continue
      const [, busPort] = (await redis.call('CONFIG', 'GET', 'cluster-port')) as [string, string]
      await first.redis.call('CLUSTER', 'MEET', '127.0.0.1', String(port), busPort)
    }
    for (const { redis } of nodes) expect(await redis.cluster('INFO')).toContain('cluster_known_nodes:6')
  })
  for (const [nth, { redis }] of replicas.entries()) {
    await eventually(async () => void (await redis.call('CLUSTER', 'REPLICATE', masters[nth]?.id ?? '')))
  }
  await eventually(async () => {
    for (const { redis } of nodes) expect(await redis.cluster('INFO')).toContain('cluster_state:ok')
    for (const { redis } of replicas) expect(await redis.info('replication')).toContain('master_link_status:up')
  })
  const masterOf = async (key: string): Promise<ClusterNode> => {
    const slot = await slotOf(first, key)
    for (const node of nodes) {
      if (node.process.exitCode === null && node.process.signalCode === null && (await hasSlot(node, slot))) return node
    }
    throw new Error(`No master has slot ${slot}`)
  }
  const move = async (key: string, to: ClusterNode): Promise<void> => {
    const from = await masterOf(key)
    const slot = String(await slotOf(to, key))
    await to.redis.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', from.id)
    await from.redis.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', to.id)
    for (;;) {
      const keys = (await from.redis.call('CLUSTER', 'GETKEYSINSLOT', slot, '100')) as string[]
      if (keys.length === 0) break
      const auth = secrets ? ['AUTH', secrets.password] : []
      await from.redis.call('MIGRATE', '127.0.0.1', String(to.port), '', '0', '5000', ...auth, 'KEYS', ...keys)
    }
    for (const { redis } of [to, from]) await redis.call('CLUSTER', 'SETSLOT', slot, 'NODE', to.id)
  }
  return { masters, replicas, url: nodes.map(({ url }) => url).join(','), masterOf, move }
}

async function slotOf({ redis }: ClusterNode, key: string): Promise<number> {
  return Number(await redis.call('CLUSTER', 'KEYSLOT', key))
}

/** A master's line ends with the slots that it has: `… myself,master - 0 0 1 connected 0-5460 8000`. */
async function hasSlot({ redis }: ClusterNode, slot: number): Promise<boolean> {
  const lines = String(await redis.call('CLUSTER', 'NODES')).split('\n')
  const own = lines.find((line) => line.includes('myself,master')) ?? ''
  const ranges = own
    .split(' ')
    .slice(8)
    .map((range) => range.split('-').map(Number))
  return ranges.some(([from = -1, to = from]) => from <= slot && slot <= to)
}

async function startNode(nth: number, secrets?: Secrets): Promise<ClusterNode> {
  const cluster = {
    '--cluster-enabled': 'yes',
    '--cluster-port': String(await freePort()),
    '--cluster-node-timeout': String(nodeTimeoutMs),
    '--cluster-require-full-coverage': 'no',
    '--cluster-replica-validity-factor': '0',
    '--repl-diskless-sync-delay': '0',
  }
  const node = await startRedis(Object.entries(cluster).flat(), secrets)
  const redis = connectTo(node.port, secrets)
  await redis.call('CLUSTER', 'SET-CONFIG-EPOCH', String(nth + 1))
  return { ...node, redis, id: String(await redis.call('CLUSTER', 'MYID')) }
}

/** A master with a replica, and a Sentinel that watches both. */
export async function startSentinel() {
  const master = await startRedis()
  const replica = await startRedis(['--replicaof', '127.0.0.1', String(master.port), '--repl-diskless-sync-delay', '0'])
  const [port, directory] = [await freePort(), await temporaryDirectory()]
  const file = join(directory, 'sentinel.conf')
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${directory}`,
    `sentinel monitor uploader 127.0.0.1 ${master.port} 1`,
    `sentinel down-after-milliseconds uploader ${nodeTimeoutMs}`,
  ]
  await writeFile(file, lines.join('\n'))
  const sentinel = await start(port, [file, '--sentinel'], '+monitor master')
  const redis = connectTo(replica.port)
  await eventually(async () => expect(await redis.info('replication')).toContain('master_link_status:up'))
  const asked = connectTo(sentinel.port)
  await eventually(async () =>
    expect(await asked.call('SENTINEL', 'REPLICAS', 'uploader')).toMatchObject([expect.arrayContaining(['slave'])]),
  )
  return { master, replica, url: sentinel.url }
}

function connectTo(port: number, secrets?: Secrets): Redis {
  const secret = secrets && {
    password: secrets.password,
    tls: { ca: secrets.authority, servername: 'localhost', checkServerIdentity: () => undefined },
  }
  const redis = new Redis(port, '127.0.0.1', { retryStrategy: null, ...secret })
  redis.on('error', () => undefined)
  onTestFinished(() => redis.disconnect())
  return redis
}

/** Servers agree with each other within seconds; a busy machine takes longer. */
async function eventually(look: () => Promise<void>): Promise<void> {
  await expect.poll(() => look().then(() => 'so', String), { timeout: 60_000, interval: 100 }).toBe('so')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
