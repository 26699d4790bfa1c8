import type { Connectivity } from './doors.ts'
import type { QueueSnapshot } from './uploads.ts'

type Reason = QueueSnapshot['standstill']

/** Whether the whole queue stands still, and the place where every call waits until it goes on. */
export class Standstill {
  readonly #connectivity: Connectivity
  readonly #tell: (reason: Reason) => void
  #signedOut = false
  /** Goes up with each sign-in, so that an answer to a call from before does not stop the queue again. */
  #session = 0
  readonly #waiting = new Set<() => void>()

  constructor(connectivity: Connectivity, tell: (reason: Reason) => void) {
    this.#connectivity = connectivity
    this.#tell = tell
    connectivity.subscribe(() => this.#changed())
  }

  get reason(): Reason {
    if (!this.#connectivity.isOnline()) return 'offline'
    return this.#signedOut ? 'not-signed-in' : null
  }

  get session(): number {
    return this.#session
  }

  /** Feishu's answer to a call of `session` was that nobody is signed in. */
  signedOut(session: number): void {
    if (session !== this.#session) return
    this.#signedOut = true
    this.#changed()
  }

  signedIn(): void {
    this.#session += 1
    this.#signedOut = false
    this.#changed()
  }

  /** @throws The signal's reason, when aborted. */
  async over(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    while (this.reason !== null) {
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#waiting.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        this.#waiting.add(done)
        signal.addEventListener('abort', done)
      })
      signal.throwIfAborted()
    }
  }

  #changed(): void {
    this.#tell(this.reason)
    if (this.reason !== null) return
    for (const done of [...this.#waiting]) done()
  }
}
