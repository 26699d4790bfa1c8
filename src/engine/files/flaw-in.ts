import type { ByteWindow } from './byte-window.ts'
import type { Flaw } from './contents.ts'
import { hasNearEnd } from './picture-end.ts'

/** Parts of one archive: each but the last ends anywhere. */
const volume = /\.z?\d+$/i

/**
 * What keeps a film, a sound, an archive, a PDF or an Office file from being opened, as far as its headers and its end tell; null where
 * nothing is known. False alarms are worse than misses: anything may follow the end of a file.
 *
 * @throws The browser's error when the bytes cannot be read.
 */
export async function flawIn(bytes: ByteWindow, name: string): Promise<Flaw | null> {
  const head = textOf(await bytes.read(0, 4100))
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return flawInOffice(bytes, head)
  return !volume.test(name) && (await isCut(bytes, head)) ? 'cut' : null
}

async function isCut(bytes: ByteWindow, head: string): Promise<boolean> {
  if (toldBytes(head) > bytes.sizeBytes) return true
  if (head.startsWith('PK\x03\x04')) return !(await hasNearEnd(bytes, 'PK\x05\x06'))
  if (head.slice(0, 1024).includes('%PDF-'))
    return !(await hasNearEnd(bytes, 'startxref')) && !(await hasNearEnd(bytes, '%%EOF'))
  return /^(?:[^]{4}ftyp|\0[^]{3}(?:wide|free|skip|mdat|moov|pnot))/.test(head) && isFilmCut(bytes)
}

/** How long a file is by its own header; 0 where it does not say. */
function toldBytes(head: string): number {
  if (head.startsWith('RIFF')) {
    const bytes = little(head.slice(4, 8))
    // Programs that write into a pipe, and do not know, put the largest number there.
    return bytes < 0x7fff_0000 ? bytes + 7 : 0
  }
  if (head.startsWith('7z\xbc\xaf\x27\x1c')) return 32 + little(head.slice(12, 20)) + little(head.slice(20, 28))
  if (head.startsWith('\x1a\x45\xdf\xa3')) return matroskaBytes(head)
  // A PDF that was put in order for the web has an end in its middle as well (ISO 32000-1, annex F).
  return Number(/^[^]{0,1023}%PDF-[^]{0,1023}\/Linearized[^>]*\/L\s+(\d+)/.exec(head)?.[1] ?? 0)
}

/** Matroska and WebM: a header, and a segment that is the rest (RFC 9559). Recordings of browsers do not know how long it is. */
function matroskaBytes(head: string): number {
  const header = elementSize(head, 4)
  const segmentAt = header.end + header.bytes
  if (head.slice(segmentAt, segmentAt + 4) !== '\x18\x53\x80\x67') return 0
  const { bytes, end } = elementSize(head, segmentAt + 4)
  return end + bytes
}

/** The size of an element, 0 where it is unknown, and where it ends: as many bytes follow the first as zeros lead it (RFC 8794, 4 to 6). */
function elementSize(head: string, at: number): { readonly bytes: number; readonly end: number } {
  const length = Math.clz32(head.charCodeAt(at)) - 23
  const end = at + length
  // The first bit that is set tells the length. Taken off first: no number is as exact as eight bytes are.
  const first = head.charCodeAt(at) & (2 ** (8 - length) - 1)
  const bytes = big(String.fromCharCode(first) + head.slice(at + 1, end))
  return { bytes: bytes < 2 ** (7 * length) - 1 ? bytes : 0, end }
}

const needed: ReadonlySet<string> = new Set(['ftyp', 'moov', 'moof', 'mdat', 'meta'])
const others: ReadonlySet<string> = new Set(['free', 'skip', 'wide', 'pnot', 'uuid', 'styp', 'sidx', 'mfra'])
/** Most boxes looked at. Each may take a read of its own; a film in fragments has two for every few seconds. */
const mostBoxes = 128

/**
 * Whether MP4, QuickTime or HEIC lacks a part: they are boxes, one after the other, with their length before them (ISO/IEC 14496-12, 4.2),
 * and nothing shows without the index, which a camera that stops in the middle has not written.
 */
async function isFilmCut(bytes: ByteWindow): Promise<boolean> {
  const { sizeBytes } = bytes
  let hasIndex = false
  for (let [at, boxes] = [0, 0]; at + 8 <= sizeBytes; boxes += 1) {
    const box = textOf(await bytes.read(at, 16))
    const type = box.slice(4, 8)
    // What phones write behind a film.
    if (boxes === mostBoxes || (!needed.has(type) && !others.has(type))) return false
    hasIndex ||= type === 'moov' || type === 'meta'
    const short = big(box.slice(0, 4))
    // 1: the length is longer, and stands behind; 0: all the rest.
    const length = short === 1 ? big(box.slice(8)) : short || sizeBytes - at
    if (length < 8) return false
    at += length
    if (at > sizeBytes && needed.has(type)) return true
  }
  return !hasIndex
}

/** Office files of before 2007, and all that are protected by a password: MS-CFB, 2.2, and the stream that MS-OFFCRYPTO names so. */
async function flawInOffice(bytes: ByteWindow, head: string): Promise<Flaw | null> {
  const directoryAt = (little(head.slice(48, 52)) + 1) * 2 ** little(head.slice(30, 32))
  if (directoryAt >= bytes.sizeBytes) return 'cut'
  return textOf(await bytes.read(directoryAt, 512)).includes('E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0') ? 'locked' : null
}

/** A character for each byte. */
function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

function big(text: string): number {
  return Array.from(text).reduce((value, each) => value * 256 + each.charCodeAt(0), 0)
}

function little(text: string): number {
  return big(Array.from(text).toReversed().join(''))
}
