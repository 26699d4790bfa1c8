import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Seal } from './seal.ts'
import { SessionRecord } from './session-record.ts'
import type { SessionKey, SessionStore } from './session-store.ts'

const recordName = /^[0-9a-f]{64}$/

/** Writing aside takes no time: what is older was left by a gateway that died over it. */
const asideLifeMs = 60 * 60 * 1000

/** One sealed file per session, so that a restart signs nobody out. */
export class FileSessionStore implements SessionStore {
  readonly #directory: string
  readonly #seal: Seal

  private constructor(directory: string, seal: Seal) {
    this.#directory = directory
    this.#seal = seal
  }

  static async open(directory: string, seal: Seal): Promise<FileSessionStore> {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    return new FileSessionStore(directory, seal)
  }

  async get(key: SessionKey): Promise<SessionRecord | undefined> {
    return this.#read(key)
  }

  async put(key: SessionKey, record: SessionRecord): Promise<void> {
    await this.#write(key, this.#seal.seal(JSON.stringify(record), key))
  }

  async delete(key: SessionKey): Promise<void> {
    await rm(join(this.#directory, key), { force: true })
  }

  async sweep(isOver: (record: SessionRecord) => boolean): Promise<void> {
    for (const name of await readdir(this.#directory)) {
      if (name.startsWith('.')) await this.#forgetAside(name)
      if (!recordName.test(name)) continue
      const record = await this.#read(name)
      if (!record || isOver(record)) await rm(join(this.#directory, name), { force: true })
    }
  }

  async check(): Promise<void> {
    await this.#write('check', '')
  }

  async #forgetAside(name: string): Promise<void> {
    const path = join(this.#directory, name)
    const found = await stat(path).catch(ignoreAbsence)
    if (found && Date.now() - found.mtimeMs > asideLifeMs) await rm(path, { force: true })
  }

  async #read(name: string): Promise<SessionRecord | undefined> {
    const sealed = await readFile(join(this.#directory, name), 'utf8').catch(ignoreAbsence)
    const text = sealed === undefined ? undefined : this.#seal.open(sealed, name)
    if (text === undefined) return undefined
    const reading = v.safeParse(SessionRecord, JSON.parse(text))
    return reading.success ? reading.output : undefined
  }

  /** Written aside, flushed, then renamed: a refresh token works once, so a half-written record would sign somebody out. */
  async #write(name: string, content: string): Promise<void> {
    const aside = join(this.#directory, `.${name}.${randomUUID()}`)
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, join(this.#directory, name))
  }
}

function ignoreAbsence(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
