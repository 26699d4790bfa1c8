import { joinBytes } from '../../contract/join-bytes.ts'
import {
  isJpegBareMarker,
  isJpegFrame,
  jpegMarker,
  pngHeadBytes,
  pictureSizeOf,
  shownFormatOf,
  type PictureSize,
  type ShownFormat,
} from '../../contract/picture-size.ts'
import type { ByteWindow } from './byte-window.ts'

/** A smaller file was truncated after its headers and has no picture data. */
const leastBytes: Readonly<Record<ShownFormat, number>> = { png: 57, jpeg: 30, gif: 24, webp: 30, bmp: 30 }
/** More than any header but that of a JPEG needs. */
const headBytes = 64
const startOfImage = new Uint8Array([0xff, 0xd8])
/** A frame header up to its height and width, with the marker (ITU-T T.81, B.2.2). */
const frameBytes = 9
/** Most stray bytes skipped between two segments; some cameras write them, and decoders skip them. */
const maxStrayBytes = 4096

/**
 * Size of a PNG, JPEG, GIF, WebP or BMP picture in pixels, as browsers show it. Null for any other file and for a broken one.
 *
 * @throws The browser's error when the bytes cannot be read.
 */
export async function pictureSizeIn(bytes: ByteWindow): Promise<PictureSize | null> {
  const head = await bytes.read(0, headBytes)
  const format = shownFormatOf(head)
  if (format === null || bytes.sizeBytes < leastBytes[format]) return null
  if (format === 'png') return pictureSizeOf(joinBytes([head.slice(0, pngHeadBytes), await exifOfPng(bytes)]))
  return pictureSizeOf(format === 'jpeg' ? await withoutMetadata(bytes) : head)
}

/** Longest eXIf chunk that is read; previews may make one large, but a JPEG's ends at 64 KB too. */
const mostExifBytes = 0xffff

/** The eXIf chunk of a PNG, if it comes before the picture's data; colour profiles of any size may come before it. */
async function exifOfPng(bytes: ByteWindow): Promise<Uint8Array> {
  for (let at = pngHeadBytes; ;) {
    const header = await bytes.read(at, 8)
    if (header.length < 8) break
    const lengthBytes = new DataView(header.buffer, header.byteOffset).getUint32(0)
    const type = String.fromCharCode(...header.subarray(4))
    if (type === 'IDAT') break
    if (type === 'eXIf')
      return lengthBytes > mostExifBytes ? new Uint8Array(0) : new Uint8Array(await bytes.read(at, 8 + lengthBytes))
    at += 12 + lengthBytes
  }
  return new Uint8Array(0)
}

/**
 * A JPEG reduced to what says its size: orientation and frame header. They are looked up segment by segment, since any amount of
 * metadata may come before the frame: colour profiles, previews, depth maps.
 */
async function withoutMetadata(bytes: ByteWindow): Promise<Uint8Array> {
  let exif = new Uint8Array(0)
  let frame = new Uint8Array(0)
  for await (const { at, marker, header } of segmentsIn(bytes)) {
    if (marker === jpegMarker.startOfScan) return joinBytes([startOfImage, exif, frame, new Uint8Array(headBytes)])
    // Copies: the window moves on.
    if (isJpegFrame(marker)) frame = new Uint8Array(header)
    else if (marker === jpegMarker.app1 && exif.length === 0 && (await isExif(bytes, at))) {
      exif = new Uint8Array(await bytes.read(at, 2 + lengthIn(header)))
    }
  }
  // The picture's data never begins: the file was cut off.
  return new Uint8Array(0)
}

interface Segment {
  readonly at: number
  readonly marker: number
  /** Its first bytes, marker included. */
  readonly header: Uint8Array
}

/** The segments of a JPEG up to the one with which the picture's data begins. */
export async function* segmentsIn(bytes: ByteWindow): AsyncGenerator<Segment> {
  let strayBytes = 0
  for (let at = 2; strayBytes < maxStrayBytes;) {
    const header = await bytes.read(at, frameBytes)
    if (header.length < frameBytes) return
    const [first = 0, marker = 0] = header
    if (first !== 0xff || marker === 0 || marker === jpegMarker.fill) {
      strayBytes += 1
      at += 1
    } else if (isJpegBareMarker(marker)) at += 2
    else if (marker === jpegMarker.endOfImage) return
    else {
      yield { at, marker, header }
      if (marker === jpegMarker.startOfScan) return
      at += 2 + Math.max(2, lengthIn(header))
    }
  }
}

function lengthIn([, , high = 0, low = 0]: Uint8Array): number {
  return high * 256 + low
}

/** APP1 holds EXIF data, or XMP. */
async function isExif(bytes: ByteWindow, at: number): Promise<boolean> {
  const name = await bytes.read(at + 4, 4)
  return String.fromCharCode(...name) === 'Exif'
}
