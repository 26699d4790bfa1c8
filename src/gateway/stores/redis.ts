import type { FastifyBaseLogger } from 'fastify'
import { Redis } from 'ioredis'

/** Redis usually answers within a millisecond. A command without an answer fails, and the page repeats its call. */
const commandTimeoutMs = 2000
const connectTimeoutMs = 5000
/** After this time without an answer the connection counts as broken. */
const silenceMs = 5000
const longestReconnectDelayMs = 2000

/**
 * Connects to the Redis or Valkey that replicas of one Feishu app share; a single server, not a cluster (docs/operating.md). While
 * the connection is broken commands fail at once, and none is sent twice, since the first may have taken effect.
 *
 * @param appId Id of the Feishu app; part of every key, so that apps can share a server.
 * @throws When it cannot be reached now. It reconnects by itself later.
 */
export async function connectRedis(url: string, appId: string, log: FastifyBaseLogger): Promise<Redis> {
  const redis = new Redis(url, {
    keyPrefix: `feishu-uploader:{${appId}}:`,
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: commandTimeoutMs,
    connectTimeout: connectTimeoutMs,
    socketTimeout: silenceMs,
    retryStrategy: (attempt) => Math.min(100 * attempt, longestReconnectDelayMs),
    // After a failover the old master may live on as a replica and keep its connections, while the address leads to a new one.
    reconnectOnError: ({ message }) => message.includes('READONLY'),
  })
  redis.on('error', (error: Error) => log.warn({ err: error }, 'Redis is out of reach'))
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
