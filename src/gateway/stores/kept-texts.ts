import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { SharedRedis } from './redis.ts'
import type { Seal } from './seal.ts'
import { writeWhole } from './write-whole.ts'

/** Short texts by name that replicas share, each until its end: secrets of the app, sealed outside this process. */
export interface KeptTexts {
  get(name: string): Promise<string | undefined>
  /** @param lifeMs After this time it is gone. */
  put(name: string, text: string, lifeMs: number): Promise<void>
  /** Takes a name that nobody has; returns whether it was free. `get` finds no text under it until one is put. */
  claim(name: string, lifeMs: number): Promise<boolean>
  delete(name: string): Promise<void>
  /** Removes what has ended and takes up room. */
  sweep(): Promise<void>
}

/** What is kept under a name as JSON; `undefined`: nothing, or something of another form. */
export async function readKept<const Schema extends v.GenericSchema>(
  texts: Pick<KeptTexts, 'get'>,
  name: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const reading = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), await texts.get(name))
  return reading.success ? reading.output : undefined
}

interface KeptText {
  /** `null`: only claimed. */
  readonly text: string | null
  readonly endsAtMs: number
}

/** Most names in memory. Those kept longest go first; what is kept of each company is asked for again. */
const mostNames = 100_000

/** Texts that end with the process. */
export class MemoryKeptTexts implements KeptTexts {
  readonly #nowMs: () => number
  readonly #most: number
  readonly #kept = new Map<string, KeptText>()

  constructor(nowMs: () => number, most = mostNames) {
    this.#nowMs = nowMs
    this.#most = most
  }

  get(name: string): Promise<string | undefined> {
    return Promise.resolve(this.#live(name)?.text ?? undefined)
  }

  put(name: string, text: string | null, lifeMs: number): Promise<void> {
    this.add(name, text, lifeMs)
    return Promise.resolve()
  }

  /** Returns the names that had to make room. */
  add(name: string, text: string | null, lifeMs: number): readonly string[] {
    this.#kept.delete(name)
    this.#kept.set(name, { text, endsAtMs: this.#nowMs() + lifeMs })
    return this.#kept.size > this.#most ? this.#makeRoom() : []
  }

  claim(name: string, lifeMs: number): Promise<boolean> {
    if (this.isTaken(name)) return Promise.resolve(false)
    this.add(name, null, lifeMs)
    return Promise.resolve(true)
  }

  isTaken(name: string): boolean {
    return this.#live(name) !== undefined
  }

  delete(name: string): Promise<void> {
    this.#kept.delete(name)
    return Promise.resolve()
  }

  sweep(): Promise<void> {
    this.takeEnded()
    return Promise.resolve()
  }

  /** Removes what has ended; returns the names. */
  takeEnded(): readonly string[] {
    const nowMs = this.#nowMs()
    const ended = [...this.#kept].flatMap(([name, { endsAtMs }]) => (endsAtMs <= nowMs ? [name] : []))
    for (const name of ended) this.#kept.delete(name)
    return ended
  }

  #live(name: string): KeptText | undefined {
    const kept = this.#kept.get(name)
    return kept && kept.endsAtMs > this.#nowMs() ? kept : undefined
  }

  #makeRoom(): readonly string[] {
    const ended = this.takeEnded()
    const [oldest] = this.#kept.keys()
    if (this.#kept.size <= this.#most || oldest === undefined) return ended
    this.#kept.delete(oldest)
    return [...ended, oldest]
  }
}

const FileText = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ name: v.string(), text: v.string(), endsAtMs: v.number() }),
)

const textFile = /^[0-9a-f]{64}$/

/** In files that only their owner reads, sealed. Read once: for one process at a time. Claims end with the process. */
export class FileKeptTexts implements KeptTexts {
  readonly #directory: string
  readonly #seal: Seal
  readonly #nowMs: () => number
  readonly #known: MemoryKeptTexts
  /** Changes wait for each other. */
  #last: Promise<unknown> = Promise.resolve()

