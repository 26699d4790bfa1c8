import type { ApiRequest } from '../../contract/feishu/api.ts'
import { usualPartBytes } from '../../contract/feishu/limits.ts'
import { Refused, valuesOf, type Json } from './model.ts'

export interface Media {
  readonly name: string
  readonly sizeBytes: number
  readonly parentNode: string
}

interface PartedUpload extends Media {
  readonly parts: Map<number, number>
}

/** Feishu's uploads, whole or in parts. A repeated upload is not recognised (official: drive-v1/media takes no client_token). */
export class MediaModel {
  /** By `file_token`. */
  readonly media = new Map<string, Media>()
  readonly #uploads = new Map<string, PartedUpload>()
  readonly #check: (media: Media) => void
  #count = 0

  /** @param check Throws `Refused` when the upload's parent node does not take it. */
  constructor(check: (media: Media) => void) {
    this.#check = check
  }

  /** Undefined for a request that is no upload. */
  take(request: ApiRequest): Json | undefined {
    const values = valuesOf(request)
    switch (request.route) {
      case 'uploadAll':
        return this.#accept(mediaOf(values))
      case 'uploadPrepare':
        return this.#prepare(mediaOf(values))
      case 'uploadPart':
        this.#upload(values).parts.set(Number(values['seq']), Number(values['size']))
        return {}
      case 'uploadFinish':
        return this.#finish(this.#upload(values))
      default:
        return undefined
    }
  }

  nameOf(token: string): string | undefined {
    return this.media.get(token)?.name
  }

  #accept(media: Media): Json {
    this.#check(media)
    const token = this.#id('token')
    this.media.set(token, media)
    return { file_token: token }
  }

  #prepare(media: Media): Json {
    this.#check(media)
    const uploadId = this.#id('upload')
    this.#uploads.set(uploadId, { ...media, parts: new Map() })
    return { upload_id: uploadId, block_size: usualPartBytes, block_num: Math.ceil(media.sizeBytes / usualPartBytes) }
  }

  #finish({ parts, ...media }: PartedUpload): Json {
    if (parts.size < Math.ceil(media.sizeBytes / usualPartBytes)) throw new Refused(1062010)
    if ([...parts.values()].reduce((sum, size) => sum + size, 0) !== media.sizeBytes) throw new Refused(1062009)
    return this.#accept(media)
  }

  #upload({ upload_id: uploadId }: Json): PartedUpload {
    const upload = this.#uploads.get(String(uploadId))
    if (!upload) throw new Refused(1061021)
    return upload
  }

  #id(kind: string): string {
    this.#count += 1
    return `${kind}${this.#count}`
  }
}

function mediaOf(values: Json): Media {
  return {
    name: String(values['file_name']),
    sizeBytes: Number(values['size']),
    parentNode: typeof values['parent_node'] === 'string' ? values['parent_node'] : '',
  }
}
