import { createHash } from 'node:crypto'
import type { SharedRedis } from '../stores/redis.ts'
import { BoundedMap } from '../stores/bounded-map.ts'
import { attemptLifeMs } from './attempts.ts'

/** Replay protection: remembers attempts that signed somebody in until they would have expired: each works once. */
export interface UsedAttempts {
  /** Takes the attempt for one exchange; `false`: it was taken before. */
  claim(state: string): Promise<boolean>
  /** Gives it back after an exchange that failed, so that invalid codes use no memory. */
  release(state: string): Promise<void>
}

/** More than Feishu's token endpoint lets sign in during an attempt's life. */
const mostRemembered = 20_000

/**
 * In memory. A restart forgets them; a repeat after it fails at Feishu, where a code also works once.
 */
export class MemoryUsedAttempts implements UsedAttempts {
  readonly #nowMs: () => number
  readonly #endsAtMs = new BoundedMap<string, number>(mostRemembered)

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  claim(state: string): Promise<boolean> {
    if ((this.#endsAtMs.get(state) ?? 0) > this.#nowMs()) return Promise.resolve(false)
    this.#endsAtMs.note(state, this.#nowMs() + attemptLifeMs)
    return Promise.resolve(true)
  }

  release(state: string): Promise<void> {
    this.#endsAtMs.forget(state)
    return Promise.resolve()
  }
}

/** In Redis, for all replicas, under hashed names. */
export class RedisUsedAttempts implements UsedAttempts {
  readonly #redis: SharedRedis

  constructor(redis: SharedRedis) {
    this.#redis = redis
  }

  async claim(state: string): Promise<boolean> {
    return (await this.#redis.set(placeOf(state), '', 'PX', attemptLifeMs, 'NX')) === 'OK'
  }

  async release(state: string): Promise<void> {
    await this.#redis.del(placeOf(state))
  }
}

function placeOf(state: string): string {
  return `used-attempt:${createHash('sha256').update(state).digest('hex')}`
}
