import type { ApiAnswer, ApiRequest } from '../contract/feishu/api.ts'
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

/** A call's place among all of the company's, which share what Feishu allows. */
export interface QuotaWait {
  /** `turn`: other calls go first. `closed`: Feishu asked everybody to wait. */
  readonly why: 'turn' | 'closed'
  /** Calls that go first, those of this queue included. */
  readonly ahead: number
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

/** A file found by its name in a folder: looking at ten thousand takes seconds, naming them does not. */
export interface ListedFile {
  readonly name: string
  /** As in `SourceFile`. */
  readonly path: string
  /**
   * Learns size, date and type.
   *
   * @throws {FileUnreadable} When the file is gone or not allowed to be read.
   */
  look(): Promise<SourceFile>
}

/** What comes in by a drop: with its facts, or by its name alone. */
export type DroppedFile = SourceFile | ListedFile

/** A file as it was dropped: opened only when its turn comes, so that ten thousand cost nothing. */
export interface SourceFile {
  readonly name: string
  /** Path inside the dropped folder, `/` between the parts, name included; equal to `name` for a single file. */
  readonly path: string
  readonly sizeBytes: number
  readonly lastModifiedMs: number
  /** Media type as the browser guesses it from the name; empty when unknown. */
  readonly type: string
  /**
   * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
   */
  open(): Promise<Blob>
}

export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable'
  readonly reason: 'changed' | 'unreadable'

  constructor(reason: 'changed' | 'unreadable', options?: ErrorOptions) {
    super(`The file is ${reason}`, options)
    this.reason = reason
  }
}
