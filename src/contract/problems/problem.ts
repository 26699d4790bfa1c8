/**
 * What can go wrong, as data. One row has four readers: the simulator answers by it, the engine decides by it, the page words
 * it (web/i18n/problems), and docs/errors.md is printed from it.
 */

/**
 * Who can resolve it; `operator`: the person who runs this uploader's server; `network`: the administrator of the network that the
 * browser is in.
 */
export type Actor = 'you' | 'document-owner' | 'tenant-admin' | 'app-developer' | 'operator' | 'network' | 'feishu'

/**
 * What the app does by itself before a person is asked:
 * - `repeat`: waits (as long as Feishu asks, otherwise with growing delays) and repeats the same call;
 * - `refresh`: the gateway renews the access token; the call is repeated;
 * - `restart-upload`: the file is sent again from byte 0;
 * - `recreate-block`: the placeholder is gone; a new one is created and the file is sent into it;
 * - `split-batch`: the batch is halved until the member at fault is alone;
 * - `hold-queue`: every file would fail the same way: the whole queue is held until somebody has acted, then the same call
 *   is repeated;
 * - `none`: nothing would help.
 */
export type Healing = 'repeat' | 'refresh' | 'restart-upload' | 'recreate-block' | 'split-batch' | 'hold-queue' | 'none'

/** What the page offers, first choice first. */
export type Action =
  | 'retry'
  | 'pick-document'
  /** Imports those of the files that can become online documents, into a folder that the person chooses. */
  | 'import-files'
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

/** One row of the catalogue. */
export interface Problem {
  /** HTTP status that Feishu documents; `null` where it documents none, or for a condition without an answer. */
  readonly httpStatus: number | null
  /** Feishu's own `msg`; empty for our own conditions. For people only: it changes without notice. */
  readonly msg: string
  /** Who can resolve it. */
  readonly actor: Actor
  /** What the app does before a person is asked. */
  readonly healing: Healing
  /** What the page offers, first choice first; empty: nothing but waiting. */
  readonly actions: readonly Action[]
  /** `file`: this file alone. `document`: every file for this document, so it is shown once. `everyone`: session or service. */
  readonly concerns: 'file' | 'document' | 'everyone'
  /** Document and date that the facts are from, or `ours`. */
  readonly source: string
}

/** A row without its facts: who can act, how it heals, what the page offers, whom it concerns. */
export type Treatment = Omit<Problem, 'httpStatus' | 'msg' | 'source'>

/** Rows of one API or of our own, by Feishu's code or by name. */
export type ProblemTable = Readonly<Record<number | string, Problem>>
