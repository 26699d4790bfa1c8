import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BoundedMap } from '../stores/bounded-map.ts'
import { writeWhole } from '../stores/write-whole.ts'
import { absoluteLifeMs, sessionEndsAtMs } from './session-life.ts'
import type { SealedRecords } from '../stores/sealed-records.ts'
import type { SessionRecord } from './session-record.ts'
import type { KeptRecord, SessionKey, SessionStore, SweepResult } from './session-store.ts'

/** Most records kept in memory; a few KB each. */
const knownSessions = 1000

const recordName = /^[0-9a-f]{64}$/

/** A temporary file older than this is left over from a process that died while writing. */
const abandonedAfterMs = 60 * 60 * 1000

/** As much as a record takes. */
const checkBytes = 4096

/** One sealed file per session, so that a restart signs nobody out. For one process at a time. */
export class FileSessionStore implements SessionStore {
  readonly #directory: string
  readonly #records: SealedRecords
  /** Records read or written last, so that calls need no disk access. */
  readonly #known = new BoundedMap<SessionKey, KeptRecord>(knownSessions)
  /** The last pending change of each file; changes of one file wait for each other. */
  readonly #changes = new Map<string, Promise<unknown>>()

  private constructor(directory: string, records: SealedRecords) {
    this.#directory = directory
    this.#records = records
  }

  static async open(directory: string, records: SealedRecords): Promise<FileSessionStore> {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    return new FileSessionStore(directory, records)
  }

  async get(key: SessionKey): Promise<KeptRecord | undefined> {
    // Reads queue with changes: a record read during a write would otherwise replace the newer one in memory.
    return this.#known.get(key) ?? this.#change(key, () => this.#load(key))
  }

  put(key: SessionKey, record: SessionRecord): Promise<void> {
    return this.#change(key, () => this.#keep(key, record))
  }

  replace(key: SessionKey, version: string, record: SessionRecord): Promise<boolean> {
    return this.#change(key, async () => {
      if ((await this.#load(key))?.version !== version) return false
      await this.#keep(key, record)
      return true
    })
  }

  delete(key: SessionKey): Promise<void> {
    return this.#change(key, () => this.#remove(key))
  }

  async sweep(nowMs: number): Promise<SweepResult> {
    let unreadable = 0
    for (const name of await readdir(this.#directory)) {
      if (name.startsWith('.')) await this.#removeOlder(name, nowMs - abandonedAfterMs)
      if (!recordName.test(name)) continue
      const isRead = await this.#change(name, () => this.#removeOver(name as SessionKey, nowMs))
      if (!isRead) unreadable += 1
    }
    return { unreadable }
  }

  async deleteOfCompany(tenantKey: string): Promise<readonly SessionKey[]> {
    const deleted: SessionKey[] = []
    for (const name of await readdir(this.#directory)) {
      if (!recordName.test(name)) continue
      const key = name as SessionKey
      await this.#change(key, async () => {
        if ((await this.#load(key))?.record.person.tenantKey !== tenantKey) return
        await this.#remove(key)
        deleted.push(key)
      })
    }
    return deleted
  }

  /** Real bytes: a full disk still takes an empty file. */
  async check(): Promise<void> {
    await this.#write('check', '.'.repeat(checkBytes))
  }

  /** Whether the record could be read. One that cannot be may be under a key that comes back, so only its age removes it. */
  async #removeOver(key: SessionKey, nowMs: number): Promise<boolean> {
    const kept = await this.#load(key)
    if (!kept) return this.#removeOlder(key, nowMs - absoluteLifeMs)
    if (sessionEndsAtMs(kept.record) <= nowMs) await this.#remove(key)
    return true
  }

  /** Removes a file last written before then; returns whether it is gone. */
  async #removeOlder(name: string, thanMs: number): Promise<boolean> {
    const found = await stat(join(this.#directory, name)).catch(ignoreAbsence)
    if (found && found.mtimeMs > thanMs) return false
    if (found) await this.#remove(name)
    return true
  }

  /** One mutex for each file. async-mutex has none by key, so this map and its clean-up would be needed with it too. */
  async #change<T>(name: string, work: () => Promise<T>): Promise<T> {
    const change = (this.#changes.get(name) ?? Promise.resolve()).then(work, work)
    this.#changes.set(name, change)
    try {
      return await change
    } finally {
      if (this.#changes.get(name) === change) this.#changes.delete(name)
    }
  }

  async #load(key: SessionKey): Promise<KeptRecord | undefined> {
    const known = this.#known.get(key)
    if (known) return known
    const sealed = await readFile(join(this.#directory, key), 'utf8').catch(ignoreAbsence)
    const kept = sealed === undefined ? undefined : this.#records.open(key, sealed)
    if (kept) this.#known.note(key, kept)
    return kept
  }

  async #keep(key: SessionKey, record: SessionRecord): Promise<void> {
    const sealed = this.#records.close(key, record)
    await this.#write(key, sealed)
    this.#known.note(key, { record, version: sealed })
  }

  async #remove(name: string): Promise<void> {
    this.#known.forget(name as SessionKey)
    await rm(join(this.#directory, name), { force: true })
  }

  /** A half-written record would lose a refresh token, which works once. */
  #write(name: string, content: string): Promise<void> {
    return writeWhole(this.#directory, name, content)
  }
}

function ignoreAbsence(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
