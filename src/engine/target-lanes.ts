import type { DocumentId } from '../contract/ids.ts'
import { DocumentPlace } from './docx/document-place.ts'
import type { EngineParts } from './engine-parts.ts'
import type { RestoredQueue } from './journal-change.ts'
import type { Standstill } from './standstill.ts'
import { placeKeyOf, type Target } from './target.ts'
import type { TargetLane } from './target-lane.ts'

/** The places that files go into, each with its own lane of edits, made when first needed. */
export class TargetLanes {
  readonly #parts: EngineParts
  readonly #standstill: Standstill
  readonly #lanes = new Map<string, TargetLane>()
  readonly #documents = new Map<DocumentId, DocumentPlace>()

  constructor(parts: EngineParts, standstill: Standstill) {
    this.#parts = parts
    this.#standstill = standstill
  }

  of(target: Target): TargetLane {
    const key = placeKeyOf(target)
    const lane = this.#lanes.get(key) ?? this.#laneFor(target)
    this.#lanes.set(key, lane)
    return lane
  }

  reordered(): void {
    for (const lane of this.#lanes.values()) lane.reordered()
  }

  /** Goes on with what an earlier page began and did not see the end of; after its jobs have been taken up. */
  restore({ creations, discards }: Pick<RestoredQueue, 'creations' | 'discards'>): void {
    for (const creation of creations) {
      const { input } = creation
      if ('documentId' in input) this.#document(input.documentId).restore(creation)
    }
    for (const { documentId, blockId } of discards) this.#document(documentId).restoreDiscard(blockId)
    this.wake()
  }

  /** Something may be there to do, in any of them. */
  wake(): void {
    for (const lane of this.#lanes.values()) lane.wake()
  }

  #laneFor(target: Target): TargetLane {
    switch (target.is) {
      case 'docx':
        return this.#document(target.documentId)
    }
  }

  #document(documentId: DocumentId): DocumentPlace {
    const document = this.#documents.get(documentId) ?? new DocumentPlace(this.#parts, this.#standstill, documentId)
    this.#documents.set(documentId, document)
    this.#lanes.set(documentId, document)
    return document
  }
}
