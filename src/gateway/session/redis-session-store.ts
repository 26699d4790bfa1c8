import type { Redis } from 'ioredis'
import type { SealedRecords } from './sealed-records.ts'
import { sessionEndsAtMs } from './session-life.ts'
import type { SessionRecord } from './session-record.ts'
import type { KeptRecord, SessionKey, SessionStore } from './session-store.ts'

/** Compare and set: KEYS[1] becomes ARGV[2] for ARGV[3] milliseconds if it is ARGV[1]. */
const replaceIfSame = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`

/** Sessions that replicas share, sealed: Redis never sees a token. Records expire in Redis. */
export class RedisSessionStore implements SessionStore {
  readonly #redis: Redis
  readonly #records: SealedRecords
  readonly #nowMs: () => number

  constructor(redis: Redis, records: SealedRecords, nowMs: () => number) {
    this.#redis = redis
    this.#records = records
    this.#nowMs = nowMs
  }

  async get(key: SessionKey): Promise<KeptRecord | undefined> {
    const sealed = await this.#redis.get(placeOf(key))
    return sealed === null ? undefined : this.#records.open(key, sealed)
  }

  async put(key: SessionKey, record: SessionRecord): Promise<void> {
    await this.#redis.set(placeOf(key), this.#records.close(key, record), 'PX', this.#lifeMs(record))
  }

  async replace(key: SessionKey, version: string, record: SessionRecord): Promise<boolean> {
    const sealed = this.#records.close(key, record)
    const replaced = await this.#redis.eval(replaceIfSame, 1, placeOf(key), version, sealed, this.#lifeMs(record))
    return replaced === 1
  }

  async delete(key: SessionKey): Promise<void> {
    await this.#redis.del(placeOf(key))
  }

  /** Nothing to do: records expire in Redis. */
  sweep(): Promise<void> {
    return Promise.resolve()
  }

  async check(): Promise<void> {
    await this.#redis.set('session-check', '', 'PX', 1000)
  }

  /** At least 1: Redis refuses an expiry of 0. */
  #lifeMs(record: SessionRecord): number {
    return Math.max(1, Math.ceil(sessionEndsAtMs(record) - this.#nowMs()))
  }
}

function placeOf(key: SessionKey): string {
  return `session:${key}`
}
