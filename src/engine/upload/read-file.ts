import { adler32 } from '../../contract/feishu/drive/adler32.ts'
import { FileUnreadable, type SourceFile } from '../files/source-file.ts'
import { ownFailure } from '../job/failure.ts'
import type { Failure } from '../job/job.ts'

/** Bytes to send, with the checksum by which Feishu verifies them. */
export interface ReadBytes {
  readonly bytes: Blob
  /** Adler-32, unsigned decimal. */
  readonly checksum: string
}

/**
 * Keeps active readers referenced. Chromium (seen in 156) garbage-collects a blob's stream when only a pending read refers to it, and
 * that read then never settles.
 */
const reading = new Set<ReadableStreamBYOBReader | ReadableStreamDefaultReader>()

/** Large enough for fast reading, small compared with the memory of a page. */
const pieceBytes = 256 * 1024

/**
 * Opens a dropped file and reads bytes `start` to `end` (exclusive) once, for their checksum. Call it for each attempt, because the
 * file can change or be deleted between two.
 *
 * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
 */
export async function readFile(file: SourceFile, start = 0, end = file.sizeBytes): Promise<ReadBytes> {
  const whole = await openFile(file)
  const bytes = start === 0 && end === file.sizeBytes ? whole : whole.slice(start, end)
  try {
    let sum = 1
    await readPieces(bytes, (piece) => {
      sum = adler32(piece, sum)
    })
    return { bytes, checksum: String(sum) }
  } catch (cause) {
    // A browser gives no reason when a file changed during the read; opening it again throws with the reason.
    await openFile(file)
    throw new FileUnreadable('unreadable', { cause })
  }
}

/**
 * Opens a dropped file and reads it once, as base64 text. The text is built piece by piece into a blob: as a string, a picture of
 * 20 MB would be in the page's memory several times until the next garbage collection.
 *
 * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
 */
export async function readFileAsBase64(file: SourceFile): Promise<Blob> {
  const bytes = await openFile(file)
  const base64 = new Base64Blob()
  try {
    await readPieces(bytes, (piece) => base64.add(piece))
    return base64.end()
  } catch (cause) {
    await openFile(file)
    throw new FileUnreadable('unreadable', { cause })
  }
}

/** Characters for one call of `String.fromCharCode`: many more arguments overflow the stack. A multiple of three. */
const charactersAtOnce = 0x6000
/** Characters gathered before they become a blob: each blob costs the browser a message. */
const gatheredCharacters = 1024 * 1024

/** Encodes bytes as base64 text, piece by piece. */
class Base64Blob {
  readonly #blobs: Blob[] = []
  #texts: string[] = []
  #length = 0
  /** Zero to two bytes from the end of the input so far, which do not fill a group of four characters yet. */
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
 * Reads a blob from start to end, every piece into the same buffer where the browser supports that. With a buffer for each piece, or
 * one for the whole file, hundreds of megabytes gather before the garbage collector runs (`memory.page` measures it).
 *
 * @param onPiece Must not keep a piece after it returns: the next one overwrites it.
 * @throws The browser's error when the bytes cannot be read.
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

/** Null where a blob's stream is not a byte stream, as in Safari. */
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

/**
 * Opens a dropped file.
 *
 * @throws {FileUnreadable} When the file is gone, changed since the drop, or not allowed to be read.
 */
export async function openFile(file: SourceFile): Promise<Blob> {
  const blob = await file.open().catch((cause: unknown) => {
    throw cause instanceof FileUnreadable ? cause : new FileUnreadable('unreadable', { cause })
  })
  if (blob.size !== file.sizeBytes) throw new FileUnreadable('changed')
  return blob
}

export function failureOfReading({ reason }: FileUnreadable): Failure {
  return ownFailure(reason === 'changed' ? 'file-changed' : 'file-unreadable')
}
