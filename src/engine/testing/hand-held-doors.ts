import { FileUnreadable, type Chance, type Clock, type Connectivity, type Doors, type SourceFile } from '../doors.ts'
import type { Wire } from '../doors.ts'

interface Sleeper {
  readonly untilMs: number
  readonly wake: () => void
}

/** Time that passes only when the test says so. */
export class HandHeldClock implements Clock {
  #nowMs = 1_700_000_000_000
  readonly #sleepers = new Set<Sleeper>()

  nowMs(): number {
    return this.#nowMs
  }

  /** Milliseconds until the next sleeper wakes; undefined when nobody sleeps. */
  get nextMs(): number | undefined {
    const times = [...this.#sleepers].map((sleeper) => sleeper.untilMs)
    return times.length === 0 ? undefined : Math.min(...times) - this.#nowMs
  }

  sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#sleepers.delete(sleeper)
        reject(signal.reason as Error)
      }
      const sleeper = {
        untilMs: this.#nowMs + delayMs,
        wake: () => {
          this.#sleepers.delete(sleeper)
          signal.removeEventListener('abort', leave)
          resolve()
        },
      }
      signal.addEventListener('abort', leave)
      this.#sleepers.add(sleeper)
    })
  }

  async pass(delayMs: number): Promise<void> {
    this.#nowMs += delayMs
    for (const sleeper of [...this.#sleepers]) if (sleeper.untilMs <= this.#nowMs) sleeper.wake()
    await settled()
  }
}

export class HandHeldConnectivity implements Connectivity {
  #online = true
  readonly #listeners = new Set<() => void>()

  isOnline(): boolean {
    return this.#online
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  goes(state: 'online' | 'offline'): void {
    this.#online = state === 'online'
    for (const listener of [...this.#listeners]) listener()
  }
}

/** Chance without chance: ids count up, and jitter is nil. */
export function evenChance(): Chance {
  let count = 0
  return {
    uuid: () => {
      count += 1
      return `uuid-${count}`
    },
    fraction: () => 0.5,
  }
}

export function handHeldDoors<W extends Wire>(wire: W) {
  const clock = new HandHeldClock()
  const connectivity = new HandHeldConnectivity()
  return {
    wire,
    clock,
    connectivity,
    chance: evenChance(),
    journal: { write: () => Promise.resolve() },
  } satisfies Doors
}

/** Resolves when every step that waits for nothing from outside has been taken. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Largest blob that holds as many bytes as it says. */
const solidBytes = 65_536

/**
 * A blob of equal bytes, read without leaving the thread, so that `settled` covers reading. Large ones say their size but
 * hold one byte: summing up megabytes would be most of a test's time.
 */
class InstantBlob extends Blob {
  readonly #sizeBytes: number

  constructor(sizeBytes: number) {
    super([])
    this.#sizeBytes = sizeBytes
  }

  override get size(): number {
    return this.#sizeBytes
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(new Uint8Array(this.#sizeBytes > solidBytes ? 1 : this.#sizeBytes).fill(7).buffer)
  }

  override slice(start = 0, end = this.#sizeBytes): Blob {
    return new InstantBlob(Math.max(0, Math.min(end, this.#sizeBytes) - start))
  }
}

export interface TestFile extends SourceFile {
  /** What opening it does from now on. */
  becomes(state: 'changed' | 'unreadable' | 'shorter' | 'well'): void
}

/** A dropped file of `sizeBytes` equal bytes. */
export function fileOf(name: string, sizeBytes = 10): TestFile {
  let state = 'well'
  return {
    name,
    path: name,
    sizeBytes,
    lastModifiedMs: 1,
    type: '',
    becomes: (next) => {
      state = next
    },
    open: () => {
      if (state === 'changed' || state === 'unreadable') return Promise.reject(new FileUnreadable(state))
      return Promise.resolve(new InstantBlob(state === 'shorter' ? sizeBytes - 1 : sizeBytes))
    },
  }
}
