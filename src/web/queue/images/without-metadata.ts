import { joinBytes } from '../../../contract/join-bytes.ts'
import { isJpegBareMarker, jpegMarker } from '../../../contract/picture-size.ts'

/** Formats whose metadata can be taken off without decoding the picture. */
export type Strippable = 'jpeg' | 'png' | 'webp'

/**
 * The same picture without what tells of its place, time and camera: EXIF, XMP, IPTC, makers' own data, comments, and whatever comes
 * behind its end, such as the film of a moving photo, which knows the place too. Its pixels are not touched; colour profile and orientation
 * stay. Null where there is nothing to take off, for animations, and for any file that is not built as its format says.
 */
export function withoutMetadata(bytes: Uint8Array<ArrayBuffer>, format: Strippable): Uint8Array<ArrayBuffer> | null {
  const pieces = { jpeg: jpegPieces, png: pngPieces, webp: webpPieces }[format](bytes)
  if (!pieces) return null
  const whole = joinBytes(pieces)
  return whole.length < bytes.length ? whole : null
}

type Pieces = readonly Uint8Array[] | null

/** JFIF, colour profile (ICC) and Adobe's marker, without which colours are read wrongly. */
function isNeededApp(marker: number, text: string): boolean {
  return (
    (marker === 0xe0 && text.startsWith('JFIF')) ||
    (marker === 0xe2 && text.startsWith('ICC_PROFILE')) ||
    (marker === 0xee && text.startsWith('Adobe'))
  )
}

const comment = 0xfe
const isApp = (marker: number) => marker >= 0xe0 && marker <= 0xef

function jpegPieces(bytes: Uint8Array): Pieces {
  const kept: Uint8Array[] = []
  let orientation = 1
  for (const segment of jpegSegments(bytes)) {
    const [, marker = 0] = segment
    const text = textOf(segment.subarray(4, 16))
    if (marker === jpegMarker.app1 && text.startsWith('Exif')) orientation = orientationIn(segment.subarray(10))
    if ((!isApp(marker) && marker !== comment) || isNeededApp(marker, text)) kept.push(segment)
    if (marker !== jpegMarker.startOfScan) continue
    const start = segment.byteOffset - bytes.byteOffset + segment.length
    const rest = bytes.subarray(start, endOfScans(bytes, start))
    const exif = orientation === 1 ? [] : [exifSegment(orientation)]
    return rest.length === 0 ? null : [bytes.subarray(0, 2), ...exif, ...kept, rest]
  }
  return null
}

/** The segments up to the picture's data; fewer where something else stands between them. */
function* jpegSegments(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0
    if (marker === jpegMarker.endOfImage || isJpegBareMarker(marker)) return
    if (marker === jpegMarker.fill) {
      at += 1
      continue
    }
    const length = viewOf(bytes).getUint16(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return
    yield bytes.subarray(at, at + 2 + length)
    at += 2 + length
  }
}

/** Where the picture ends, behind its end marker; `start` where it never does. Tables and further scans come between. */
function endOfScans(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at + 1 < bytes.length;) {
    const marker = bytes[at + 1] ?? 0
    if (marker === jpegMarker.endOfImage) return at + 2
    const isData = marker === 0 || marker === jpegMarker.fill || isJpegBareMarker(marker)
    if (!isData && at + 4 > bytes.length) return start
    at = bytes.indexOf(
      0xff,
      isData ? at + (marker === jpegMarker.fill ? 1 : 2) : at + 2 + viewOf(bytes).getUint16(at + 2),
    )
  }
  return start
}

function exifSegment(orientation: number): Uint8Array {
  const tiff = tiffWith(orientation)
  const name = new Uint8Array([0x45, 0x78, 0x69, 0x66, 0, 0])
  return joinBytes([new Uint8Array([0xff, jpegMarker.app1, 0, 2 + name.length + tiff.length]), name, tiff])
}

const pngSignatureBytes = 8
const pngMetadata: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

