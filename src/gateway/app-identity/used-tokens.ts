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
  readonly #upMs: () => number
  readonly #endsAtMs = new Map<string, number>()

  /** @param upMs How long ago this process began, by a clock that nobody sets: the other one may have been wrong then. */
  constructor(nowMs: () => number, upMs: () => number) {
    this.#nowMs = nowMs
    this.#upMs = upMs
  }

  use({ id, madeAtMs, endsAtMs }: TokenUse): Promise<boolean> {
    const nowMs = this.#nowMs()
    for (const [other, otherEndsAtMs] of this.#endsAtMs) if (otherEndsAtMs <= nowMs) this.#endsAtMs.delete(other)
    // Tokens are dated in whole seconds.
    const beganAtMs = Math.floor((nowMs - this.#upMs()) / 1000) * 1000
    if (madeAtMs < beganAtMs || this.#endsAtMs.has(id)) return Promise.resolve(false)
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
