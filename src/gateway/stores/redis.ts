import type { FastifyBaseLogger } from 'fastify'
import { Cluster, Redis, type RedisOptions } from 'ioredis'
import { secureConnector } from './secure-connector.ts'

/** The Redis or Valkey that replicas share: one server, or several of which each has a part of the keys. */
export type SharedRedis = Redis | Cluster

/** How the Redis is reached. Addresses are URLs `redis:` or `rediss:`; user and password are those of the first. */
export type RedisAddress =
  | { readonly as: 'server'; readonly url: string }
  /** @property urls Some of its nodes; the others are found through them. */
  | { readonly as: 'cluster'; readonly urls: readonly string[] }
  /** @property urls The Sentinels, which know where the master is. */
  | {
      readonly as: 'sentinel'
      readonly urls: readonly string[]
      /** The master's name among the Sentinels. */
      readonly master: string
      /** The Sentinels' own; `null`: none. */
      readonly sentinelPassword: string | null
    }

/** Redis usually answers within a millisecond. A command without an answer fails, and the page repeats its call. */
const commandTimeoutMs = 2000
const connectTimeoutMs = 5000
/** After this time without an answer the connection counts as broken. */
const silenceMs = 5000
const longestReconnectDelayMs = 2000
/** Only a cluster that fails over does not say which node has a slot, for seconds. */
const mostRedirections = 5

const reconnectAfterMs = (attempt: number) => Math.min(100 * attempt, longestReconnectDelayMs)

/**
 * Connects to the Redis or Valkey that replicas of one Feishu app share. While the connection is broken commands fail at once, and none
 * is sent twice, since the first may have taken effect.
 *
 * @param appId Id of the Feishu app; part of every key, so that apps can share a server.
 * @throws When it cannot be reached now. It reconnects by itself later.
 */
export async function connectRedis(address: RedisAddress, appId: string, log: FastifyBaseLogger): Promise<SharedRedis> {
  const redis = address.as === 'cluster' ? clusterAt(address.urls, appId, log) : serverAt(address, appId)
  redis.on('error', (error: Error) => log.warn({ err: error }, 'Redis is out of reach'))
  redis.on('node error', (error: Error) => log.warn({ err: error }, 'a node of Redis is out of reach'))
  redis.on('ready', () => log.info('Redis is connected'))
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    throw new Error('REDIS_URL leads to no Redis that answers', { cause: error })
  }
  return redis
}

/**
 * Of a cluster one node that answers is enough: the companies of the others wait, and those of this one need not.
 *
 * @throws When none answers.
 */
export async function checkRedis(redis: SharedRedis): Promise<void> {
  await (redis instanceof Cluster ? Promise.any(redis.nodes('master').map((node) => node.ping())) : redis.ping())
}

function serverAt(address: Exclude<RedisAddress, { as: 'cluster' }>, appId: string): Redis {
  const options = {
    ...connection,
    // The braces are from the time before clusters. Without them everybody would have to sign in again.
    keyPrefix: `feishu-uploader:{${appId}}:`,
    lazyConnect: true,
    enableOfflineQueue: false,
    retryStrategy: reconnectAfterMs,
    // After a failover the old master may live on as a replica and keep its connections, while the address leads to a new one.
    reconnectOnError: ({ message }: Error) => message.includes('READONLY'),
  }
  if (address.as === 'server') return new Redis(address.url, options)
  const { username, password, isSecret } = readUrl(address.urls[0])
  return new Redis({
    ...options,
    sentinels: address.urls.map(readUrl),
    name: address.master,
    ...(username !== '' && { username }),
    ...(password !== '' && { password }),
    ...(address.sentinelPassword !== null && { sentinelPassword: address.sentinelPassword }),
    ...(isSecret && { tls: {}, enableTLSForSentinelMode: true, sentinelTLS: {} }),
    sentinelRetryStrategy: reconnectAfterMs,
    // The first one that is asked may be the one that died.
    sentinelCommandTimeout: commandTimeoutMs,
  })
}

function clusterAt(urls: readonly string[], appId: string, log: FastifyBaseLogger): Cluster {
  const { username, password, isSecret } = readUrl(urls[0])
  // An address with no password of its own would be asked without any.
  const nodes = urls.map((url) => {
    const { host, port } = readUrl(url)
    return { host, ...(port !== undefined && { port }) }
  })
  return new Cluster(nodes, {
    // Without braces: keys are spread over the nodes, and only those that belong together have a hash tag.
    keyPrefix: `feishu-uploader:${appId}:`,
    lazyConnect: true,
    enableOfflineQueue: false,
    // What a broken connection leaves open is not sent again.
    retryDelayOnFailover: 0,
    maxRedirections: mostRedirections,
    clusterRetryStrategy: reconnectAfterMs,
    slotsRefreshTimeout: commandTimeoutMs,
    // A certificate names hosts, not the addresses that their names lead to.
    ...(isSecret && { dnsLookup: (name: string, use: (error: null, host: string) => void) => use(null, name) }),
    redisOptions: {
      ...connection,
      ...(username !== '' && { username }),
      ...(password !== '' && { password }),
      ...(isSecret && { tls: {}, Connector: secureConnector(log) }),
    },
  })
}

const connection = {
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: commandTimeoutMs,
  connectTimeout: connectTimeoutMs,
  socketTimeout: silenceMs,
} satisfies RedisOptions

function readUrl(url = ''): {
  host: string
  port?: number
  username: string
  password: string
  isSecret: boolean
} {
  const { hostname, port, username, password, protocol } = new URL(url)
  return {
    // Of an address of version 6 without its brackets.
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port !== '' && { port: Number(port) }),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
    isSecret: protocol === 'rediss:',
  }
}