function pngPieces(bytes: Uint8Array): Pieces {
  const kept: Uint8Array[] = [bytes.subarray(0, pngSignatureBytes)]
  for (let at = pngSignatureBytes; at + 12 <= bytes.length;) {
    const end = at + 12 + viewOf(bytes).getUint32(at)
    if (end > bytes.length) return null
    const chunk = bytes.subarray(at, end)
    const type = textOf(chunk.subarray(4, 8))
    if (type === 'acTL') return null
    if (!pngMetadata.has(type)) kept.push(chunk)
    if (type === 'eXIf') {
      const orientation = orientationIn(chunk.subarray(8, -4))
      if (orientation !== 1) kept.push(pngChunk('eXIf', tiffWith(orientation)))
    }
    if (type === 'IEND') return kept
    at = end
  }
  return null
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = joinBytes([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data])
  const chunk = joinBytes([new Uint8Array(4), body, new Uint8Array(4)])
  viewOf(chunk).setUint32(0, data.length)
  viewOf(chunk).setUint32(4 + body.length, crc32(body))
  return chunk
}

/** PNG specification, annex D; bit by bit, since it is of a few bytes only. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

const webpFlags = { animated: 0x02, xmp: 0x04, exif: 0x08 } as const

function webpPieces(bytes: Uint8Array): Pieces {
  const end = 8 + viewOf(bytes).getUint32(4, true)
  if (end > bytes.length || textOf(bytes.subarray(12, 16)) !== 'VP8X' || end < 30) return null
  const [flags = 0] = bytes.subarray(20)
  if (flags & webpFlags.animated) return null
  const kept: Uint8Array[] = []
  let orientation = 1
  for (let at = 30; at + 8 <= end;) {
    const length = viewOf(bytes).getUint32(at + 4, true)
    const next = at + 8 + length + (length % 2)
    if (next > end) return null
    const type = textOf(bytes.subarray(at, at + 4))
    if (type === 'EXIF') orientation = orientationIn(withoutExifName(bytes.subarray(at + 8, at + 8 + length)))
    else if (type !== 'XMP ') kept.push(bytes.subarray(at, next))
    at = next
  }
  const exif = orientation === 1 ? [] : [webpChunk(tiffWith(orientation))]
  const head = bytes.slice(0, 30)
  head[20] = (flags & ~(webpFlags.xmp | webpFlags.exif)) | (exif.length > 0 ? webpFlags.exif : 0)
  const pieces = [head, ...kept, ...exif]
  viewOf(head).setUint32(
    4,
    pieces.reduce((total, { length }) => total + length, -8),
    true,
  )
  return pieces
}

/** Some writers put the name of a JPEG's segment before it. */
function withoutExifName(data: Uint8Array): Uint8Array {
  return textOf(data.subarray(0, 4)) === 'Exif' ? data.subarray(6) : data
}

function webpChunk(tiff: Uint8Array): Uint8Array {
  return joinBytes([new Uint8Array([0x45, 0x58, 0x49, 0x46, tiff.length, 0, 0, 0]), tiff])
}

const orientationTag = 0x0112

/** EXIF orientation (CIPA DC-008, 4.6.4); 1, as it lies, where none is named. */
function orientationIn(tiff: Uint8Array): number {
  if (tiff.length < 10) return 1
  const view = viewOf(tiff)
  const isLittle = textOf(tiff.subarray(0, 2)) === 'II'
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > tiff.length) return 1
  const entries = view.getUint16(directory, isLittle)
  for (let entry = directory + 2; entry + 12 <= tiff.length && entry < directory + 2 + entries * 12; entry += 12) {
    if (view.getUint16(entry, isLittle) !== orientationTag) continue
    const value = view.getUint16(entry + 8, isLittle)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** EXIF data that says nothing but how the picture is turned. */
function tiffWith(orientation: number): Uint8Array {
  const entry = [orientationTag >> 8, orientationTag & 0xff, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  return new Uint8Array([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0])
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
