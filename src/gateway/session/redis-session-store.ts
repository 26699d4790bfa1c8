import type { Redis } from 'ioredis'
import type { SealedRecords } from '../stores/sealed-records.ts'
import { absoluteLifeMs, sessionEndsAtMs } from './session-life.ts'
import type { SessionRecord } from './session-record.ts'
import type { KeptRecord, SessionKey, SessionStore, SweepResult } from './session-store.ts'

/** Keys of Redis looked through for unreadable records at each sweep; more would take the server's time. */
const lookedThrough = 1000
/** A hash in hex. */
const sessionKeyCharacters = 64

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
    // Before the session itself: none may be missing in the list of its company's.
    await this.#list(key, record)
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

  async deleteOfCompany(tenantKey: string): Promise<readonly SessionKey[]> {
    const list = listOf(tenantKey)
    const keys = (await this.#redis.zrange(list, 0, '-1')) as SessionKey[]
    for (const key of keys) await this.delete(key)
    if (keys.length > 0) await this.#redis.zrem(list, ...keys)
    return keys
  }

  /** Looks only for records under other keys, among some; they expire in Redis. */
  async sweep(): Promise<SweepResult> {
    const [, names] = await this.#redis.scan(
      '0',
      'MATCH',
      `${this.#redis.options.keyPrefix}session:*`,
      'COUNT',
      lookedThrough,
    )
    let unreadable = 0
    for (const name of names) {
      const key = name.slice(-sessionKeyCharacters) as SessionKey
      const sealed = await this.#redis.get(placeOf(key))
      if (sealed !== null && !this.#records.open(key, sealed)) unreadable += 1
    }
    return { unreadable }
  }

  /** Also of a replica that lets itself be written to: what is written there is lost. */
  async check(): Promise<void> {
    await this.#redis.set('session-check', '.', 'PX', 1000)
    // An account may be forbidden to ask; then the writing alone counts.
    const [role] = await this.#redis.role().catch(() => [])
    if (typeof role === 'string' && role !== 'master') throw new Error(`Redis is no master: ${role}`)
  }

  /** The list of a company's sessions, by when each has ended at the latest; those that have are taken out. */
  async #list(key: SessionKey, { person: { tenantKey }, createdAtMs }: SessionRecord): Promise<void> {
    // A portal of a custom app names no company.
    if (tenantKey === '') return
    const list = listOf(tenantKey)
    const endsAtMs = createdAtMs + absoluteLifeMs
    const changes = this.#redis.multi().zadd(list, endsAtMs, key).zremrangebyscore(list, '-inf', String(this.#nowMs()))
    await changes.pexpire(list, absoluteLifeMs).exec()
  }

  /** At least 1: Redis refuses an expiry of 0. */
  #lifeMs(record: SessionRecord): number {
    return Math.max(1, Math.ceil(sessionEndsAtMs(record) - this.#nowMs()))
  }
}

function placeOf(key: SessionKey): string {
  return `session:${key}`
}

function listOf(tenantKey: string): string {
  return `sessions-of:${tenantKey}`
}
