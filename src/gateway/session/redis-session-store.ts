import { Cluster } from 'ioredis'
import { checkRedis, type SharedRedis } from '../stores/redis.ts'
import { RedisScript } from '../stores/redis-script.ts'
import type { SealedRecords } from '../stores/sealed-records.ts'
import { absoluteLifeMs, sessionEndsAtMs } from './session-life.ts'
import type { SessionRecord } from './session-record.ts'
import type { KeptRecord, SessionKey, SessionStore, SweepResult } from './session-store.ts'

/** Keys of Redis looked through for unreadable records at each sweep; more would take the server's time. */
const lookedThrough = 1000
/** Sessions of a company that are deleted at once; one call with those of the largest would be too long for JavaScript and Redis. */
const deletedAtOnce = 1000
/** A hash in hex. */
const sessionKeyCharacters = 64

/** Compare and set: KEYS[1] becomes ARGV[2] for ARGV[3] milliseconds if it is ARGV[1]. */
const replaceIfSame = new RedisScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`)

/** Sessions that replicas share, sealed: Redis never sees a token. Records expire in Redis. */
export class RedisSessionStore implements SessionStore {
  readonly #redis: SharedRedis
  readonly #records: SealedRecords
  readonly #nowMs: () => number

  constructor(redis: SharedRedis, records: SealedRecords, nowMs: () => number) {
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
    const replaced = await replaceIfSame.run(this.#redis, [placeOf(key)], [version, sealed, this.#lifeMs(record)])
    return replaced === 1
  }

  async delete(key: SessionKey): Promise<void> {
    await this.#redis.del(placeOf(key))
  }

  async deleteOfCompany(tenantKey: string): Promise<readonly SessionKey[]> {
    const list = listOf(tenantKey)
    const deleted: SessionKey[] = []
    for (;;) {
      const keys = (await this.#redis.zrange(list, 0, String(deletedAtOnce - 1))) as SessionKey[]
      if (keys.length === 0) return deleted
      await Promise.all(keys.map((key) => this.delete(key)))
      await this.#redis.zrem(list, ...keys)
      for (const key of keys) deleted.push(key)
    }
  }

  /** Looks only for records under other keys, among some; they expire in Redis. */
  async sweep(): Promise<SweepResult> {
    const pattern = `${this.#redis.options.keyPrefix ?? ''}session:*`
    // Each node of a cluster knows its own keys only.
    const nodes = this.#redis instanceof Cluster ? this.#redis.nodes('master') : [this.#redis]
    const looked = await Promise.all(nodes.map((node) => node.scan('0', 'MATCH', pattern, 'COUNT', lookedThrough)))
    const names = looked.flatMap(([, found]) => found)
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
    // A node of a cluster that is no master any more says so with each command.
    if (this.#redis.isCluster) return checkRedis(this.#redis)
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
