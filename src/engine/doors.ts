import type { ApiAnswer, ApiRequest } from '../contract/feishu/api.ts'
import type { QuotaWait } from './job/job.ts'
import type { JournalChange } from './journal/journal-change.ts'

/** Everything the engine can not do by itself. The page plugs in the browser's; tests hold these doors by hand. */
export interface Doors {
  readonly wire: Wire
  readonly clock: Clock
  readonly chance: Chance
  readonly connectivity: Connectivity
  readonly journal: Journal
}

/** Where the queue is written down, so that it outlives the page. */
export interface Journal {
  /**
   * Writes one change down, whole or not at all, after all earlier ones; resolves once it would outlive a crash. Never
   * rejects: a journal that can write no more tells the page so and resolves, for the uploads are worth more than it.
   */
  write(change: JournalChange): Promise<void>
}

/** The way to Feishu's API. */
export interface Wire {
  /**
   * Sends one call and resolves with whatever answer came, of any HTTP status.
   *
   * @throws {ConnectionLost} When no answer came: the call may or may not have taken effect.
   * @throws The signal's reason, when aborted.
   */
  send(request: ApiRequest, options: SendOptions): Promise<ApiAnswer>
}

export interface SendOptions {
  readonly signal: AbortSignal
  /** Bytes of the body that left the browser so far; they run ahead of what Feishu has received by some MB. */
  readonly onSent?: (sentBytes: number) => void
  /** Where the call stands while it is kept from Feishu; null when it is no longer. Not told of short waits. */
  readonly onQuotaWait?: (held: QuotaWait | null) => void
}

/** No answer came. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number
  /** @throws The signal's reason, when aborted. */
  sleep(delayMs: number, signal: AbortSignal): Promise<void>
}

export interface Chance {
  /** UUIDv4, as Feishu's `client_token` wants it. */
  uuid(): string
  /** At least 0, below 1. */
  fraction(): number
}

export interface Connectivity {
  isOnline(): boolean
  /** Calls back on each change; returns the way to stop. */
  subscribe(listener: () => void): () => void
}
