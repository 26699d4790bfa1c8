import { pngHeadBytes } from '../../contract/picture-size.ts'
import type { ByteWindow } from './byte-window.ts'

/** The blocks of a GIF are at most 256 bytes long. */
const gifWindowBytes = 65_536
const gifHeadBytes = 13
const gifBlock = { extension: 0x21, image: 0x2c } as const

/**
 * Whether a GIF ends within one of its blocks: a decoder that only looks at the first frame does not see it. Files that lack just the
 * last byte, which marks the end, are usual.
 *
 * @throws The browser's error when the bytes cannot be read.
 */
export async function isGifCut(head: ByteWindow): Promise<boolean> {
  const bytes = head.wider(gifWindowBytes)
  const [flags = 0] = await bytes.read(10, 1)
  for (let at: number | null = gifHeadBytes + coloursBytes(flags); at !== null;) {
    const block = await bytes.read(at, 10)
    if (block[0] === gifBlock.extension) at = await behindData(bytes, at + 2)
    else if (block[0] === gifBlock.image) at = await behindData(bytes, at + 11 + coloursBytes(block[9] ?? 0))
    else return false
  }
  return true
}

/** Length of a table of colours, as the flags before it tell it (GIF89a, 18 and 20). */
function coloursBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

/** Where the data that begins here is over; null where the file ends before. Its pieces have their lengths before them, the last has none. */
async function behindData(bytes: ByteWindow, start: number): Promise<number | null> {
  for (let at = start; at < bytes.sizeBytes;) {
    const [length] = await bytes.read(at, 1)
    // Too long to be looked at to its end.
    if (length === undefined) return bytes.sizeBytes
    at += 1 + length
    if (length === 0) return at
  }
  return null
}

/** Whether a PNG ends before its last chunk. For one whose end is not where files end: anything may follow it. */
export async function isPngCut(bytes: ByteWindow): Promise<boolean> {
  for (let at = pngHeadBytes; at + 8 <= bytes.sizeBytes;) {
    const header = await bytes.read(at, 8)
    // It has more chunks than are looked at.
    if (header.length < 8) return false
    if (String.fromCharCode(...header.subarray(4)) === 'IEND') return false
    at += 12 + new DataView(header.buffer, header.byteOffset).getUint32(0)
  }
  return true
}
