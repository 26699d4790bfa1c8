import type { Session } from './sessions.ts'

export type TokenReading =
  | { readonly is: 'token'; readonly accessToken: string }
  /** The session is over: sign in again. */
  | { readonly is: 'ended' }
  /** Feishu could not be asked, or had trouble: try later. */
  | { readonly is: 'unavailable' }

/** Where the tokens come from that a session's calls are made with. */
export interface TokenSource {
  /** The token to make a call with; renewed first where need be. */
  tokenFor(session: Session): Promise<TokenReading>
  /** Takes note of what Feishu answered to a call with this token: some codes mean that it is no good. */
  noteCode(session: Session, accessToken: string, code: number): void
}
