/** Size of a picture in pixels, as browsers show it. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Formats that an image block is known to show (docs/feishu.md, U7), named by their usual suffix. */
export type ShownFormat = 'png' | 'jpeg' | 'gif' | 'bmp' | 'webp'

/** How many bytes from the start of a file the simulator looks at; in a JPEG the size comes after the EXIF data. */
export const pictureHeadBytes = 256 * 1024

/** No browser shows larger pictures: such a header is broken. */
const longestSide = 0xffff

/** Every header that is read is complete within so many bytes. */
const headerBytes = 30

const sizeIn: Readonly<Record<ShownFormat, (view: DataView) => PictureSize | null>> = {
  png: pngSize,
  gif: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  webp: webpSize,
  bmp: bmpSize,
  jpeg: jpegSize,
}

/** The format that a file begins like, although what follows may be broken. Null for any other file. */
export function shownFormatOf(head: Uint8Array): ShownFormat | null {
  const view = viewOf(head)
  if (startsWith(view, '\x89PNG\r\n\x1a\n')) return 'png'
  if (startsWith(view, '\xff\xd8\xff')) return 'jpeg'
  if (startsWith(view, 'GIF87a') || startsWith(view, 'GIF89a')) return 'gif'
  if (startsWith(view, 'RIFF') && view.byteLength >= 12 && textAt(view, 8, 4) === 'WEBP') return 'webp'
  return startsWith(view, 'BM') && view.byteLength >= 18 && bmpHeaders.has(view.getUint32(14, true)) ? 'bmp' : null
}

/**
 * Reads the size from the first bytes of a PNG, GIF, WebP, BMP or JPEG file. Null for any other file and for a broken header;
 * never throws.
 *
 * Our own code, because engine, page and simulator share it: it must be pure, small, and need neither Node nor Buffer
 * (docs/decisions/0029-bytes-decide-what-a-file-is.md compares it with packages).
 */
export function pictureSizeOf(head: Uint8Array): PictureSize | null {
  const format = shownFormatOf(head)
  if (format === null || head.length < headerBytes) return null
  const size = sizeIn[format](viewOf(head))
  if (!size) return null
  const sides = [size.width, size.height]
  return sides.every((side) => side >= 1 && side <= longestSide) ? size : null
}

function viewOf(head: Uint8Array): DataView {
  return new DataView(head.buffer, head.byteOffset, head.byteLength)
}

function startsWith(view: DataView, signature: string): boolean {
  return view.byteLength >= signature.length && textAt(view, 0, signature.length) === signature
}

/** Where the second chunk of a PNG begins, behind signature and IHDR. */
export const pngHeadBytes = 33

/** PNG specification, 5.3 and 11.3.5.1. Browsers turn a PNG by its eXIf chunk, if that comes before the picture's data. */
function pngSize(view: DataView): PictureSize | null {
  if (textAt(view, 12, 4) !== 'IHDR') return null
  const size = { width: view.getUint32(16), height: view.getUint32(20) }
  for (let at = pngHeadBytes; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const type = textAt(view, at + 4, 4)
    if (type === 'IDAT') break
    if (type === 'eXIf' && isTurnedByTiff(view, at + 8, at + 8 + view.getUint32(at)))
      return { width: size.height, height: size.width }
  }
  return size
}

/** WebP container specification: lossy, lossless and extended files store the size differently. */
function webpSize(view: DataView): PictureSize | null {
  switch (textAt(view, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 }
    default:
      return null
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
}

/** Lengths of the headers that Windows and OS/2 wrote. `BM` alone is too little: texts begin like that. */
const bmpHeaders: ReadonlySet<number> = new Set([12, 16, 40, 52, 56, 64, 108, 124])

/** Windows bitmap headers: the oldest has 16-bit sizes; in later ones a negative height means that the top row comes first. */
function bmpSize(view: DataView): PictureSize {
  const isOldest = view.getUint32(14, true) === 12
  if (isOldest) return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
}

/** ITU-T T.81, table B.1. */
export const jpegMarker = { endOfImage: 0xd9, startOfScan: 0xda, app1: 0xe1, fill: 0xff } as const

/** Whether a marker begins a frame header, which has the size: SOF0 to SOF15 except DHT, JPG and DAC (ITU-T T.81, table B.1). */
export function isJpegFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Whether a marker is a segment of its own, without a length: TEM and RST0 to RST7 (ITU-T T.81, B.1.1.3). */
export function isJpegBareMarker(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
}

function jpegSize(view: DataView): PictureSize | null {
  let isTurned = false
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    // No frame header can follow.
    if (marker === jpegMarker.startOfScan || marker === jpegMarker.endOfImage) return null
    if (isJpegFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      return isTurned ? { width: height, height: width } : { width, height }
    }
    // Fill bytes: any number of them may come before a marker.
    if (marker === jpegMarker.fill) at += 1
    else if (isJpegBareMarker(marker)) at += 2
    else {
      const lengthBytes = view.getUint16(at + 2)
      if (marker === jpegMarker.app1) isTurned ||= isTurnedByExif(view, at + 4, at + 2 + lengthBytes)
      at += 2 + lengthBytes
    }
  }
  return null
}

const orientationTag = 0x0112

/**
 * Whether EXIF orientation is 5 to 8 (CIPA DC-008, 4.6.4), as phones write it for pictures taken sideways. Browsers turn them, so
 * width and height are swapped.
 */
function isTurnedByExif(view: DataView, start: number, end: number): boolean {
  return (
    end <= view.byteLength &&
    start + 6 <= end &&
    textAt(view, start, 4) === 'Exif' &&
    isTurnedByTiff(view, start + 6, end)
  )
}

function isTurnedByTiff(view: DataView, tiff: number, end: number): boolean {
  if (end > view.byteLength || tiff + 8 > end) return false
  const isLittleEndian = textAt(view, tiff, 2) === 'II'
  const directory = tiff + view.getUint32(tiff + 4, isLittleEndian)
  if (directory + 2 > end) return false
  const entries = view.getUint16(directory, isLittleEndian)
  for (let entry = directory + 2; entry + 12 <= end && entry < directory + 2 + entries * 12; entry += 12) {
    if (view.getUint16(entry, isLittleEndian) !== orientationTag) continue
    const orientation = view.getUint16(entry + 8, isLittleEndian)
    return orientation >= 5 && orientation <= 8
  }
  return false
}

function textAt(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)))
}
