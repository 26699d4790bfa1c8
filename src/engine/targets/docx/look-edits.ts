import type { DocumentId } from '../../../contract/feishu/ids.ts'
import type { Edits } from '../serial-lane.ts'
import type { EngineContext } from '../../engine-context.ts'
import type { ArrivedFiles } from './arrived-files.ts'
import type { DocumentReader } from './document-reader.ts'
import type { Revisions } from './revisions.ts'

/**
 * Reads a document once no job is in flight there, so that every row that says "in the document" is true. Skips the reading of
 * blocks when the revisions show that nobody else edited.
 */
export class LookEdits implements Edits {
  readonly #context: EngineContext
  readonly #documentId: DocumentId
  readonly #reader: DocumentReader
  readonly #revisions: Revisions
  readonly #arrived: ArrivedFiles

  constructor(
    context: EngineContext,
    documentId: DocumentId,
    doors: { readonly reader: DocumentReader; readonly revisions: Revisions; readonly arrived: ArrivedFiles },
  ) {
    this.#context = context
    this.#documentId = documentId
    this.#reader = doors.reader
    this.#revisions = doors.revisions
    this.#arrived = doors.arrived
  }

  hasWork(): boolean {
    return this.#revisions.isUnseen && this.#context.inFlight(this.#documentId) === 0 && this.#arrived.isAny()
  }

  async work(): Promise<void> {
    const revision = await this.#reader.revision()
    if (!revision.ok) {
      this.#revisions.unreadable()
      return
    }
    if (!this.#revisions.isAllOurs(revision.data)) {
      const snapshot = await this.#reader.snapshotAt(revision.data)
      if (!snapshot.ok) {
        this.#revisions.unreadable()
        return
      }
      if (!(await this.#arrived.check(snapshot.data))) {
        this.#revisions.unreadable()
        return
      }
    }
    this.#revisions.looked(revision.data)
  }
}
