import { Subscribable } from '../../engine/subscribable.ts'
/** Whether the queue outlives the page, or why it does not. */
export type Kept =
  | 'kept'
  /** On plain http two tabs could not be kept apart. */
  | 'insecure'
  /** The browser keeps nothing for this page: a private window, blocked site data, a broken database. */
  | 'refused'
  /** The browser has no room left. */
  | 'full'
  /** A newer version of the page has the database, which this one can not read. */
  | 'newer-version'
  /** The database has not been opened yet; a person did not want to wait for it. */
  | 'not-yet'

/** What the page tells of its queue's life beyond the page; may change at any time. */
export class JournalStatus {
  #kept: Kept
  readonly #changes = new Subscribable()

  constructor(kept: Kept = 'kept') {
    this.#kept = kept
  }

  readonly getSnapshot = (): Kept => this.#kept

  readonly subscribe = this.#changes.subscribe

  readonly become = (kept: Kept): void => {
    if (this.#kept === kept) return
    this.#kept = kept
    this.#changes.publish()
  }
}

/** What a database that failed means for the queue. */
export function keptDespite(cause: unknown): Kept {
  const name = cause instanceof Error ? cause.name : ''
  if (name === 'VersionError') return 'newer-version'
  return name === 'QuotaExceededError' ? 'full' : 'refused'
}
