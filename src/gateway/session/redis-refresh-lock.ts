import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { SharedRedis } from '../stores/redis.ts'
import { RedisScript } from '../stores/redis-script.ts'
import type { RefreshLock } from './access-tokens.ts'

/** Longer than a renewal can take (two answers of the token endpoint). Others wait this long when a holder dies. */
const usualHoldMs = 25_000
const lookEveryMs = 100

/** Deletes the lock only for its holder: after it expired, another may have it. */
const release = new RedisScript(
  `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`,
)

/**
 * One lock per session among replicas, so that a refresh token is not used twice. A holder that is late does no harm: the store
 * replaces only the record that the holder has read. Hence no Redlock or renewal of the lock, as packages have: its fencing is
 * that version check.
 */
export class RedisRefreshLock implements RefreshLock {
  readonly #redis: SharedRedis
  readonly #holdMs: number

  /** @param holdMs After this time a lock is free again. */
  constructor(redis: SharedRedis, holdMs = usualHoldMs) {
    this.#redis = redis
    this.#holdMs = holdMs
  }

  /** @throws When Redis does not answer. */
  async hold<T>(key: string, work: () => Promise<T>): Promise<T> {
    const place = `refresh-lock:${key}`
    const holder = randomUUID()
    while ((await this.#redis.set(place, holder, 'PX', this.#holdMs, 'NX')) === null) await wait(lookEveryMs)
    try {
      return await work()
    } finally {
      // If this fails, the lock expires.
      await release.run(this.#redis, [place], [holder]).catch(() => undefined)
    }
  }
}
