import { createHash, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { Seal } from '../stores/seal.ts'

/** Time a person has for Feishu's consent page. The authorization code that follows lasts five minutes. */
export const attemptLifeMs = 10 * 60 * 1000

/** A sign-in in progress. */
export interface Attempt {
  /** PKCE secret; sent only to Feishu's token endpoint. */
  readonly codeVerifier: string
  readonly returnTo: string
  /** Key under which a framed page takes over the session (`FramedSignInRequest`); undefined: the session is for this window. */
  readonly redeemKey?: string | undefined
  /** Feishu's app gives the code to the page (client-sign-in.ts), so no verifier proves who asked for it. */
  readonly isInClient?: boolean | undefined
}

/** What differs between attempts. */
export type AttemptKind = Pick<Attempt, 'redeemKey' | 'isInClient'>

/** A new attempt: `state` goes through Feishu, `sealed` stays in the browser's cookie. */
export interface OpenedAttempt {
  readonly state: string
  readonly sealed: string
  readonly codeChallenge: string
  readonly beganAtMs: number
}

const Sealed = v.object({
  codeVerifier: v.string(),
  returnTo: v.string(),
  endsAtMs: v.number(),
  redeemKey: v.optional(v.string()),
  isInClient: v.optional(v.boolean()),
})

/**
 * Sign-ins in progress: OAuth `state` and PKCE verifier, sealed in the browser's cookie. The server stores nothing before the
 * callback, so starting many sign-ins cannot push out those of others. See
 * docs/decisions/0028-sign-in-attempts-stay-in-the-browser.md.
 */
export class Attempts {
  readonly #seal: Seal
  readonly #nowMs: () => number

  constructor(seal: Seal, nowMs: () => number) {
    this.#seal = seal
    this.#nowMs = nowMs
  }

  begin(returnTo: string, kind: AttemptKind = {}): OpenedAttempt {
    const [state, codeVerifier] = [randomText(), randomText()]
    const beganAtMs = this.#nowMs()
    const sealed = this.#sealOf(state).seal(
      JSON.stringify({ codeVerifier, returnTo, endsAtMs: beganAtMs + attemptLifeMs, ...kind }),
      state,
    )
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
    return { state, sealed, codeChallenge, beganAtMs }
  }

  /** The attempt, if this browser began it under this state and it is not over. */
  open(state: string, sealed: string | undefined): Attempt | undefined {
    const text = sealed === undefined ? undefined : this.#sealOf(state).open(sealed, state)
    const reading = v.safeParse(v.pipe(v.string(), v.parseJson(), Sealed), text)
    return reading.success && this.#nowMs() < reading.output.endsAtMs ? reading.output : undefined
  }

  /** A key for each attempt: anybody can have as many made as they like, which would wear out a single one (AES-GCM's nonces). */
  #sealOf(state: string): Seal {
    return this.#seal.derive(`sign-in attempt ${state}`)
  }
}

/** 256 random bits in 43 characters: also the shortest code verifier that RFC 7636, section 4.1, allows. */
function randomText(): string {
  return randomBytes(32).toString('base64url')
}
