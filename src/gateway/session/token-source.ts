import type { OwnRefusal } from '../server/refusal.ts'
import type { Session } from './sessions.ts'

/**
 * A token younger than this is not fetched or renewed again, whatever Feishu answers: the same codes also mean "this call does not take a
 * token of this kind", and it would go on forever.
 */
export const youngTokenMs = 10_000

/** Pause after a token could not be fetched or renewed; calls meanwhile use the one that there is. */
export const restAfterFailureMs = 5_000

export type TokenReading =
  | { readonly is: 'token'; readonly accessToken: string }
  /** The session is over: sign in again. */
  | { readonly is: 'ended' }
  /** Feishu failed or could not be reached: try later. */
  | { readonly is: 'unavailable' }
  /** There is none for a reason of its own. */
  | { readonly is: 'refused'; readonly refusal: OwnRefusal }

/** Source of the tokens for a session's calls. */
export interface TokenSource {
  /** The token for a call, renewed first if needed. */
  tokenFor(session: Session): Promise<TokenReading>
  /** Reports the code of a call's answer: some mean that the token is no longer accepted. */
  noteCode(session: Session, accessToken: string, code: number): void
}
