import * as v from 'valibot'
import type { Seal } from './seal.ts'
import { SessionRecord } from '../session/session-record.ts'
import type { KeptRecord } from '../session/session-store.ts'

/** Session records as sealed texts, for stores outside this process. */
export class SealedRecords {
  readonly #seal: Seal

  constructor(seal: Seal) {
    this.#seal = seal
  }

  /** @param name Name under which the record is stored; it opens under no other. */
  close(name: string, record: SessionRecord): string {
    return this.#seal.seal(JSON.stringify(record), name)
  }

  /** `undefined`: it cannot be read. The text is also the version, since no two sealed texts are equal. */
  open(name: string, sealed: string): KeptRecord | undefined {
    const text = this.#seal.open(sealed, name)
    if (text === undefined) return undefined
    const reading = v.safeParse(SessionRecord, JSON.parse(text))
    return reading.success ? { record: reading.output, version: sealed } : undefined
  }
}
