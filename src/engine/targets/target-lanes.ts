import type { DocumentId } from '../../contract/feishu/ids.ts'
import { BaseBind } from './base/base-bind.ts'
import { DocumentPlace } from './docx/document-place.ts'
import type { EngineContext } from '../engine-context.ts'
import { ImportEdits } from './import/import-edits.ts'
import type { Job } from '../job/job.ts'
import type { JournalCreation, RestoredQueue } from '../journal/journal-change.ts'
import { LocalLane, type LocalFamily } from './local-lane.ts'
import { FloatEdits } from './sheet/float-edits.ts'
import { nowhere } from '../job/spot.ts'
import type { QueueHold } from '../calls/queue-hold.ts'
import { keyOfFolder, keyOfTable, targetKeyOf, type Target } from './target.ts'
import type { TargetLane } from './target-lane.ts'

/** Uploaded sources that wait for their import: each must be imported within five minutes (`importSourceLifeMs`). */
const importsAtOnce = 4

/** Files that need no spot before they are sent. */
const anywhere = { allot: () => ({ ok: true, spot: nowhere }) as const, taken: () => undefined }

/** The places that files go into, each with its own lane of edits, made when first needed. */
export class TargetLanes {
  readonly #context: EngineContext
  readonly #hold: QueueHold
  readonly #lanes = new Map<string, TargetLane>()
  readonly #documents = new Map<DocumentId, DocumentPlace>()

  constructor(context: EngineContext, hold: QueueHold) {
    this.#context = context
    this.#hold = hold
  }

  of(target: Target): TargetLane {
    const key = targetKeyOf(target)
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
      else this.#restore('rows' in input ? keyOfTable(input) : keyOfFolder(input.folderToken), creation)
    }
    for (const discard of discards) this.#document(discard.documentId).restoreDiscard(discard)
    this.wake()
  }

  /** A creation for a place to which no file goes any more is nobody's. */
  #restore(key: string, creation: JournalCreation): void {
    const lane = this.#lanes.get(key)
    if (lane) lane.restore(creation)
    else this.#context.journal.settled(creation.input.clientToken)
  }

  /** Something may be there to do, in any of them. */
  wake(): void {
    for (const lane of this.#lanes.values()) lane.wake()
  }

  #laneFor(target: Target): TargetLane {
    if (target.is === 'docx') return this.#document(target.documentId)
    const key = targetKeyOf(target)
    return new LocalLane(this.#context, this.#hold, key, this.#familyOf(target, key))
  }

  #familyOf(target: Exclude<Target, { is: 'docx' }>, key: string): LocalFamily {
    const context = this.#context
    switch (target.is) {
      case 'sheet': {
        const { allot, taken } = context.cells
        return { allot, taken, bind: new FloatEdits(context) }
      }
      case 'base':
        return { ...anywhere, bind: new BaseBind(context, target) }
      case 'import': {
        const isHere = (job: Job) => targetKeyOf(job.target) === key
        return { ...anywhere, bind: new ImportEdits(context, isHere), atOnce: importsAtOnce }
      }
    }
  }

  #document(documentId: DocumentId): DocumentPlace {
    const document = this.#documents.get(documentId) ?? new DocumentPlace(this.#context, this.#hold, documentId)
    this.#documents.set(documentId, document)
    this.#lanes.set(documentId, document)
    return document
  }
}
