import { ownFailure } from './failure.ts'
import type { Connectivity } from './doors.ts'
import type { Failure } from './job.ts'

const offline = ownFailure('offline')

/** Whether the whole queue stands still, and the place where every call waits until it goes on. */
export class Standstill {
  readonly #connectivity: Connectivity
  readonly #tell: (reason: Failure | null) => void
  #obstacle: Failure | null = null
  /** Goes up each time a person lets the queue go on, so that an answer to a call from before does not stop it again. */
  #round = 0
  readonly #waiting = new Set<() => void>()

  constructor(connectivity: Connectivity, tell: (reason: Failure | null) => void) {
    this.#connectivity = connectivity
    this.#tell = tell
    connectivity.subscribe(() => this.#changed())
  }

  get reason(): Failure | null {
    return this.#connectivity.isOnline() ? this.#obstacle : offline
  }

  get round(): number {
    return this.#round
  }

  /** A call of `round` was refused for a reason that every other call would meet as well; the first one is told. */
  stop(obstacle: Failure, round: number): void {
    if (round !== this.#round || this.#obstacle) return
    this.#obstacle = obstacle
    this.#changed()
  }

  goOn(): void {
    this.#round += 1
    this.#obstacle = null
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
