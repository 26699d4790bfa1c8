import { Subscribable } from '../../engine/subscribable.ts'
/** Whether the queue survives a reload, or why not. */
export type Kept =
  | 'kept'
  /** Plain http has no Web Locks, so two tabs could run the same queue. */
  | 'insecure'
  /** The browser stores nothing for this page: a private window, blocked site data, a broken database. */
  | 'refused'
  /** The browser's storage is full. */
  | 'full'
  /** A newer version of the page has upgraded the database; this one cannot read it. */
  | 'newer-version'
  /** The database is not open yet, and the person chose not to wait. */
  | 'not-yet'

/** Whether a queue is kept, as an observable value. */
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

/** Status for an error of the database. */
export function keptDespite(cause: unknown): Kept {
  const name = cause instanceof Error ? cause.name : ''
  if (name === 'VersionError') return 'newer-version'
  return name === 'QuotaExceededError' ? 'full' : 'refused'
}
