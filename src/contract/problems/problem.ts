/**
 * What can go wrong, as data. One row, four readers: the simulator answers by it, the engine decides by it, the page words
 * it (web/words/problems), the documentation is printed from it.
 */

/** Who can put it right; `operator`: whoever runs this uploader's server. */
export type Actor = 'you' | 'document-owner' | 'tenant-admin' | 'app-developer' | 'operator' | 'feishu'

/**
 * What the app does by itself before a person is asked:
 * - `repeat`: waits (as long as Feishu asks, else with growing pauses) and repeats the same call;
 * - `refresh`: the gateway renews the access token; the call is repeated;
 * - `restart-upload`: the file is sent again from its first byte;
 * - `recreate-block`: the placeholder is gone; a new one is placed and the file is sent into it;
 * - `split-batch`: the batch is cut in halves until the member at fault stands alone;
 * - `stand-still`: every file would meet it, and none is at fault: the whole queue waits until somebody has acted, and then
 *   goes on with the same call;
 * - `none`: nothing would help.
 */
export type Healing = 'repeat' | 'refresh' | 'restart-upload' | 'recreate-block' | 'split-batch' | 'hold-queue' | 'none'

/** What the page offers, first choice first. */
export type Action =
  | 'retry'
  | 'pick-document'
  | 'rename'
  | 'choose-file-again'
  | 'choose-smaller-file'
  | 'remove-file'
  | 'sign-in'
  | 'grant-scopes'
  | 'ask-access'
  | 'open-document'
  | 'open-console'
  | 'copy-details'

export interface Problem {
  /** HTTP status Feishu documents for it; `null` where none is documented or no answer came. */
  readonly httpStatus: number | null
  /** Feishu's own `msg`; empty for our own conditions. Never decide by it. */
  readonly msg: string
  readonly actor: Actor
  readonly healing: Healing
  readonly actions: readonly Action[]
  /** `document`: every file for this document meets it, so it is told once. `file`: this file's own. `everyone`: the session or the service. */
  readonly concerns: 'file' | 'document' | 'everyone'
  /** Where the facts come from: document and date, or "ours". */
  readonly source: string
}

export type ProblemTable = Readonly<Record<number | string, Problem>>
