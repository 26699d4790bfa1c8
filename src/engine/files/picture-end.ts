import {
  isJpegBareMarker,
  isJpegFrame,
  jpegMarker,
  type PictureSize,
  type ShownFormat,
} from '../../contract/picture-size.ts'
import type { ByteWindow } from './byte-window.ts'
import { segmentsIn } from './picture-size-in.ts'
import { isGifCut, isPngCut } from './walked-end.ts'

/**
 * Whether a picture with sound headers ends where it should: `cut` for one that surely does not, `in-data` for a JPEG that ends in
 * the middle of its pixels, or that only lacks its end marker, as some cameras write it. Anything may follow the end: phones append
 * films and previews.
 */
export type PictureEnd = 'whole' | 'cut' | 'in-data'

const nearEndBytes = 2048
/** An archive may have a comment of 65 535 bytes behind the record that ends it (APPNOTE.TXT of PKWARE, 4.3.16). */
const fartherBytes = 65_557

/** @throws The browser's error when the bytes cannot be read. */
export async function pictureEndOf(
  bytes: ByteWindow,
  format: ShownFormat,
  { width, height }: PictureSize,
): Promise<PictureEnd> {
  switch (format) {
    case 'png':
      return (await hasNearEnd(bytes, 'IEND')) || !(await isPngCut(bytes)) ? 'whole' : 'cut'
    case 'jpeg':
      return jpegEndOf(bytes)
    case 'bmp':
      return bmpBytes(viewOf(await bytes.read(0, 54)), width, height) > bytes.sizeBytes ? 'cut' : 'whole'
    case 'webp':
      // The length in the header leaves itself and the first word out; some writers forget the padding of an odd one.
      return viewOf(await bytes.read(0, 12)).getUint32(4, true) + 7 > bytes.sizeBytes ? 'cut' : 'whole'
    case 'gif':
      return (await isGifCut(bytes)) ? 'cut' : 'whole'
  }
}

/** What the rows of a bitmap need; 0 where they are compressed, and for the oldest header. */
function bmpBytes(view: DataView, width: number, height: number): number {
  const isPlain = view.byteLength === 54 && view.getUint32(14, true) >= 40 && view.getUint32(30, true) === 0
  if (!isPlain) return 0
  const rowBytes = Math.floor((view.getUint16(28, true) * width + 31) / 32) * 4
  return view.getUint32(10, true) + rowBytes * height
}

/** As many as this in a row come about in pixels only. */
const leastStuffed = 24

/** In a JPEG's pixels FF is always followed by 00 or a restart marker (ITU-T T.81, B.1.1.5); elsewhere hardly ever. */
async function jpegEndOf(bytes: ByteWindow): Promise<PictureEnd> {
  for (const length of [nearEndBytes, fartherBytes]) {
    const tail = await bytes.tail(length)
    const { stuffed, marker } = lastOf(tail)
    const isAllSeen = tail.length === bytes.sizeBytes && marker === jpegMarker.startOfScan
    if (stuffed >= leastStuffed || isAllSeen) return (await isProgressive(bytes)) ? 'cut' : 'in-data'
    if (marker === jpegMarker.endOfImage) return 'whole'
  }
  return 'whole'
}

/**
 * Whether a JPEG has its picture several times, each finer than the one before: where it ends within its data all of it is there, but
 * blurred. Cameras, which forget the end marker, do not write such ones. SOF2, 6, 10 and 14 (ITU-T T.81, table B.1).
 */
async function isProgressive(bytes: ByteWindow): Promise<boolean> {
  for await (const { marker } of segmentsIn(bytes)) if (isJpegFrame(marker)) return (marker & 3) === 2
  return false
}

/** The last marker in these bytes, and how many bytes FF that are none come behind it. */
function lastOf(tail: Uint8Array): { readonly stuffed: number; readonly marker: number | null } {
  let stuffed = 0
  for (let at = tail.lastIndexOf(0xff, -2); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(0xff, at - 1)) {
    const next = tail[at + 1] ?? 0
    if (next !== 0 && next !== jpegMarker.fill && !isJpegBareMarker(next)) return { stuffed, marker: next }
    stuffed += 1
  }
  return { stuffed, marker: null }
}

/** Whether a text of ASCII stands near the end of a file. */
export async function hasNearEnd(bytes: ByteWindow, text: string): Promise<boolean> {
  for (const length of [nearEndBytes, fartherBytes]) {
    if (new TextDecoder('latin1').decode(await bytes.tail(length)).includes(text)) return true
  }
  return false
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
