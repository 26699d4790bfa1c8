import { feishuCodes } from '../../../contract/problems/codes.ts'
import {
  getBlockRequest,
  getDocumentRequest,
  listBlocksRequest,
  listChildrenRequest,
  readBlock,
  readBlockPage,
  readRevision,
} from '../../../contract/feishu/docx/read-blocks.ts'
import type { Block } from '../../../contract/feishu/docx/block.ts'
import type { ApiAnswer, ApiRequest, Reading } from '../../../contract/feishu/api.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { Api } from '../../engine-context.ts'
import type { Holdup } from '../../job/job.ts'

/** The page's children in one revision: an index means a position only together with its revision. */
export interface Snapshot {
  readonly revisionId: number
  readonly children: readonly Block[]
}

/** Reports why a read does not get on; null when it does again. */
type OnHoldup = (holdup: Holdup | null) => void

/** Feishu's codes for a block that never existed, or was deleted. */
const goneCodes: ReadonlySet<number | null> = new Set([feishuCodes.blockNotFound, feishuCodes.blockDeleted])

/** Reads one document. Every method resolves with an outcome; none throws for a refusal. */
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

  /** All children of one revision, in order. */
  async snapshotAt(revisionId: number, onHoldup: OnHoldup = quietly): Promise<Outcome<Snapshot>> {
    const children = await this.#pages(
      (pageToken) => listChildrenRequest(this.#documentId, pageToken, revisionId),
      onHoldup,
    )
    return children.ok ? { ok: true, data: { revisionId, children: children.data } } : children
  }

  /** All blocks of one revision, also those inside others. */
  allAt(revisionId: number): Promise<Outcome<readonly Block[]>> {
    return this.#pages((pageToken) => listBlocksRequest(this.#documentId, pageToken, revisionId), quietly)
  }

  /** One block, wherever it is in the document; null when it is gone. Without a revision, in the newest one. */
  async block(blockId: BlockId, revisionId?: number): Promise<Outcome<Block | null>> {
    const outcome = await this.#call(getBlockRequest(this.#documentId, blockId, revisionId), readBlock, quietly)
    return !outcome.ok && goneCodes.has(outcome.failure.code) ? { ok: true, data: null } : outcome
  }

  /** One call for each page of results. */
  async #pages(requestOf: (pageToken: string) => ApiRequest, onHoldup: OnHoldup): Promise<Outcome<readonly Block[]>> {
    const blocks: Block[] = []
    let pageToken = ''
    do {
      const outcome = await this.#call(requestOf(pageToken), readBlockPage, onHoldup)
      if (!outcome.ok) return outcome
      for (const block of outcome.data.items) blocks.push(block)
      pageToken = outcome.data.nextPageToken
    } while (pageToken !== '')
    return { ok: true, data: blocks }
  }

  #call<T>(request: ApiRequest, read: (answer: ApiAnswer) => Reading<T>, onHoldup: OnHoldup): Promise<Outcome<T>> {
    const { signal } = new AbortController()
    return this.#api.call({ request: () => request, read, signal, onHoldup })
  }
}

function quietly(): void {
  // No job shows this wait.
}
