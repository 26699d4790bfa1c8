import type { ApiAnswer, ApiRequest } from '../../contract/api.ts'
import { blocksPerCreate, imagesPerCall, requestsPerBatchUpdate } from '../../contract/limits.ts'
import { MediaModel } from './media-model.ts'
import { answering, Refused, RememberedEdits, valuesOf, type Json, type Model } from './model.ts'

/** A child of the page: an image, or a file in its view block. */
export interface ModelBlock {
  readonly topId: string
  readonly mediaId: string
  readonly kind: 'image' | 'file'
  token: string
}

/** One document of Feishu; its edits are remembered by client_token (official: docx/document-block). */
export class FeishuModel implements Model {
  readonly blocks: ModelBlock[] = []
  readonly #uploads = new MediaModel((media) => this.#find(media.parentNode, 1061044))
  readonly #edits = new RememberedEdits()
  #count = 0

  apply(request: ApiRequest): ApiAnswer {
    return answering(() => this.#uploads.take(request) ?? this.#edits.once(request, () => this.#edit(request)))
  }

  get media() {
    return this.#uploads.media
  }

  #edit(request: ApiRequest): Json {
    const json = valuesOf(request)
    switch (request.route) {
      case 'createBlocks':
        return this.#create(json as { index: number; children: { block_type: number }[] })
      case 'batchUpdateBlocks':
        return this.#bind((json as { requests: BindRequest[] }).requests)
      case 'deleteBlocks':
        this.blocks.splice(Number(json['start_index']), Number(json['end_index']) - Number(json['start_index']))
        return {}
      case 'listChildren':
        return this.#list(Number(request.query['page_token'] ?? 0))
      case 'getBlock':
        return { block: blockJson(this.#find(request.parameters['block_id'] ?? '', 1770002)) }
      default:
        throw new Error(`The model does not know ${request.route}`)
    }
  }

  #create({ index, children }: { index: number; children: { block_type: number }[] }): Json {
    const images = children.filter((child) => child.block_type === 27).length
    if (images > imagesPerCall || children.length > blocksPerCreate) throw new Refused(1770035)
    const made = children.map(({ block_type: type }): ModelBlock => {
      const mediaId = this.#id(type === 27 ? 'image' : 'file')
      return type === 27
        ? { topId: mediaId, mediaId, kind: 'image', token: '' }
        : { topId: this.#id('view'), mediaId, kind: 'file', token: '' }
    })
    this.blocks.splice(index < 0 ? this.blocks.length : index, 0, ...made)
    return { children: made.map(topJson) }
  }

  #bind(requests: readonly BindRequest[]): Json {
    const images = requests.filter((request) => request.replace_image).length
    if (images > imagesPerCall || requests.length > requestsPerBatchUpdate) throw new Refused(1770035)
    const bindings = requests.map((request) => {
      const block = this.#find(request.block_id, 1770002)
      const token = (request.replace_image ?? request.replace_file)?.token ?? ''
      if (this.media.get(token)?.parentNode !== block.mediaId) throw new Refused(1770013)
      return { block, token }
    })
    for (const { block, token } of bindings) block.token = token
    return { blocks: bindings.map(({ block }) => blockJson(block)) }
  }

  /** Pages of three, so that paging is met. */
  #list(start: number): Json {
    const end = start + 3
    const items = this.blocks.slice(start, end).map(topJson)
    return { items, has_more: end < this.blocks.length, page_token: String(end) }
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
  return block.kind === 'image'
    ? blockJson(block)
    : { block_id: block.topId, block_type: 33, view: { view_type: 1 }, children: [block.mediaId] }
}

function blockJson({ mediaId, kind, token }: ModelBlock): Json {
  return kind === 'image'
    ? { block_id: mediaId, block_type: 27, image: { token, width: 100, height: 100 } }
    : { block_id: mediaId, block_type: 23, file: { token, view_type: 1 } }
}
