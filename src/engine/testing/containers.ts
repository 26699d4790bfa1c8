import { bytesOf } from './pictures.ts'

/** Films, archives and documents, reduced to the headers that tell how long they are. */

export { bytesOf }

export const bigEndian = (value: number, length: number) =>
  Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) % 256)
export const littleEndian = (value: number, length: number) => bigEndian(value, length).toReversed()
const zeros = (length: number) => new Uint8Array(length)

/** ISO/IEC 14496-12, 4.2: `long` has its length in 64 bits. */
export function movieBox(type: string, contentBytes: number, length: 'short' | 'long' = 'short'): Uint8Array {
  return length === 'short'
    ? bytesOf(bigEndian(contentBytes + 8, 4), type, zeros(contentBytes))
    : bytesOf(bigEndian(1, 4), type, bigEndian(contentBytes + 16, 8), zeros(contentBytes))
}

const boxBytes = { ftyp: 16, moov: 300, meta: 300, moof: 100, mdat: 3000, free: 8, wide: 0 }

/** MP4, QuickTime and HEIC: boxes one after the other. */
export function film(...boxes: readonly (keyof typeof boxBytes)[]): Uint8Array {
  return bytesOf(...boxes.map((type) => movieBox(type, boxBytes[type])))
}

/** RFC 8794: a header, then one segment, whose length may be unknown. */
export function matroska(segmentBytes: number, length: 'known' | 'unknown' = 'known'): Uint8Array {
  const size = length === 'known' ? [1, ...bigEndian(segmentBytes, 7)] : [1, ...zeros(7).fill(0xff)]
  return bytesOf([0x1a, 0x45, 0xdf, 0xa3, 0x84], zeros(4), [0x18, 0x53, 0x80, 0x67], size, zeros(segmentBytes))
}

export function zip([name, sizeBytes]: readonly [string, number], commentBytes = 0): Uint8Array {
  const local = bytesOf('PK\x03\x04', zeros(22), littleEndian(name.length, 2), zeros(2), name, zeros(sizeBytes))
  const central = bytesOf('PK\x01\x02', zeros(42), name)
  return bytesOf(local, central, 'PK\x05\x06', zeros(16), littleEndian(commentBytes, 2), zeros(commentBytes))
}

export function pdf(contentBytes: number): Uint8Array {
  return bytesOf('%PDF-1.7\n', zeros(contentBytes), 'startxref\n9\n%%EOF\n')
}

/** ISO 32000-1, annex F: its length stands at the beginning, and a first table, with an end of its own, behind it. */
export function linearizedPdf(contentBytes: number): Uint8Array {
  const head = (length: number) =>
    `%PDF-1.7\n1 0 obj\n<</Linearized 1/L ${length}/H[ 5 6]>>\nendobj\nstartxref\n0\n%%EOF\n`
  const rest = bytesOf(zeros(contentBytes), 'startxref\n9\n%%EOF\n')
  return bytesOf(head(head(9999).length + rest.length), rest)
}

/** MS-CFB: a header, `before` sectors, then the directory, whose second entry has this name. */
export function lockedOffice(before = 3, name = 'EncryptedPackage'): Uint8Array {
  const entry = (text: string) => bytesOf(text.replace(/./g, '$&\0'), zeros(128 - 2 * text.length))
  const header = bytesOf(
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    zeros(22),
    [9, 0],
    zeros(16),
    littleEndian(before, 4),
    zeros(460),
  )
  return bytesOf(header, zeros(before * 512), entry('Root Entry'), entry(name), zeros(256))
}
