import {
  attemptLifeMs,
  isBoundTo,
  keptAttempts,
  newAttempt,
  type Attempt,
  type Attempts,
  type BoundAttempt,
  type OpenedAttempt,
} from './attempts.ts'

interface KeptAttempt extends BoundAttempt {
  readonly endsAtMs: number
}

/** Attempts in memory; after a restart people have to click once more. */
export class MemoryAttempts implements Attempts {
  readonly #kept = new Map<string, KeptAttempt>()
  readonly #nowMs: () => number

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  open(returnTo: string): Promise<OpenedAttempt> {
    this.#forgetOld()
    const { bound, opened } = newAttempt(returnTo)
    this.#kept.set(opened.state, { ...bound, endsAtMs: this.#nowMs() + attemptLifeMs })
    return Promise.resolve(opened)
  }

  take(state: string, browserSecret: string | undefined): Promise<Attempt | undefined> {
    const attempt = this.#kept.get(state)
    if (!attempt || !isBoundTo(attempt, browserSecret)) return Promise.resolve(undefined)
    this.#kept.delete(state)
    return Promise.resolve(this.#nowMs() < attempt.endsAtMs ? attempt : undefined)
  }

  /** The map is in order of insertion and all attempts last equally long, so the oldest come first. */
  #forgetOld(): void {
    for (const [state, { endsAtMs }] of this.#kept) {
      if (this.#nowMs() < endsAtMs && this.#kept.size < keptAttempts) return
      this.#kept.delete(state)
    }
  }
}
