import type { ApiAnswer, ApiRequest } from '../../contract/feishu/api.ts'
import {
  blocksPerCreate,
  blocksPerDeletion,
  imagesPerCall,
  requestsPerBatchUpdate,
  revisionsBehindMax,
} from '../../contract/feishu/limits.ts'
import { DocumentHistory, type ModelBlock } from './document-history.ts'
import { MediaModel } from './media-model.ts'
import { answering, Refused, RememberedEdits, valuesOf, type Json, type Model } from './model.ts'

/** How the model behaves where Feishu's documentation is silent (docs/feishu.md, U31, U32 and U58). */
export interface DocumentReading {
  readonly revision: 'carried' | 'ignored'
  /** `block_delete` of docs_ai: available, not available, or deleting only the first of several blocks, or none of several. */
  readonly byId: 'offered' | 'absent' | 'partial' | 'none-of-several'
  /** How a deletion by id is answered when one of its blocks is gone already. */
  readonly goneBlock: 'success' | 'refused'
  /** Whether a batch with a file block is taken, or refused as a whole. */
  readonly fileBlocks: 'taken' | 'refused'
}

/** One document of Feishu; its edits are remembered by client_token (official: docx/document-block). */
export class FeishuModel implements Model {
  readonly #history = new DocumentHistory()
  readonly #uploads = new MediaModel((media) => this.#find(media.parentNode, 1061044))
  readonly #edits = new RememberedEdits()
  #reading: DocumentReading = { revision: 'carried', byId: 'offered', goneBlock: 'success', fileBlocks: 'taken' }
  #count = 0
  /** Number of edits that the queue has made. */
  editsMade = 0
  /** Children in one page of a list: few, so that tests meet paging. */
  blocksPerPage = 3

  apply(request: ApiRequest): ApiAnswer {
    return answering(() => this.#uploads.take(request) ?? this.#edits.once(request, () => this.#edit(request)))
  }

  get media() {
    return this.#uploads.media
  }

  get revisionId(): number {
    return this.#history.revisionId
  }

  get blocks(): readonly ModelBlock[] {
    return this.#history.newest
  }

  reads(reading: Partial<DocumentReading>): void {
    this.#reading = { ...this.#reading, ...reading }
    this.#history.reading = this.#reading.revision
  }

  /** Somebody else writes a paragraph; returns its id. */
  write(index: number): string {
    const topId = this.#id('text')
    const block: ModelBlock = { topId, mediaId: topId, kind: 'text', token: '' }
    this.#history.change((blocks) => blocks.toSpliced(index, 0, block))
    return topId
  }

  /** Somebody else deletes blocks. */
  remove(...topIds: readonly string[]): void {
    this.#history.change((blocks) => blocks.filter(({ topId }) => !topIds.includes(topId)))
  }

  /** Somebody else puts a picture or file of their own into a block. */
  fill(topId: string, name: string): void {
    const token = this.#id('theirs')
    this.media.set(token, { name, sizeBytes: 1, parentNode: topId })
    this.#history.change((blocks) => blocks.map((block) => (block.topId === topId ? { ...block, token } : block)))
  }

  /** Somebody else moves a new paragraph into the view block of a file. */
  moveInto(topId: string): void {
    const alsoInside = this.#id('text')
    this.#history.change((blocks) => blocks.map((block) => (block.topId === topId ? { ...block, alsoInside } : block)))
  }

  /** Somebody else moves a block. */
  move(topId: string, index: number): void {
    this.#history.move(topId, index)
  }

  #edit(request: ApiRequest): Json {
    const before = this.revisionId
    const answer = this.#answer(request)
    this.editsMade += this.revisionId - before
    return answer
  }

