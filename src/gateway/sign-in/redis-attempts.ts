import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import * as v from 'valibot'
import type { Seal } from '../session/seal.ts'
import {
  attemptLifeMs,
  isBoundTo,
  keptAttempts,
  newAttempt,
  type Attempt,
  type Attempts,
  type OpenedAttempt,
} from './attempts.ts'

/** Stores ARGV[1] in KEYS[1] for ARGV[2] milliseconds, and its name in KEYS[2]; beyond ARGV[3] names the oldest is deleted. */
const keep = `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
if redis.call('RPUSH', KEYS[2], KEYS[1]) > tonumber(ARGV[3]) then redis.call('DEL', redis.call('LPOP', KEYS[2])) end`

const KeptAttempt = v.object({ codeVerifier: v.string(), returnTo: v.string(), browserSecret: v.string() })

/** Attempts that replicas share, since the callback may reach another one. Sealed, under hashed names. */
export class RedisAttempts implements Attempts {
  readonly #redis: Redis
  readonly #seal: Seal
  readonly #most: number

  constructor(redis: Redis, seal: Seal, most = keptAttempts) {
    this.#redis = redis
    this.#seal = seal
    this.#most = most
  }

  async open(returnTo: string): Promise<OpenedAttempt> {
    const { bound, opened } = newAttempt(returnTo)
    const name = nameOf(opened.state)
    const sealed = this.#seal.seal(JSON.stringify(bound), name)
    await this.#redis.eval(keep, 2, name, 'attempts', sealed, attemptLifeMs, this.#most)
    return opened
  }

  async take(state: string, browserSecret: string | undefined): Promise<Attempt | undefined> {
    const name = nameOf(state)
    const sealed = await this.#redis.get(name)
    const text = sealed === null ? undefined : this.#seal.open(sealed, name)
    const attempt = text === undefined ? undefined : v.parse(KeptAttempt, JSON.parse(text))
    if (!attempt || !isBoundTo(attempt, browserSecret)) return undefined
    // Of two concurrent calls, the one that deletes it gets it.
    return (await this.#redis.del(name)) === 1 ? attempt : undefined
  }
}

function nameOf(state: string): string {
  return `attempt:${createHash('sha256').update(state).digest('hex')}`
}
