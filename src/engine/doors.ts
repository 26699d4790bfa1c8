import type { ApiAnswer, ApiRequest } from '../contract/api.ts'
import type { JournalEntry } from './journal-entry.ts'

/** Everything the engine can not do by itself. The page plugs in the browser's; tests hold these doors by hand. */
export interface Doors {
  readonly wire: Wire
  readonly clock: Clock
  readonly chance: Chance
  readonly connectivity: Connectivity
  /** Where the queue is written down; null when nothing can be kept, so that a reload loses the queue. */
  readonly journal: Journal | null
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

/**
 * What the queue is found by after a reload, a crash or a closed tab. A log: what `append` and `replace` kept is handed to
 * `createUploads` again, oldest first. One journal belongs to one person and to one running page; the page sees to both.
 *
 * Entries are plain data that structured clone and IndexedDB take: no class, no function, no `Blob`. They change with the
 * product, so the door keeps them under `journalFormat` and drops those of another format.
 */
export interface Journal {
  /**
   * Keeps one entry behind all others, in one transaction. Never called again before the last call has settled, so that ten
   * thousand changes of one moment are one entry and one write.
   *
   * Resolves once the entry would survive a crash of the page: an edit of a document is sent only after it. Rejecting ends
   * the journal: the queue goes on without, and says so (`QueueSnapshot.isKept`).
   */
  append(entry: JournalEntry): Promise<void>
  /** Puts one entry in the place of all, in one transaction: the same queue, told more shortly. */
  replace(entry: JournalEntry): Promise<void>
}

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
