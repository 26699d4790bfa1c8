import * as v from 'valibot'
import type { Seal } from './seal.ts'
import { SessionRecord } from './session-record.ts'
import type { KeptRecord } from './session-store.ts'

/** Session records as sealed texts: what a store outside of this process gets to see. */
export class SealedRecords {
  readonly #seal: Seal

  constructor(seal: Seal) {
    this.#seal = seal
  }

  /** @param name What the record is kept under; it opens under no other name. */
  close(name: string, record: SessionRecord): string {
    return this.#seal.seal(JSON.stringify(record), name)
  }

  /** Two sealed texts are never the same, so a text is its record's version too. `undefined`: nobody can read it. */
  open(name: string, sealed: string): KeptRecord | undefined {
    const text = this.#seal.open(sealed, name)
    if (text === undefined) return undefined
    const reading = v.safeParse(SessionRecord, JSON.parse(text))
    return reading.success ? { record: reading.output, version: sealed } : undefined
  }
}
