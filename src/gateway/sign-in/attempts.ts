import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A person has this long for Feishu's consent page; an authorization code lives five minutes by itself. */
export const attemptLifeMs = 10 * 60 * 1000

/** Attempts kept at once: whoever opens sign-in pages without end pushes out the oldest, and fills no memory. */
export const keptAttempts = 10_000

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

/** An attempt with the secret of the browser that may take it. */
export interface BoundAttempt extends Attempt {
  readonly browserSecret: string
}

/** Draws the secrets of an attempt. */
export function newAttempt(returnTo: string): { readonly bound: BoundAttempt; readonly opened: OpenedAttempt } {
  const [state, browserSecret, codeVerifier] = [randomText(), randomText(), randomText()]
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')
  return { bound: { codeVerifier, returnTo, browserSecret }, opened: { state, browserSecret, codeChallenge } }
}

/** Whoever saw a state but is another browser must not be able to spoil the attempt either. */
export function isBoundTo(attempt: BoundAttempt, browserSecret: string | undefined): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return browserSecret !== undefined && timingSafeEqual(hash(attempt.browserSecret), hash(browserSecret))
}

/** 256 random bits in 43 characters: also the shortest code verifier that RFC 7636, section 4.1, allows. */
function randomText(): string {
  return randomBytes(32).toString('base64url')
}
