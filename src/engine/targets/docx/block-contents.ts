import { blockTypes, mediaTokenOf, type Block } from '../../../contract/feishu/docx/block.ts'
import type { BlockId, DocumentId } from '../../../contract/feishu/ids.ts'
import type { Outcome } from '../../calls/api-caller.ts'
import type { DocumentReader } from './document-reader.ts'

/** What a block holds: nothing, the file of this token, or something that cannot be a file of this queue. */
export type Content = 'gone' | 'empty' | 'other' | { readonly fileToken: string }

/** What blocks held in one revision. */
export interface ContentsRead {
  readonly revisionId: number
  readonly contents: ReadonlyMap<BlockId, Content>
  /** All blocks of the document, where they were listed. */
  readonly listed: readonly Block[] | null
}

/** Most blocks that are read one by one; for more, listing all blocks of the document takes fewer calls. */
const readOneByOneMax = 10
/**
 * Readings of the same blocks because others edited meanwhile. In a document in which somebody types, no reading would be the last, and
 * each takes as long as the one before.
 */
const maxReadings = 2

/** Reads what blocks of one document hold. */
export class BlockContents {
  readonly #documentId: DocumentId
  readonly #reader: DocumentReader
  readonly #inside = new Set<BlockId>()

  constructor(documentId: DocumentId, reader: DocumentReader) {
    this.#documentId = documentId
    this.#reader = reader
  }

  /** Whether somebody has moved the block into another block, so that it is no child of the page. */
  isInside(blockId: BlockId): boolean {
    return this.#inside.has(blockId)
  }

  /** Reads all of them in the newest revision: once more if somebody edited the document while they were read. */
  async newest(blockIds: readonly BlockId[]): Promise<Outcome<ContentsRead>> {
    let revision = await this.#reader.revision()
    for (let readings = 1; ; readings += 1) {
      if (!revision.ok) return revision
      const { data: revisionId } = revision
      const read = await this.#read(revisionId, blockIds)
      if (!read.ok) return read
      revision = await this.#reader.revision()
      const isNewest = revision.ok && revision.data === revisionId
      if (isNewest || (revision.ok && readings === maxReadings)) return read
    }
  }

  async at(revisionId: number, blockIds: readonly BlockId[]): Promise<Outcome<ContentsRead['contents']>> {
    const read = await this.#read(revisionId, blockIds)
    return read.ok ? { ok: true, data: read.data.contents } : read
  }

  async #read(revisionId: number, blockIds: readonly BlockId[]): Promise<Outcome<ContentsRead>> {
    const listed = blockIds.length > readOneByOneMax ? await this.#reader.allAt(revisionId) : null
    if (listed?.ok === false) return listed
    const byId = listed && new Map(listed.data.map((block) => [block.block_id, block]))
    const read = async (blockId: BlockId): Promise<Outcome<Block | null>> =>
      byId ? { ok: true, data: byId.get(blockId) ?? null } : this.#reader.block(blockId, revisionId)
    const contents = new Map<BlockId, Content>()
    for (const blockId of blockIds) {
      const content = await this.#contentOf(blockId, read)
      if (!content.ok) return content
      contents.set(blockId, content.data)
    }
    return { ok: true, data: { revisionId, contents, listed: listed?.data ?? null } }
  }

  async #contentOf(
    blockId: BlockId,
    read: (blockId: BlockId) => Promise<Outcome<Block | null>>,
  ): Promise<Outcome<Content>> {
    const outcome = await read(blockId)
    if (!outcome.ok) return outcome
    const block = outcome.data
    if (block && block.parent_id !== '' && block.parent_id !== this.#documentId) this.#inside.add(blockId)
    if (block?.block_type !== blockTypes.view) return { ok: true, data: contentOf(block) }
    const [child, ...rest] = block.children
    if (rest.length > 0) return { ok: true, data: 'other' }
    if (child === undefined) return { ok: true, data: 'empty' }
    const inside = await read(child)
    return inside.ok ? { ok: true, data: contentOf(inside.data) } : inside
  }
}

function contentOf(block: Block | null): Content {
  if (block === null) return 'gone'
  if (block.block_type !== blockTypes.image && block.block_type !== blockTypes.file) return 'other'
  const fileToken = mediaTokenOf(block)
  return fileToken === '' ? 'empty' : { fileToken }
}