  private constructor(directory: string, seal: Seal, { nowMs, most }: { nowMs: () => number; most: number }) {
    this.#directory = directory
    this.#seal = seal
    this.#nowMs = nowMs
    this.#known = new MemoryKeptTexts(nowMs, most)
  }

  /** @throws When the directory cannot be used. */
  static async open(directory: string, seal: Seal, nowMs: () => number, most = mostNames): Promise<FileKeptTexts> {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const texts = new FileKeptTexts(directory, seal, { nowMs, most })
    for (const file of await readdir(directory)) await texts.#load(file)
    return texts
  }

  get(name: string): Promise<string | undefined> {
    return this.#known.get(name)
  }

  put(name: string, text: string, lifeMs: number): Promise<void> {
    return this.#change(async () => {
      const file = fileOf(name)
      const endsAtMs = this.#nowMs() + lifeMs
      await writeWhole(this.#directory, file, this.#seal.seal(JSON.stringify({ name, text, endsAtMs }), file))
      await this.#remove(this.#known.add(name, text, lifeMs))
    })
  }

  async claim(name: string, lifeMs: number): Promise<boolean> {
    if (this.#known.isTaken(name)) return false
    const dropped = this.#known.add(name, null, lifeMs)
    if (dropped.length > 0) await this.#change(() => this.#remove(dropped))
    return true
  }

  delete(name: string): Promise<void> {
    return this.#change(async () => {
      await this.#known.delete(name)
      await rm(join(this.#directory, fileOf(name)), { force: true })
    })
  }

  sweep(): Promise<void> {
    return this.#change(() => this.#remove(this.#known.takeEnded()))
  }

  async #remove(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(this.#directory, fileOf(name)), { force: true })
  }

  /** What has ended, was left half-written, or is under another key, is removed. */
  async #load(file: string): Promise<void> {
    const path = join(this.#directory, file)
    const sealed = textFile.test(file) ? await readFile(path, 'utf8') : ''
    const reading = v.safeParse(FileText, this.#seal.open(sealed, file))
    const leftMs = reading.success ? reading.output.endsAtMs - this.#nowMs() : 0
    if (reading.success && leftMs > 0)
      await this.#remove(this.#known.add(reading.output.name, reading.output.text, leftMs))
    else await rm(path, { force: true })
  }

  #change(work: () => Promise<void>): Promise<void> {
    const change = this.#last.then(work, work)
    this.#last = change
    return change
  }
}

/** Names hold a company's key. */
function fileOf(name: string): string {
  return createHash('sha256').update(name).digest('hex')
}

/** In Redis, sealed, for all replicas. */
export class RedisKeptTexts implements KeptTexts {
  readonly #redis: SharedRedis
  readonly #seal: Seal

  constructor(redis: SharedRedis, seal: Seal) {
    this.#redis = redis
    this.#seal = seal
  }

  async get(name: string): Promise<string | undefined> {
    const sealed = await this.#redis.get(placeOf(name))
    return sealed === null ? undefined : this.#seal.open(sealed, name)
  }

  async put(name: string, text: string, lifeMs: number): Promise<void> {
    await this.#redis.set(placeOf(name), this.#seal.seal(text, name), 'PX', wholeMs(lifeMs))
  }

  async claim(name: string, lifeMs: number): Promise<boolean> {
    return (await this.#redis.set(placeOf(name), '', 'PX', wholeMs(lifeMs), 'NX')) === 'OK'
  }

  async delete(name: string): Promise<void> {
    await this.#redis.del(placeOf(name))
  }

  /** They expire in Redis. */
  sweep(): Promise<void> {
    return Promise.resolve()
  }
}

function placeOf(name: string): string {
  return `kept:${name}`
}

/** Redis takes no expiry of 0. */
function wholeMs(ms: number): number {
  return Math.max(1, Math.ceil(ms))
}
