import { isInspected, type SourceFile } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { FileRecord } from './journal-stores.ts'

/** Files per database record. */
const packFiles = 500

export type Pack = readonly [number: number, files: readonly FileRecord[]]

/** Groups file records into packs, so that a change writes only the packs it touches. */
export class FilePacks {
  readonly #packs = new Map<number, Map<JobId, FileRecord>>()
  readonly #numberOf = new Map<JobId, number>()
  readonly #changed = new Set<number>()
  #last = -1

  constructor(packs: Iterable<Pack> = []) {
    this.takeUp(packs, 0)
  }

  /** Appends packs of another queue; their numbers were raised by `raisedBy`. */
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

  /** All packs, to write into an empty database. */
  all(): readonly Pack[] {
    return [...this.#packs].map(([number, files]) => [number, [...files.values()]])
  }

  get(id: JobId): FileRecord | undefined {
    return this.#packs.get(this.#numberOf.get(id) ?? -1)?.get(id)
  }

  /** Replaces a file's record, or appends it. */
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

  /** Packs changed since the last call; an empty list of files means that the pack is to be deleted. */
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

/** What is known of a file that has been inspected; null for one that was only listed. */
export function seenOf(file: SourceFile): FileRecord['seen'] {
  if (!isInspected(file)) return null
  return { sizeBytes: file.sizeBytes, lastModifiedMs: file.lastModifiedMs, type: file.type }
}
