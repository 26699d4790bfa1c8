import type { ApiAnswer, ApiRequest } from '../contract/feishu/api.ts'
import type { FeishuFact } from '../contract/own-api/feishu-facts.ts'
import type { Contents } from './files/contents.ts'
import type { SourceFile } from './files/source-file.ts'
import type { QuotaWait } from './job/job.ts'
import type { JournalChange } from './journal/journal-change.ts'

/** The interfaces through which the engine reaches the world. The page implements them with the browser's APIs, tests with fakes. */
export interface Doors {
  /** Calls of Feishu, through the gateway. */
  readonly wire: Wire
  readonly clock: Clock
  /** Ids and the jitter of retries. */
  readonly chance: Chance
  readonly connectivity: Connectivity
  /** Where the queue is kept; a page that cannot keep it passes one that writes nothing. */
  readonly journal: Journal
  /** Called for files near their turn, and not for targets that do not need it. */
  readonly contents: ContentsReader
  /** Absent: small files go by upload_all alone. */
  readonly smallFilesByParts?: SmallFilesByParts
  /** What was found out about Feishu before; absent: nothing. */
  readonly facts?: ReadonlySet<FeishuFact>
}

/** Small files may also go by the endpoints for parts, whose quota is their own. */
export interface SmallFilesByParts {
  /** With fewer small files left than this, three calls a file instead of one gain nothing. */
  readonly fromFiles: number
  /** Whether the installation allows it and Feishu is not known to refuse it. */
  readonly isAllowed: () => boolean
  /** Feishu refused a small file by parts that upload_all took. */
  readonly onRefused: () => void
}

/** Tells what a file is by its bytes. The page does it with a package that the engine need not know. */
export interface ContentsReader {
  /** @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read. */
  read(file: SourceFile): Promise<Contents>
}

/** Storage for the queue, so that it outlives the page. */
export interface Journal {
  /**
   * Writes one change atomically, after all earlier ones; resolves once the change would outlive a crash. Never rejects: a journal
   * that cannot write any more reports that to the page and resolves, because the uploads matter more.
   */
  write(change: JournalChange): Promise<void>
}

/** Sends calls to Feishu's API. */
export interface Wire {
  /**
   * Sends one call and resolves with its answer, whatever the HTTP status.
   *
   * @throws {ConnectionLost} When no answer came: the call may or may not have taken effect.
   * @throws The signal's reason, when aborted.
   */
  send(request: ApiRequest, options: SendOptions): Promise<ApiAnswer>
}

/** How a call is ended early, and what it reports meanwhile. */
export interface SendOptions {
  /** Ends the call; whether it takes effect at Feishu stays open. */
  readonly signal: AbortSignal
  /** Called with the bytes of the body that have left the browser: some MB more than Feishu has received. */
  readonly onSent?: (sentBytes: number) => void
  /** Called with the quota wait while the gateway keeps the call, and with null when that ends. Not called for short waits. */
  readonly onQuotaWait?: (held: QuotaWait | null) => void
}

/** A call got no answer. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

/** Time. Tests move it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number
  /** @throws The signal's reason, when aborted. */
  sleep(delayMs: number, signal: AbortSignal): Promise<void>
}

/** Random values. Tests make them predictable. */
export interface Chance {
  /** UUIDv4, as Feishu's `client_token` wants it. */
  uuid(): string
  /** At least 0, below 1. */
  fraction(): number
}

/** What the browser knows of its connection, and a way to ask the gateway itself. */
export interface Connectivity {
  /** False when there certainly is no connection; true does not promise one. */
  isOnline(): boolean
  /** Calls back on each change; returns a function that stops it. */
  subscribe(listener: () => void): () => void
  /** Asks the gateway something small that changes nothing, and reports who answers. Never rejects. */
  whoAnswers(): Promise<WhoAnswers>
}

/** `other`: an answer came that is not the gateway's; its HTTP status is null when it was a redirect to elsewhere. */
export type WhoAnswers =
  | { readonly is: 'gateway' | 'nobody' }
  | { readonly is: 'other'; readonly httpStatus: number | null }
