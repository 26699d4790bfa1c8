import type { ClientRefusal } from '../../../contract/feishu/client/bridge.ts'

/** How a sign-in by the bridge of Feishu's app ended; `not-there`: the app has nothing that could give this page a code. */
export type ClientSignInEnd =
  | { readonly is: 'signed-in' | 'not-there' }
  | { readonly is: 'failed'; readonly refusal: ClientRefusal }
