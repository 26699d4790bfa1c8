import type { DocumentId } from '../contract/ids.ts'
import { BindEdits } from './bind-edits.ts'
import { ClearEdits } from './clear-edits.ts'
import { DocumentLane } from './document-lane.ts'
import type { EngineParts } from './engine-parts.ts'
import { PlaceEdits } from './place-edits.ts'
import { StandingBlocks } from './standing-blocks.ts'
import type { Standstill } from './standstill.ts'

/** What one document's edits go through. */
export interface Edited {
  readonly lane: DocumentLane
  readonly place: PlaceEdits
  readonly bind: BindEdits
  readonly clear: ClearEdits
  readonly standing: StandingBlocks
}

/** The documents that files go into, each with its own lane of edits, made when first needed. */
export class DocumentLanes {
  readonly #parts: EngineParts
  readonly #standstill: Standstill
  readonly #documents = new Map<DocumentId, Edited>()

  constructor(parts: EngineParts, standstill: Standstill) {
    this.#parts = parts
    this.#standstill = standstill
  }

  of(documentId: DocumentId): Edited {
    const known = this.#documents.get(documentId)
    if (known) return known
    const standing = new StandingBlocks()
    const clear = new ClearEdits(this.#parts, documentId)
    const place = new PlaceEdits(this.#parts, documentId, {
      standing,
      discard: (block) => clear.add(block, null),
    })
    const bind = new BindEdits(this.#parts, documentId)
    const lane = new DocumentLane(this.#standstill, [place, bind, clear])
    const made = { lane, place, bind, clear, standing }
    this.#documents.set(documentId, made)
    return made
  }

  /** The order of the queue changed: what waits for a place is sorted anew. */
  reordered(): void {
    for (const { place } of this.#documents.values()) place.reordered()
  }

  /** Something may be there to do, in any of them. */
  wake(): void {
    for (const { lane } of this.#documents.values()) lane.wake()
  }
}
