import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Time a person has for Feishu's consent page. The authorization code that follows lasts five minutes. */
export const attemptLifeMs = 10 * 60 * 1000

/** Most attempts kept; the oldest are dropped, so that opening sign-in pages endlessly cannot fill the memory. */
export const keptAttempts = 10_000

/** A sign-in in progress. */
export interface Attempt {
  /** PKCE secret; sent only to Feishu's token endpoint. */
  readonly codeVerifier: string
  readonly returnTo: string
}

/** A new attempt: `state` goes through Feishu, `browserSecret` stays in the browser's cookie. */
export interface OpenedAttempt {
  readonly state: string
  readonly browserSecret: string
  readonly codeChallenge: string
}

/** Sign-ins in progress, by `state`. */
export interface Attempts {
  open(returnTo: string): Promise<OpenedAttempt>
  /** Returns an attempt once, and only to the browser that began it. */
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

/** Checked before the attempt is deleted: another browser that knows the state must not be able to end it. */
export function isBoundTo(attempt: BoundAttempt, browserSecret: string | undefined): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return browserSecret !== undefined && timingSafeEqual(hash(attempt.browserSecret), hash(browserSecret))
}

/** 256 random bits in 43 characters: also the shortest code verifier that RFC 7636, section 4.1, allows. */
function randomText(): string {
  return randomBytes(32).toString('base64url')
}
