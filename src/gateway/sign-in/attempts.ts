import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A person has this long for Feishu's consent page; an authorization code lives five minutes by itself. */
export const attemptLifeMs = 10 * 60 * 1000

/** Attempts kept at once: whoever opens sign-in pages without end pushes out the oldest, and fills no memory. */
const keptAttempts = 10_000

/** A sign-in under way. */
export interface Attempt {
  /** PKCE secret; never leaves the gateway but to Feishu's token endpoint. */
  readonly codeVerifier: string
  readonly returnTo: string
}

/** What a new attempt hands out: `state` travels through Feishu, `browserSecret` stays in one browser's cookie. */
export interface OpenedAttempt {
  readonly state: string
  readonly browserSecret: string
  readonly codeChallenge: string
}

/** Sign-ins under way, by their state. */
export interface Attempts {
  open(returnTo: string): Promise<OpenedAttempt>
  /** Gives out an attempt once, and only to the browser that began it. */
  take(state: string, browserSecret: string | undefined): Promise<Attempt | undefined>
}

interface KeptAttempt extends Attempt {
  readonly browserSecret: string
  readonly endsAtMs: number
}

/** Attempts of this process: a restart costs a person at most one more click. */
export class MemoryAttempts implements Attempts {
  readonly #kept = new Map<string, KeptAttempt>()
  readonly #nowMs: () => number

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  open(returnTo: string): Promise<OpenedAttempt> {
    this.#forgetOld()
    const state = randomText()
    const browserSecret = randomText()
    const codeVerifier = randomText()
    this.#kept.set(state, { codeVerifier, returnTo, browserSecret, endsAtMs: this.#nowMs() + attemptLifeMs })
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
    return Promise.resolve({ state, browserSecret, codeChallenge })
  }

  take(state: string, browserSecret: string | undefined): Promise<Attempt | undefined> {
    const attempt = this.#kept.get(state)
    // Whoever saw a state but is another browser must not be able to spoil the attempt either.
    if (!attempt || browserSecret === undefined || !isSame(attempt.browserSecret, browserSecret))
      return Promise.resolve(undefined)
    this.#kept.delete(state)
    return Promise.resolve(this.#nowMs() < attempt.endsAtMs ? attempt : undefined)
  }

  /** A Map keeps the order of insertion, and all attempts live equally long: the oldest come first. */
  #forgetOld(): void {
    for (const [state, { endsAtMs }] of this.#kept) {
      if (this.#nowMs() < endsAtMs && this.#kept.size < keptAttempts) return
      this.#kept.delete(state)
    }
  }
}

/** 256 random bits in 43 characters: also the shortest code verifier that RFC 7636, section 4.1, allows. */
function randomText(): string {
  return randomBytes(32).toString('base64url')
}

function isSame(kept: string, given: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(kept), hash(given))
}
