import { Zip, ZipPassThrough } from 'fflate'
import { inspectFiles } from '../../../engine/files/inspect-file.ts'
import { FileUnreadable, type SourceFile } from '../../../engine/files/source-file.ts'
import type { PageFile } from '../page-file.ts'

/** APPNOTE 6.3.10, 4.3.7, 4.3.9, 4.3.12, 4.3.16: fixed lengths of a zip's records, each name left out. */
const localHeaderBytes = 30
const descriptorBytes = 16
const centralHeaderBytes = 46
const endBytes = 22

/** What fits without zip64, which fflate does not write (APPNOTE 4.4.1.4). */
const zipMaxBytes = 0xffff_ffff
const zipMaxFiles = 0xffff

/** Days that a zip can name. */
const [firstMs, lastMs] = [new Date(1980, 0, 2).getTime(), new Date(2099, 0, 1).getTime()]

/**
 * The files of a package as one zip beside it, stored without compression, so that its size is known before it is made, and its
 * bytes stay on the disk: `open` reads the files once for their checksums, and joins them with the zip's own records to one blob.
 *
 * @param path Path of the package's folder.
 * @throws {FileUnreadable} When one of the files cannot be inspected.
 */
export async function zipOf(path: string, files: readonly SourceFile[]): Promise<PageFile | 'too-large'> {
  if (files.length > zipMaxFiles) return 'too-large'
  const parts = (await inspectFiles(files)).map((part) => {
    if (part instanceof FileUnreadable) throw part
    return part
  })
  const parent = path.slice(0, path.lastIndexOf('/') + 1)
  const entries = parts.map((file) => ({ file, name: file.path.slice(parent.length) }))
  const sizeBytes = entries.reduce((sum, entry) => sum + bytesFor(entry), endBytes)
  if (sizeBytes > zipMaxBytes) return 'too-large'
  let making: Promise<Blob> | null = null
  const name = `${path.slice(parent.length)}.zip`
  return {
    name,
    path: `${parent}${name}`,
    sizeBytes,
    lastModifiedMs: parts.reduce((latest, { lastModifiedMs }) => Math.max(latest, lastModifiedMs), 0),
    type: 'application/zip',
    handle: null,
    inspect: null,
    open: () =>
      (making ??= make(entries).catch((cause: unknown) => {
        making = null
        throw cause instanceof FileUnreadable ? cause : new FileUnreadable('unreadable', { cause })
      })),
  }
}

interface Entry {
  readonly file: SourceFile
  /** Path inside the zip. */
  readonly name: string
}

function bytesFor({ file, name }: Entry): number {
  const nameBytes = new TextEncoder().encode(name).length
  return localHeaderBytes + descriptorBytes + centralHeaderBytes + 2 * nameBytes + file.sizeBytes
}

async function make(entries: readonly Entry[]): Promise<Blob> {
  const parts: BlobPart[] = []
  const read = new Set<Uint8Array>()
  const zip = new Zip((error, piece) => {
    if (error) throw error
    // The files' own bytes pass through; the blob takes them from the disk.
    if (!read.delete(piece)) parts.push(piece)
  })
  for (const { file, name } of entries) {
    const stored = new ZipPassThrough(name)
    stored.mtime = Math.min(Math.max(file.lastModifiedMs, firstMs), lastMs)
    zip.add(stored)
    const bytes = await file.open()
    const pass = (piece: Uint8Array, isLast: boolean) => {
      read.add(piece)
      stored.push(piece, isLast)
    }
    for await (const piece of piecesOf(bytes)) pass(piece, false)
    parts.push(bytes)
    pass(new Uint8Array(), true)
  }
  zip.end()
  return new Blob(parts, { type: 'application/zip' })
}

/** Small compared with the memory of a page. */
const pieceBytes = 256 * 1024

async function* piecesOf(bytes: Blob): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.size; start += pieceBytes) {
    yield new Uint8Array(await bytes.slice(start, start + pieceBytes).arrayBuffer())
  }
}
