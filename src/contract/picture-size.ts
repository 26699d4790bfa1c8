/** Size of a picture in pixels, as browsers show it. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** How many bytes from the start of a file `pictureSizeOf` needs; in a JPEG the size comes after the EXIF data. */
export const pictureHeadBytes = 256 * 1024

/** No browser shows larger pictures: such a header is broken. */
const longestSide = 0xffff

/**
 * Reads the size from the first bytes of a PNG, GIF, WebP, BMP or JPEG file. Null for any other file and for a broken header;
 * never throws.
 *
 * Our own code, because engine, page and simulator share it: it must be pure, small, and need neither Node nor Buffer.
 * `image-size` (npm) knows more formats, HEIC and AVIF among them, but is many times larger; those files are uploaded without a
 * size, and Feishu measures them itself.
 */
export function pictureSizeOf(head: Uint8Array): PictureSize | null {
  if (head.length < 30) return null
  const size = sizeIn(new DataView(head.buffer, head.byteOffset, head.byteLength))
  if (!size) return null
  const sides = [size.width, size.height]
  return sides.every((side) => side >= 1 && side <= longestSide) ? size : null
}

function sizeIn(view: DataView): PictureSize | null {
  if (textAt(view, 1, 3) === 'PNG') return { width: view.getUint32(16), height: view.getUint32(20) }
  if (textAt(view, 0, 3) === 'GIF') return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  if (textAt(view, 0, 4) === 'RIFF' && textAt(view, 8, 4) === 'WEBP') return webpSize(view)
  if (textAt(view, 0, 2) === 'BM') return bmpSize(view)
  return view.getUint16(0) === 0xffd8 ? jpegSize(view) : null
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

/** Windows bitmap headers: the oldest has 16-bit sizes; in later ones a negative height means that the top row comes first. */
function bmpSize(view: DataView): PictureSize {
  const isOldest = view.getUint32(14, true) === 12
  if (isOldest) return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
}

/** ITU-T T.81: the size is in the frame header, SOF0 to SOF15 except DHT, JPG and DAC. */
function jpegSize(view: DataView): PictureSize | null {
  let isTurned = false
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      return isTurned ? { width: height, height: width } : { width, height }
    }
    if (marker === 0xff) {
      // Fill bytes: any number of them may come before a marker.
      at += 1
      continue
    }
    const lengthBytes = view.getUint16(at + 2)
    if (marker === 0xe1) isTurned ||= isTurnedByExif(view, at + 4, at + 2 + lengthBytes)
    at += 2 + lengthBytes
  }
  return null
}

const orientationTag = 0x0112

/**
 * Whether EXIF orientation is 5 to 8 (CIPA DC-008, 4.6.4), as phones write it for pictures taken sideways. Browsers turn them, so
 * width and height are swapped.
 */
function isTurnedByExif(view: DataView, start: number, end: number): boolean {
  const tiff = start + 6
  if (end > view.byteLength || tiff + 8 > end || textAt(view, start, 4) !== 'Exif') return false
  const isLittleEndian = textAt(view, tiff, 2) === 'II'
  const directory = tiff + view.getUint32(tiff + 4, isLittleEndian)
  if (directory + 2 > end) return false
  const entries = view.getUint16(directory, isLittleEndian)
  for (let entry = directory + 2; entry + 12 <= end && entry < directory + 2 + entries * 12; entry += 12) {
    if (view.getUint16(entry, isLittleEndian) === orientationTag) return view.getUint16(entry + 8, isLittleEndian) >= 5
  }
  return false
}

function textAt(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)))
}
