import type { DocumentId } from '../contract/ids.ts'
import { BindEdits } from './bind-edits.ts'
import { ClearEdits } from './clear-edits.ts'
import { DocumentLane } from './document-lane.ts'
import type { EngineParts } from './engine-parts.ts'
import type { Job } from './job.ts'
import type { RestoredQueue } from './journal-change.ts'
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
    const place = new PlaceEdits(this.#parts, documentId, { standing, discard: (blockId) => clear.discard(blockId) })
    const bind = new BindEdits(this.#parts, documentId)
    const lane = new DocumentLane(this.#standstill, [place, bind, clear])
    const made = { lane, place, bind, clear, standing }
    this.#documents.set(documentId, made)
    return made
  }

  /** The order of the queue changed: what waits for a place is sorted anew. */
  reordered(): void {
    for (const { place, lane } of this.#documents.values()) {
      place.reordered()
      lane.wake()
    }
  }

  /** Takes out what an ended job left in its document, because nobody will ask for it again. */
  giveUp({ id, stage, target }: Job): void {
    if (stage.at !== 'failed' && stage.at !== 'cancelled') return
    const { lane, place, clear, standing } = this.of(target.documentId)
    const kept = stage.at === 'failed' ? (stage.kept?.block ?? null) : null
    if (kept) standing.remove(kept.topBlockId)
    const left = kept ?? stage.leftover
    if (left === null) return
    if (left === 'perhaps') place.settle(id)
    else clear.discard(left.topBlockId)
    lane.wake()
  }

  /** Goes on with what an earlier page began and did not see the end of; after its jobs have been taken up. */
  restore({ creations, discards }: Pick<RestoredQueue, 'creations' | 'discards'>): void {
    for (const creation of creations) this.of(creation.input.documentId).place.restore(creation)
    for (const { documentId, blockId } of discards) this.of(documentId).clear.restore(blockId)
    this.wake()
  }

  /** Something may be there to do, in any of them. */
  wake(): void {
    for (const { lane } of this.#documents.values()) lane.wake()
  }
}
