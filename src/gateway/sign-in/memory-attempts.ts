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

/** Attempts of this process: a restart costs a person at most one more click. */
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

  /** A Map keeps the order of insertion, and all attempts live equally long: the oldest come first. */
  #forgetOld(): void {
    for (const [state, { endsAtMs }] of this.#kept) {
      if (this.#nowMs() < endsAtMs && this.#kept.size < keptAttempts) return
      this.#kept.delete(state)
    }
  }
}
