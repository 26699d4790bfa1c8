import { createHash } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportFormat } from '../../contract/feishu/import/import.ts'
import { pictureSizeOf, type PictureSize } from '../../contract/picture-size.ts'

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
  /** Null unless the simulator can measure it as a picture. */
  readonly pixels: PictureSize | null
  readonly uploadedBy: string
  readonly uploadedAtMs: number
  /** Target format of an import, as announced by the upload. */
  readonly importInto?: ImportInto
}

export type ImportInto = Pick<ImportFormat, 'type' | 'extension'>

/** An upload in parts between prepare and finish. */
export interface PartUpload {
  /** Whether the calls for files of documents or those for files of Drive (`drive/v1/files/…`) have begun it. */
  readonly kind: 'media' | 'file'
  readonly uploadId: string
  readonly name: string
  readonly parentType: string
  readonly parentNode: string
  readonly documentToken: string
  readonly sizeBytes: number
  readonly partBytes: number
  readonly parts: number
  readonly startedBy: string
  readonly importInto?: ImportInto
  readonly expiresAtMs: number
  /** File in which arriving parts are assembled. */
  readonly path: string
  /** By `seq`. */
  readonly arrived: Set<number>
}

/** Files and unfinished uploads of one world, in one folder. */
export class MediaStore {
  readonly #folder: string
  readonly #medias = new Map<string, Media>()
  readonly #uploads = new Map<string, PartUpload>()
  #files = 0

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
  }

  /** A new path. */
  newPath(): string {
    this.#files += 1
    return join(this.#folder, String(this.#files))
  }

  add(media: Media): void {
    this.#medias.set(media.token, media)
  }

  /** Adds a file that was not uploaded. */
  addBytes(bytes: Buffer, input: Omit<Media, 'path' | 'sizeBytes' | 'pixels'>): Media {
    const media = { ...input, path: this.newPath(), sizeBytes: bytes.length, pixels: pictureSizeOf(bytes) }
    writeFileSync(media.path, bytes)
    this.add(media)
    return media
  }

  remove({ token, path }: Media): void {
    this.#medias.delete(token)
    rmSync(path, { force: true })
  }

  find(token: string): Media | undefined {
    return this.#medias.get(token)
  }

  async open(upload: PartUpload): Promise<void> {
    await writeFile(upload.path, '')
    this.#uploads.set(upload.uploadId, upload)
  }

  findUpload(uploadId: string): PartUpload | undefined {
    return this.#uploads.get(uploadId)
  }

  /** Makes an upload_id unknown. */
  forget(uploadId: string): void {
    this.#uploads.delete(uploadId)
  }
}

/** SHA-256 in hex; computed when asked, not on upload. */
export async function sha256Of({ path }: Media): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}
