import { FileUnreadable, type SourceFile } from '../files/source-file.ts'
import { isShownFormat, type Contents } from '../files/contents.ts'
import type { Chance, Clock, Connectivity, ContentsReader, Doors, WhoAnswers, Wire } from '../doors.ts'
import { HandHeldJournal } from './hand-held-journal.ts'

interface Sleeper {
  readonly untilMs: number
  readonly wake: () => void
}

/** A clock that the test moves by hand. */
export class HandHeldClock implements Clock {
  #nowMs: number
  readonly #sleepers = new Set<Sleeper>()

  constructor(nowMs = 1_700_000_000_000) {
    this.#nowMs = nowMs
  }

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
  /** Who answers when the gateway is asked. */
  answering: WhoAnswers = { is: 'gateway' }
  #online = true
  readonly #listeners = new Set<() => void>()

  isOnline(): boolean {
    return this.#online
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  whoAnswers(): Promise<WhoAnswers> {
    return Promise.resolve(this.answering)
  }

  goes(state: 'online' | 'offline'): void {
    this.#online = state === 'online'
    for (const listener of [...this.#listeners]) listener()
  }
}

/** Predictable chance: ids count up, and jitter is zero. */
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
  return {
    wire,
    clock: new HandHeldClock(),
    connectivity: new HandHeldConnectivity(),
    chance: evenChance(),
    journal: new HandHeldJournal(),
    contents: new HandHeldContents(),
  } satisfies Doors
}

const formats: ReadonlyMap<string, string> = new Map([
  ...['png', 'jpeg', 'gif', 'bmp', 'webp', 'heic', 'avif', 'tiff', 'svg'].map((name) => [name, name] as const),
  ['jpg', 'jpeg'],
])

/** Derives contents from file names unless the test overrides them; at once, or when the test allows it. */
export class HandHeldContents implements ContentsReader {
  /** Paths of the files read so far, in order. */
  readonly asked: string[] = []
  readonly #known = new Map<string, Contents | FileUnreadable>()
  readonly #waiting: (() => void)[] = []
  #isHeld: (path: string) => boolean = () => false

  /** From now on this file is read as such, or cannot be read. */
  set(path: string, contents: Contents | FileUnreadable): void {
    this.#known.set(path, contents)
  }

  /** From now on reading does not end until `letGo`: of one file, or of any. */
  hold(only?: string): void {
    this.#isHeld = (path) => only === undefined || path === only
  }

  async letGo(): Promise<void> {
    this.#isHeld = () => false
    for (const go of this.#waiting.splice(0)) go()
    await settled()
  }

  async read({ path, name }: SourceFile): Promise<Contents> {
    this.asked.push(path)
    if (this.#isHeld(path)) await new Promise<void>((go) => this.#waiting.push(go))
    const known = this.#known.get(path)
    if (known instanceof FileUnreadable) throw known
    const format = formats.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? null
    return known ?? { kind: isShownFormat(format) ? 'image' : 'file', format, pixels: null }
  }
}

/** Resolves when all pending microtasks have run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Largest blob that really holds as many bytes as its size. */
const solidBytes = 65_536

/**
 * A blob of equal bytes that is read without leaving the thread, so that `settled` covers reading. A large one reports its size but
 * holds one byte: the checksum of megabytes would take most of a test's time.
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
    return Promise.resolve(this.#solid().buffer)
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const solid = this.#solid()
    return new ReadableStream({
      start(controller) {
        if (solid.length > 0) controller.enqueue(solid)
        controller.close()
      },
    })
  }

  #solid(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#sizeBytes > solidBytes ? 1 : this.#sizeBytes).fill(7)
  }

  override slice(start = 0, end = this.#sizeBytes): Blob {
    return new InstantBlob(Math.max(0, Math.min(end, this.#sizeBytes) - start))
  }
}

export interface TestFile extends SourceFile {
  /** Sets what `open` does from now on. */
  becomes(state: 'changed' | 'unreadable' | 'shorter' | 'well'): void
}

/** A dropped file of `sizeBytes` equal bytes, at `path`. */
export function fileOf(path: string, sizeBytes = 10): TestFile {
  let state = 'well'
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sizeBytes,
    lastModifiedMs: 1,
    type: '',
    inspect: null,
    becomes: (next) => {
      state = next
    },
    open: () => {
      if (state === 'changed' || state === 'unreadable') return Promise.reject(new FileUnreadable(state))
      return Promise.resolve(new InstantBlob(state === 'shorter' ? sizeBytes - 1 : sizeBytes))
    },
  }
}

/** Listed files whose size and date arrive when the test says so. */
export class HandHeldInspections {
  #waiting: (() => void)[] = []
  /** Paths inspected so far. */
  readonly asked: string[] = []

  /** A file known only by name; `inspect` fails as opening it would. */
  list(file: TestFile): SourceFile {
    const { name, path } = file
    const inspect = async () => {
      this.asked.push(path)
      await new Promise<void>((see) => this.#waiting.push(see))
      await file.open()
      return file
    }
    return {
      name,
      path,
      sizeBytes: 0,
      lastModifiedMs: 0,
      type: '',
      inspect,
      open: async () => (await inspect()).open(),
    }
  }

  /** Answers all pending `inspect` calls. */
  async see(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    for (const see of waiting) see()
    await settled()
  }
}

export function filesOf(...paths: readonly string[]): readonly TestFile[] {
  return paths.map((path) => fileOf(path))
}
