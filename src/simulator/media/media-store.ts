import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PictureSize } from './picture-size.ts'

/** A file that was uploaded into a document. Its bytes are on disk. */
export interface Media {
  readonly token: string
  readonly name: string
  readonly parentType: string
  /** The block, or for sheets and bases the document, it was uploaded into; empty for an import. */
  readonly parentNode: string
  readonly documentToken: string
  readonly path: string
  readonly sizeBytes: number
  /** Hex. */
  readonly sha256: string
  /** Null when the bytes are no picture this simulator can measure. */
  readonly pixels: PictureSize | null
  readonly uploadedBy: string
}

/** An upload in parts between prepare and finish. */
export interface PartUpload {
  readonly uploadId: string
  readonly name: string
  readonly parentType: string
  readonly parentNode: string
  readonly documentToken: string
  readonly sizeBytes: number
  readonly partBytes: number
  readonly parts: number
  readonly startedBy: string
  readonly expiresAtMs: number
  /** Files of the parts that arrived, by `seq`. */
  readonly arrived: Map<number, string>
}

/** Media and unfinished uploads of one world, in one folder. */
export class MediaStore {
  readonly #folder: string
  readonly #medias = new Map<string, Media>()
  readonly #uploads = new Map<string, PartUpload>()
  #files = 0

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
  }

  /** A path nobody has written to yet. */
  newPath(): string {
    this.#files += 1
    return join(this.#folder, String(this.#files))
  }

  add(media: Media): void {
    this.#medias.set(media.token, media)
  }

  find(token: string): Media | undefined {
    return this.#medias.get(token)
  }

  open(upload: PartUpload): void {
    this.#uploads.set(upload.uploadId, upload)
  }

  findUpload(uploadId: string): PartUpload | undefined {
    return this.#uploads.get(uploadId)
  }

  async close(upload: PartUpload): Promise<void> {
    this.#uploads.delete(upload.uploadId)
    await Promise.all([...upload.arrived.values()].map((path) => rm(path, { force: true })))
  }
}
