import { adler32 } from '../../contract/feishu/drive/adler32.ts'
import { FileUnreadable, type SourceFile } from '../files/source-file.ts'
import { ownFailure } from '../job/failure.ts'
import type { Failure } from '../job/job.ts'

/** Bytes to send, with the sum Feishu checks them by. */
export interface ReadBytes {
  readonly bytes: Blob
  /** Adler-32, unsigned decimal. */
  readonly checksum: string
}

/**
 * Readers at work. Chromium (seen in 156) collects a blob's stream that only the wait for its next piece holds, and that wait then
 * never ends.
 */
const reading = new Set<ReadableStreamBYOBReader | ReadableStreamDefaultReader>()

/** Large enough to be read fast, small enough to be nothing beside a page. */
const pieceBytes = 256 * 1024

/**
 * Opens a dropped file and reads a piece of it once, for its checksum. Opened anew for each attempt, because a file can
 * change, or go, between two of them.
 *
 * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
 */
export async function readFile(file: SourceFile, start = 0, end = file.sizeBytes): Promise<ReadBytes> {
  const whole = await open(file)
  const bytes = start === 0 && end === file.sizeBytes ? whole : whole.slice(start, end)
  try {
    let sum = 1
    await readPieces(bytes, (piece) => {
      sum = adler32(piece, sum)
    })
    return { bytes, checksum: String(sum) }
  } catch (cause) {
    // A browser names no reason when a file changed under its hands; opening it again tells.
    await open(file)
    throw new FileUnreadable('unreadable', { cause })
  }
}

/**
 * Opens a dropped file and reads it once, as base64 text. The text is built piece by piece into a blob: as a string, a picture of
 * 20 MB would stand in the page's memory several times over until the garbage collector comes.
 *
 * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
 */
export async function readFileAsBase64(file: SourceFile): Promise<Blob> {
  const bytes = await open(file)
  const base64 = new Base64Blob()
  try {
    await readPieces(bytes, (piece) => base64.add(piece))
    return base64.end()
  } catch (cause) {
    await open(file)
    throw new FileUnreadable('unreadable', { cause })
  }
}

/** Characters given to one call of `String.fromCharCode`: more overflow its stack of arguments. A multiple of three. */
const charactersAtOnce = 0x6000
/** Text gathered before it becomes a blob: each small blob costs the browser a message. */
const gatheredCharacters = 1024 * 1024

/** Base64 text of bytes that come piece by piece. */
class Base64Blob {
  readonly #blobs: Blob[] = []
  #texts: string[] = []
  #length = 0
  /** Fewer than three bytes: the end of what came, which does not fill a group of four characters yet. */
  #rest = new Uint8Array(0)

  add(piece: Uint8Array): void {
    const missing = this.#rest.length === 0 ? 0 : Math.min(3 - this.#rest.length, piece.length)
    const joined = new Uint8Array([...this.#rest, ...piece.subarray(0, missing)])
    const body = piece.subarray(missing)
    const whole = body.length - (body.length % 3)
    if (joined.length < 3 && body.length === 0) {
      this.#rest = joined
      return
    }
    this.#encode(joined)
    this.#encode(body.subarray(0, whole))
    this.#rest = body.slice(whole)
  }

  end(): Blob {
    this.#encode(this.#rest)
    this.#gather()
    return new Blob(this.#blobs)
  }

  #encode(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += charactersAtOnce) {
      const text = btoa(String.fromCharCode(...bytes.subarray(start, start + charactersAtOnce)))
      this.#texts.push(text)
      this.#length += text.length
    }
    if (this.#length >= gatheredCharacters) this.#gather()
  }

  #gather(): void {
    if (this.#length > 0) this.#blobs.push(new Blob(this.#texts))
    this.#texts = []
    this.#length = 0
  }
}

/**
 * Reads a blob from its first byte to its last, all pieces into the same memory where the browser can. A buffer for each
 * piece, or for the whole, would be left to the garbage collector, which lets hundreds of megabytes gather before it thinks of
 * them (`memory.page` measures it).
 *
 * @param onPiece Has to be done with a piece when it returns: the next one is read over it.
 * @throws What the browser says when the bytes can not be read.
 */
async function readPieces(blob: Blob, onPiece: (piece: Uint8Array) => void): Promise<void> {
  const stream = blob.stream()
  const into = readerInto(stream)
  const reader = into ?? stream.getReader()
  reading.add(reader)
  try {
    if (into) await readInto(into, onPiece)
    else await readAsItComes(reader as ReadableStreamDefaultReader<Uint8Array>, onPiece)
  } finally {
    reading.delete(reader)
  }
}

/** Null where the stream of a blob is none of bytes yet, as in Safari. */
function readerInto(stream: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | null {
  try {
    return stream.getReader({ mode: 'byob' })
  } catch {
    return null
  }
}

async function readInto(reader: ReadableStreamBYOBReader, onPiece: (piece: Uint8Array) => void): Promise<void> {
  for (let buffer = new ArrayBuffer(pieceBytes); ;) {
    const { done, value } = await reader.read(new Uint8Array(buffer))
    if (done) return
    onPiece(value)
    ;({ buffer } = value)
  }
}

async function readAsItComes(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onPiece: (piece: Uint8Array) => void,
): Promise<void> {
  for (let next = await reader.read(); !next.done; next = await reader.read()) onPiece(next.value)
}

async function open(file: SourceFile): Promise<Blob> {
  const blob = await file.open().catch((cause: unknown) => {
    throw cause instanceof FileUnreadable ? cause : new FileUnreadable('unreadable', { cause })
  })
  if (blob.size !== file.sizeBytes) throw new FileUnreadable('changed')
  return blob
}

export function failureOfReading({ reason }: FileUnreadable): Failure {
  return ownFailure(reason === 'changed' ? 'file-changed' : 'file-unreadable')
}
