import type { FastifyBaseLogger } from 'fastify'
import { Redis } from 'ioredis'

/** An answer of Redis takes a millisecond. A call that waits longer for one fails, and the page repeats it. */
const commandTimeoutMs = 2000
const connectTimeoutMs = 5000
/** With commands unanswered for so long the connection counts as dead, even if nobody closed it. */
const silenceMs = 5000
const longestReconnectDelayMs = 2000

/**
 * Connects to the Redis or Valkey that replicas of one Feishu app share. While the connection is broken commands fail at
 * once, and none is sent a second time: whether the first one took effect is not known.
 *
 * @param appId Of the Feishu app. It leads every key, in braces, so that a script's keys lie in one slot of a cluster.
 * @throws When it can not be reached now. Later breaks heal by themselves.
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
    // After a failover the old master may live on as a replica and keep its connections; its address leads elsewhere now.
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
