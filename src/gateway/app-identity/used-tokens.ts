import type { Redis } from 'ioredis'

export interface TokenUse {
  readonly id: string
  readonly madeAtMs: number
  /** After this it is worth nothing anyway. */
  readonly endsAtMs: number
}

/** Remembers which tokens were used, as long as they could be used again. */
export interface UsedTokens {
  /** Whether this is the first use. */
  use(token: TokenUse): Promise<boolean>
}

/** Those of this process. Of a token made before it began nobody knows whether it was used: it counts as used. */
export class MemoryUsedTokens implements UsedTokens {
  readonly #nowMs: () => number
  readonly #beganAtMs: number
  readonly #endsAtMs = new Map<string, number>()

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
    // Tokens are dated in whole seconds.
    this.#beganAtMs = Math.floor(nowMs() / 1000) * 1000
  }

  use({ id, madeAtMs, endsAtMs }: TokenUse): Promise<boolean> {
    const nowMs = this.#nowMs()
    for (const [other, otherEndsAtMs] of this.#endsAtMs) if (otherEndsAtMs <= nowMs) this.#endsAtMs.delete(other)
    if (madeAtMs < this.#beganAtMs || this.#endsAtMs.has(id)) return Promise.resolve(false)
    this.#endsAtMs.set(id, endsAtMs)
    return Promise.resolve(true)
  }
}

/** Those of all replicas. */
export class RedisUsedTokens implements UsedTokens {
  readonly #redis: Redis
  readonly #nowMs: () => number

  constructor(redis: Redis, nowMs: () => number) {
    this.#redis = redis
    this.#nowMs = nowMs
  }

  async use({ id, endsAtMs }: TokenUse): Promise<boolean> {
    const lifeMs = Math.max(1, endsAtMs - this.#nowMs())
    return (await this.#redis.set(`portal-token:${id}`, '', 'PX', lifeMs, 'NX')) === 'OK'
  }
}
