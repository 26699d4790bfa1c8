import type { Refusal } from '../../contract/feishu/api.ts'
import type { Grant } from './session-record.ts'

/** What came of showing a refresh token to Feishu. */
export type Renewal =
  | { readonly is: 'renewed'; readonly grant: Grant }
  /** It is worth nothing any more: the session is over. */
  | { readonly is: 'worthless'; readonly refusal: Refusal }
  /** The console lets this app renew nothing: sessions live as long as their access tokens. */
  | { readonly is: 'not-allowed'; readonly refusal: Refusal }
  /** Trouble, or no answer: nothing is known against the token. */
  | { readonly is: 'failed'; readonly refusal: Refusal }
