import type { SharedRedis } from '../stores/redis.ts'

export interface TokenUse {
  readonly id: string
  readonly madeAtMs: number
  /** After this it is invalid anyway. */
  readonly endsAtMs: number
}

/** Replay protection: remembers used tokens until they end. */
export interface UsedTokens {
  /** Whether this is the first use. */
  use(token: TokenUse): Promise<boolean>
}

/** In memory. A token made before this process began may have been used, so it counts as used. */
export class MemoryUsedTokens implements UsedTokens {
  readonly #nowMs: () => number
  readonly #upMs: () => number
  readonly #endsAtMs = new Map<string, number>()

  /** @param upMs Time since this process began, by a monotonic clock: the wall clock may have been wrong then. */
  constructor(nowMs: () => number, upMs: () => number) {
    this.#nowMs = nowMs
    this.#upMs = upMs
  }

  use({ id, madeAtMs, endsAtMs }: TokenUse): Promise<boolean> {
    const nowMs = this.#nowMs()
    for (const [other, otherEndsAtMs] of this.#endsAtMs) if (otherEndsAtMs <= nowMs) this.#endsAtMs.delete(other)
    // Tokens have times in whole seconds.
    const beganAtMs = Math.floor((nowMs - this.#upMs()) / 1000) * 1000
    if (madeAtMs < beganAtMs || this.#endsAtMs.has(id)) return Promise.resolve(false)
    this.#endsAtMs.set(id, endsAtMs)
    return Promise.resolve(true)
  }
}

/** In Redis, for all replicas. */
export class RedisUsedTokens implements UsedTokens {
  readonly #redis: SharedRedis
  readonly #nowMs: () => number

  constructor(redis: SharedRedis, nowMs: () => number) {
    this.#redis = redis
    this.#nowMs = nowMs
  }

  async use({ id, endsAtMs }: TokenUse): Promise<boolean> {
    const lifeMs = Math.max(1, endsAtMs - this.#nowMs())
    return (await this.#redis.set(`portal-token:${id}`, '', 'PX', lifeMs, 'NX')) === 'OK'
  }
}
