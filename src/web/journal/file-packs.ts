import type { DroppedFile } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { FileRecord } from './journal-stores.ts'

/** Files in one record of the database. */
const packFiles = 500

export type Pack = readonly [number: number, files: readonly FileRecord[]]

/** Which file lies in which pack, so that a change writes the packs it touches and no other. */
export class FilePacks {
  readonly #packs = new Map<number, Map<JobId, FileRecord>>()
  readonly #numberOf = new Map<JobId, number>()
  readonly #changed = new Set<number>()
  #last = -1

  constructor(packs: Iterable<Pack> = []) {
    this.takeUp(packs, 0)
  }

  /** Packs of another queue, which stand behind these ones now: their numbers were raised by as much. */
  takeUp(packs: Iterable<Pack>, raisedBy: number): void {
    for (const [numberThere, files] of packs) {
      const number = numberThere + raisedBy
      this.#packs.set(number, new Map(files.map((file) => [file.id, file])))
      for (const { id } of files) this.#numberOf.set(id, number)
      this.#last = Math.max(this.#last, number)
    }
  }

  get isEmpty(): boolean {
    return this.#numberOf.size === 0
  }

  /** All of them, for a database that holds none. */
  all(): readonly Pack[] {
    return [...this.#packs].map(([number, files]) => [number, [...files.values()]])
  }

  get(id: JobId): FileRecord | undefined {
    return this.#packs.get(this.#numberOf.get(id) ?? -1)?.get(id)
  }

  /** Puts a file in the place it has, or at the end. */
  put(file: FileRecord): void {
    const number = this.#numberOf.get(file.id) ?? this.#numberWithRoom()
    this.#numberOf.set(file.id, number)
    const pack = this.#packs.get(number) ?? new Map<JobId, FileRecord>()
    this.#packs.set(number, pack.set(file.id, file))
    this.#changed.add(number)
  }

  remove(id: JobId): void {
    const number = this.#numberOf.get(id)
    if (number === undefined) return
    this.#numberOf.delete(id)
    this.#packs.get(number)?.delete(id)
    this.#changed.add(number)
  }

  /** The packs that changed since the last time; without files where one has become empty. */
  takeChanged(): readonly Pack[] {
    const changed = [...this.#changed].map((number): Pack => [number, [...(this.#packs.get(number)?.values() ?? [])]])
    this.#changed.clear()
    for (const [number, files] of changed) if (files.length === 0) this.#packs.delete(number)
    return changed
  }

  #numberWithRoom(): number {
    if ((this.#packs.get(this.#last)?.size ?? packFiles) >= packFiles) this.#last += 1
    return this.#last
  }
}

/** What is known of a file that was looked at; null of one that was only listed. */
export function seenOf(file: DroppedFile): FileRecord['seen'] {
  if (!('open' in file)) return null
  return { sizeBytes: file.sizeBytes, lastModifiedMs: file.lastModifiedMs, type: file.type }
}
