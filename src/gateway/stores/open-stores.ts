import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { SharedRedis } from './redis.ts'
import { MemoryUsedTokens, RedisUsedTokens, type UsedTokens } from '../app-identity/used-tokens.ts'
import type { Configuration } from '../config/configuration.ts'
import { MemoryUsedAttempts, RedisUsedAttempts, type UsedAttempts } from '../sign-in/used-attempts.ts'
import { FileSessionStore } from '../session/file-session-store.ts'
import { RedisRefreshLock } from '../session/redis-refresh-lock.ts'
import { RedisSessionStore } from '../session/redis-session-store.ts'
import { LocalLock, noOtherGateway, type RefreshLock } from '../session/access-tokens.ts'
import { Seal } from './seal.ts'
import { SealedRecords } from './sealed-records.ts'
import { keptSessionKey } from '../session/session-key-file.ts'
import { FileKeptTexts, RedisKeptTexts, type KeptTexts } from './kept-texts.ts'
import { failingAsStore } from './store-unreachable.ts'
import type { SessionStore } from '../session/session-store.ts'

/** The stores of sessions and sign-ins: all in Redis or none, since replicas must share all of them. */
export interface Stores {
  readonly store: SessionStore
  readonly lock: RefreshLock
  /** For what browsers keep sealed in cookies. */
  readonly seal: Seal
  readonly usedAttempts: UsedAttempts
  readonly usedTokens: UsedTokens
  /** What a store app keeps for all replicas, and the locks that go with it. */
  readonly texts: KeptTexts
  readonly textsLock: RefreshLock
}

type StoresConfiguration = Pick<Configuration, 'sessionKeys' | 'dataDirectory'>

interface Surroundings {
  readonly redis: SharedRedis | null
  readonly nowMs: () => number
  readonly log: FastifyBaseLogger
}

/**
 * Opens the stores: in Redis if there is one, otherwise in files and memory.
 *
 * @throws When the data directory cannot be used.
 */
export async function openStores(
  configuration: StoresConfiguration,
  { redis, nowMs, log }: Surroundings,
): Promise<Stores> {
  const seal = new Seal(await sealKeys(configuration, log))
  const records = new SealedRecords(seal)
  const textsSeal = seal.derive('kept-texts')
  if (redis) {
    const lock = failingAsStore(new RedisRefreshLock(redis))
    return {
      store: failingAsStore(new RedisSessionStore(redis, records, nowMs)),
      lock,
      texts: failingAsStore(new RedisKeptTexts(redis, textsSeal)),
      textsLock: lock,
      seal,
      usedAttempts: failingAsStore(new RedisUsedAttempts(redis)),
      usedTokens: failingAsStore(new RedisUsedTokens(redis, nowMs)),
    }
  }
  const beganAtMs = performance.now()
  return {
    store: failingAsStore(await FileSessionStore.open(join(configuration.dataDirectory, 'sessions'), records)),
    lock: noOtherGateway,
    texts: failingAsStore(await FileKeptTexts.open(join(configuration.dataDirectory, 'app'), textsSeal, nowMs)),
    textsLock: new LocalLock(),
    seal,
    usedAttempts: new MemoryUsedAttempts(nowMs),
    usedTokens: new MemoryUsedTokens(nowMs, () => performance.now() - beganAtMs),
  }
}

async function sealKeys(
  { sessionKeys, dataDirectory }: StoresConfiguration,
  log: FastifyBaseLogger,
): Promise<Buffer[]> {
  if (sessionKeys.length > 0) return [...sessionKeys]
  const { key, path } = await keptSessionKey(dataDirectory)
  log.info(`SESSION_KEY is not set: sessions are sealed with the key kept in ${path}`)
  return [key]
}