  #answer(request: ApiRequest): Json {
    const json = valuesOf(request)
    switch (request.route) {
      case 'createBlocks': {
        const { index, children } = json as { index: number; children: { block_type: number }[] }
        return this.#create(index, children, this.#revisionOf(request))
      }
      case 'batchUpdateBlocks':
        return this.#bind((json as { requests: BindRequest[] }).requests)
      case 'deleteBlocks':
        return this.#delete(Number(json['start_index']), Number(json['end_index']), this.#revisionOf(request))
      case 'updateDocument':
        return this.#deleteById(String(json['block_id']).split(','))
      case 'getDocument':
        return { document: { document_id: 'doc1', revision_id: this.#history.revisionId } }
      case 'listChildren':
        return this.#list(this.#history.at(this.#revisionOf(request)).map(topJson), request)
      case 'listBlocks':
        return this.#list(this.#history.at(this.#revisionOf(request)).flatMap(withInside), request)
      case 'getBlock':
        return { block: this.#block(request.parameters['block_id'] ?? '', this.#revisionOf(request)) }
      default:
        throw new Error(`The model does not know ${request.route}`)
    }
  }

  #revisionOf({ query }: ApiRequest): number {
    const asked = Number(query['document_revision_id'])
    const newest = this.#history.revisionId
    if (asked < -1 || asked > newest) throw new Refused(1770001)
    if (asked !== -1 && newest - asked > revisionsBehindMax) throw new Refused(1770021)
    return asked === -1 ? newest : asked
  }

  #create(index: number, children: readonly { block_type: number }[], revisionId: number): Json {
    const images = children.filter((child) => child.block_type === 27).length
    if (images > imagesPerCall || children.length > blocksPerCreate) throw new Refused(1770035)
    if (images < children.length && this.#reading.fileBlocks === 'refused') throw new Refused(1770029)
    const standing = this.#history.reading === 'ignored' ? this.blocks : this.#history.at(revisionId)
    if (index > standing.length) throw new Refused(1770001)
    const made = children.map(({ block_type: type }): ModelBlock => {
      const mediaId = this.#id(type === 27 ? 'image' : 'file')
      return type === 27
        ? { topId: mediaId, mediaId, kind: 'image', token: '' }
        : { topId: this.#id('view'), mediaId, kind: 'file', token: '' }
    })
    const at = index < 0 ? this.blocks.length : this.#history.gapNow(index, revisionId)
    this.#history.change((blocks) => blocks.toSpliced(at, 0, ...made))
    return { children: made.map(topJson), document_revision_id: this.#history.revisionId }
  }

  #bind(requests: readonly BindRequest[]): Json {
    const images = requests.filter((request) => request.replace_image).length
    if (images > imagesPerCall || requests.length > requestsPerBatchUpdate) throw new Refused(1770035)
    const tokens = new Map<string, string>()
    for (const request of requests) {
      const { mediaId } = this.#find(request.block_id, 1770002)
      const token = (request.replace_image ?? request.replace_file)?.token ?? ''
      if (this.media.get(token)?.parentNode !== mediaId) throw new Refused(1770013)
      tokens.set(mediaId, token)
    }
    this.#history.change((blocks) =>
      blocks.map((block) => ({ ...block, token: tokens.get(block.mediaId) ?? block.token })),
    )
    const bound = this.blocks.filter(({ mediaId }) => tokens.has(mediaId))
    return { blocks: bound.map(blockJson), document_revision_id: this.#history.revisionId }
  }

  #delete(start: number, end: number, revisionId: number): Json {
    const range = this.#history.range(start, end, revisionId)
    if (start >= end || range.length < end - start) throw new Refused(1770001)
    const ids = range.map(({ topId }) => topId)
    this.#history.change((blocks) => blocks.filter(({ topId }) => !ids.includes(topId)))
    return { document_revision_id: this.#history.revisionId }
  }

  #deleteById(ids: readonly string[]): Json {
    const { byId, goneBlock } = this.#reading
    if (byId === 'absent') throw new Refused(99991201)
    if (ids.length > blocksPerDeletion) throw new Refused(1770001)
    const gone = ids.filter((id) => !this.blocks.some(({ topId }) => topId === id))
    if (gone.length > 0 && goneBlock === 'refused') throw new Refused(1770002)
    if (byId === 'none-of-several' && ids.length > 1)
      return { document: { revision_id: this.#history.revisionId }, result: 'failed', warnings: [] }
    const isPartial = byId === 'partial' && ids.length > 1
    const done = isPartial ? ids.slice(0, 1) : ids
    this.#history.change((blocks) => blocks.filter(({ topId }) => !done.includes(topId)))
    const document = { revision_id: this.#history.revisionId }
    return { document, result: isPartial ? 'partial_success' : 'success', warnings: gone }
  }

  #list(blocks: readonly Json[], { query }: ApiRequest): Json {
    const start = Number(query['page_token'] ?? 0)
    const end = start + this.blocksPerPage
    return { items: blocks.slice(start, end), has_more: end < blocks.length, page_token: String(end) }
  }

  #block(id: string, revisionId: number): Json {
    const block = this.#history.at(revisionId).find(({ topId, mediaId }) => topId === id || mediaId === id)
    if (!block) throw new Refused(1770002)
    return block.topId === id ? topJson(block) : blockJson(block)
  }

  #find(mediaId: string, code: number): ModelBlock {
    const block = this.blocks.find((candidate) => candidate.mediaId === mediaId)
    if (!block) throw new Refused(code)
    return block
  }

  #id(kind: string): string {
    this.#count += 1
    return `${kind}${this.#count}`
  }
}

interface BindRequest {
  readonly block_id: string
  readonly replace_image?: { readonly token: string }
  readonly replace_file?: { readonly token: string }
}

function topJson(block: ModelBlock): Json {
  if (block.kind !== 'file') return { ...blockJson(block), parent_id: 'doc1' }
  const children = [block.mediaId, ...(block.alsoInside === undefined ? [] : [block.alsoInside])]
  return { block_id: block.topId, block_type: 33, parent_id: 'doc1', view: { view_type: 1 }, children }
}

function withInside(block: ModelBlock): readonly Json[] {
  return block.kind === 'file' ? [topJson(block), blockJson(block)] : [topJson(block)]
}

function blockJson({ mediaId, kind, token }: ModelBlock): Json {
  switch (kind) {
    case 'image':
      return { block_id: mediaId, block_type: 27, image: { token, width: 100, height: 100 } }
    case 'file':
      return { block_id: mediaId, block_type: 23, file: { token, view_type: 1 } }
    case 'text':
      return { block_id: mediaId, block_type: 2, text: { elements: [] } }
  }
}
