import type { ApiAnswer, ApiRequest } from '../../contract/api.ts'
import { blocksPerCreate, imagesPerCall, requestsPerBatchUpdate } from '../../contract/limits.ts'
import { answerOf, refusalAnswer } from './hand-held-wire.ts'

/** A child of the page: an image, or a file in its view block. */
export interface ModelBlock {
  readonly topId: string
  readonly mediaId: string
  readonly kind: 'image' | 'file'
  token: string
}

interface Media {
  readonly name: string
  readonly sizeBytes: number
  readonly parentNode: string
}

interface PartedUpload extends Media {
  readonly parts: Map<number, number>
}

const partBytes = 4_194_304

type Json = Readonly<Record<string, unknown>>

class Refused extends Error {
  readonly code: number

  constructor(code: number) {
    super(String(code))
    this.code = code
  }
}

/**
 * One document of Feishu in memory: just enough of its rules to tell whether an engine kept them. Edits are remembered by
 * client_token, uploads are not (official: docx/document-block; drive-v1/media takes no such key).
 */
export class FeishuModel {
  readonly blocks: ModelBlock[] = []
  readonly media = new Map<string, Media>()
  readonly #uploads = new Map<string, PartedUpload>()
  readonly #answers = new Map<string, Json>()
  #count = 0

  /** Does what the request asks for, and answers as Feishu would. */
  apply(request: ApiRequest): ApiAnswer {
    const clientToken = request.query['client_token']
    const remembered = clientToken === undefined ? undefined : this.#answers.get(clientToken)
    if (remembered) return success(remembered)
    try {
      const data = this.#do(request)
      if (clientToken !== undefined) this.#answers.set(clientToken, data)
      return success(data)
    } catch (error) {
      if (error instanceof Refused) return refusalAnswer(error.code)
      throw error
    }
  }

  #do(request: ApiRequest): Json {
    const json = request.body.kind === 'json' ? (request.body.value as Json) : {}
    if (request.body.kind === 'multipart') return this.#take(request.route, Object.fromEntries(request.body.fields))
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
      case 'uploadPrepare':
        return this.#prepare({ ...mediaOf(json), parentNode: String(json['parent_node']) })
      case 'uploadFinish':
        return this.#finish(this.#upload(json['upload_id']))
      default:
        throw new Error(`The model does not know ${request.route}`)
    }
  }

  #take(route: string, fields: Readonly<Record<string, string>>): Json {
    if (route === 'uploadAll') return this.#accept({ ...mediaOf(fields), parentNode: fields['parent_node'] ?? '' })
    this.#upload(fields['upload_id']).parts.set(Number(fields['seq']), Number(fields['size']))
    return {}
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

  #accept(media: Media): Json {
    this.#find(media.parentNode, 1061044)
    const token = this.#id('token')
    this.media.set(token, media)
    return { file_token: token }
  }

  #prepare(media: Media): Json {
    this.#find(media.parentNode, 1061044)
    const uploadId = this.#id('upload')
    this.#uploads.set(uploadId, { ...media, parts: new Map() })
    return { upload_id: uploadId, block_size: partBytes, block_num: Math.ceil(media.sizeBytes / partBytes) }
  }

  #finish({ parts, ...media }: PartedUpload): Json {
    if (parts.size < Math.ceil(media.sizeBytes / partBytes)) throw new Refused(1062010)
    if ([...parts.values()].reduce((sum, size) => sum + size, 0) !== media.sizeBytes) throw new Refused(1062009)
    return this.#accept(media)
  }

  #upload(uploadId: unknown): PartedUpload {
    const upload = this.#uploads.get(String(uploadId))
    if (!upload) throw new Refused(1061021)
    return upload
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

function mediaOf(fields: Json): { name: string; sizeBytes: number } {
  return { name: String(fields['file_name']), sizeBytes: Number(fields['size']) }
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

function success(data: Json): ApiAnswer {
  return answerOf(200, JSON.stringify({ code: 0, msg: 'success', data }))
}
