import { feishuCodes } from '../../../contract/problems/codes.ts'
import {
  getBlockRequest,
  getDocumentRequest,
  listChildrenRequest,
  readBlock,
  readBlockPage,
  readRevision,
  type Block,
} from '../../../contract/feishu/docx/docx.ts'
import type { ApiAnswer, ApiRequest, Reading } from '../../../contract/feishu/api.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { Api } from '../../engine-context.ts'
import type { Holdup } from '../../job/job.ts'

/** The page's children as one revision had them: only together do index and revision name a place. */
export interface Snapshot {
  readonly revisionId: number
  readonly children: readonly Block[]
}

/** Tells whoever waits for a reading why it stands still. */
type OnHoldup = (holdup: Holdup | null) => void

/** Feishu's codes for a block that never stood, or stands no more. */
const goneCodes: ReadonlySet<number | null> = new Set([feishuCodes.blockNotFound, feishuCodes.blockDeleted])

/** Reads one document. */
export class DocumentReader {
  readonly #api: Api
  readonly #documentId: DocumentId

  constructor(api: Api, documentId: DocumentId) {
    this.#api = api
    this.#documentId = documentId
  }

  /** The newest revision. */
  revision(onHoldup: OnHoldup = quietly): Promise<Outcome<number>> {
    return this.#call(getDocumentRequest(this.#documentId), readRevision, onHoldup)
  }

  /** The newest revision with its children. */
  async snapshot(onHoldup: OnHoldup = quietly): Promise<Outcome<Snapshot>> {
    const revision = await this.revision(onHoldup)
    return revision.ok ? this.snapshotAt(revision.data, onHoldup) : revision
  }

  /** All children of one revision, in order, page of answers by page of answers. */
  async snapshotAt(revisionId: number, onHoldup: OnHoldup = quietly): Promise<Outcome<Snapshot>> {
    const children: Block[] = []
    let pageToken = ''
    do {
      const request = listChildrenRequest(this.#documentId, pageToken, revisionId)
      const outcome = await this.#call(request, readBlockPage, onHoldup)
      if (!outcome.ok) return outcome
      for (const block of outcome.data.items) children.push(block)
      pageToken = outcome.data.nextPageToken
    } while (pageToken !== '')
    return { ok: true, data: { revisionId, children } }
  }

  /** One block as it stands now, wherever it stands; null where it is gone. */
  async block(blockId: BlockId): Promise<Outcome<Block | null>> {
    const outcome = await this.#call(getBlockRequest(this.#documentId, blockId), readBlock, quietly)
    return !outcome.ok && goneCodes.has(outcome.failure.code) ? { ok: true, data: null } : outcome
  }

  #call<T>(request: ApiRequest, read: (answer: ApiAnswer) => Reading<T>, onHoldup: OnHoldup): Promise<Outcome<T>> {
    const { signal } = new AbortController()
    return this.#api.call({ request: () => request, read, signal, onHoldup })
  }
}

function quietly(): void {
  // Nobody's row waits for it.
}
