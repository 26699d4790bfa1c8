import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { RefreshLock } from './access-tokens.ts'
import type { SessionKey } from './session-store.ts'

/** Longer than a renewal can take (two answers of the token endpoint); a gateway that died holding the lock costs this wait. */
const usualHoldMs = 25_000
const lookEveryMs = 100

/** Only the holder gives a lock back: after its time it may be somebody else's. */
const release = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

/**
 * One lock per session among replicas. It saves refresh tokens from being used twice; that a late holder harms nothing is seen
 * to by the store, which replaces only the record that the holder has read.
 */
export class RedisRefreshLock implements RefreshLock {
  readonly #redis: Redis
  readonly #holdMs: number

  /** @param holdMs After this a lock that nobody gave back is free. */
  constructor(redis: Redis, holdMs = usualHoldMs) {
    this.#redis = redis
    this.#holdMs = holdMs
  }

  /** @throws When Redis does not answer. */
  async hold<T>(key: SessionKey, work: () => Promise<T>): Promise<T> {
    const place = `refresh-lock:${key}`
    const holder = randomUUID()
    while ((await this.#redis.set(place, holder, 'PX', this.#holdMs, 'NX')) === null) await wait(lookEveryMs)
    try {
      return await work()
    } finally {
      // Unreleased, it ends by itself.
      await this.#redis.eval(release, 1, place, holder).catch(() => undefined)
    }
  }
}
