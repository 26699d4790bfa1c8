import { joinBytes } from '../../contract/join-bytes.ts'

/** Files as programs write them, reduced to what identifies them: the headers are real, most have no picture data. */

type Piece = Uint8Array | string | readonly number[]

/** Texts are Latin-1, one byte for each character. */
export function bytesOf(...pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  return joinBytes(pieces.map((piece) => (typeof piece === 'string' ? latin1(piece) : piece)))
}

const latin1 = (text: string) => Array.from(text, (character) => character.charCodeAt(0))

const big = (value: number, length: number) =>
  Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) % 256)
const little = (value: number, length: number) => big(value, length).toReversed()
const zeros = (length: number) => new Uint8Array(length)

export const pngSignature = '\x89PNG\r\n\x1a\n'
const chunk = (type: string, data: Piece) => {
  const bytes = bytesOf(data)
  return bytesOf(big(bytes.length, 4), type, bytes, zeros(4))
}

/** @param before Chunks between the header and the data: their type, and their content or its length. */
export function png(
  width: number,
  height: number,
  before: readonly (readonly [string, number | Uint8Array])[] = [],
): Uint8Array {
  const between = before.map(([type, content]) => chunk(type, typeof content === 'number' ? zeros(content) : content))
  return bytesOf(
    pngSignature,
    chunk('IHDR', bytesOf(big(width, 4), big(height, 4), [8, 2, 0, 0, 0])),
    ...between,
    chunk('IDAT', zeros(8)),
    chunk('IEND', ''),
  )
}

/** As iOS stores it in apps: another chunk precedes the header, and only iOS can show it. */
export function crushedPng(width: number, height: number): Uint8Array {
  const header = chunk('IHDR', bytesOf(big(width, 4), big(height, 4), [8, 6, 0, 0, 0]))
  return bytesOf(pngSignature, chunk('CgBI', zeros(4)), header, chunk('IDAT', zeros(8)))
}

export function segment(marker: number, data: Piece): Uint8Array {
  const bytes = bytesOf(data)
  return bytesOf([0xff, marker], big(bytes.length + 2, 2), bytes)
}

/** EXIF data with an orientation, and `padding` bytes behind it. */
export function exif(orientation: number, order: 'II' | 'MM' = 'II', padding = 0): Uint8Array {
  const number = order === 'II' ? little : big
  const entry = [...number(0x0112, 2), ...number(3, 2), ...number(1, 4), ...number(orientation, 2), 0, 0]
  const lies = bytesOf(order, number(42, 2), number(8, 4), number(1, 2), entry, zeros(4))
  return segment(0xe1, bytesOf('Exif\0\0', lies, zeros(padding)))
}

/** The same data as a PNG has it in its eXIf chunk. */
export function exifOfPng(orientation: number, order: 'II' | 'MM' = 'II'): Uint8Array {
  return exif(orientation, order).slice(10)
}

/** Metadata of `sizeBytes`, in as many segments as it needs. */
export function metadata(sizeBytes: number): Uint8Array {
  const whole = Array.from({ length: Math.floor(sizeBytes / 65_000) }, () => segment(0xe2, zeros(65_000)))
  return bytesOf(...whole, segment(0xe2, zeros(sizeBytes % 65_000)))
}

interface JpegOptions {
  /** Marker of the frame header: 0xc0 baseline, 0xc2 progressive. */
  readonly frame?: number
  /** 3 for colour, 4 for CMYK. */
  readonly components?: number
  /** Segments before the frame header. */
  readonly before?: readonly Uint8Array[]
}

export function jpeg(width: number, height: number, options: JpegOptions = {}): Uint8Array<ArrayBuffer> {
  const { frame = 0xc0, components = 3, before = [] } = options
  const each = Array.from({ length: components }, (_, at) => [at + 1, 0x11, 0]).flat()
  return bytesOf(
    [0xff, 0xd8],
    segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
    ...before,
    segment(0xdb, zeros(65)),
    segment(frame, bytesOf([8], big(height, 2), big(width, 2), [components], each)),
    segment(0xda, zeros(10)),
    zeros(32),
    [0xff, 0xd9],
  )
}

export function gif(width: number, height: number, version = '89a'): Uint8Array {
  return bytesOf(`GIF${version}`, little(width, 2), little(height, 2), zeros(30), ';')
}

/** A GIF with a table of colours and a frame for each of these lengths of data, which has no picture in it. */
export function animatedGif(width: number, height: number, framesBytes: readonly number[]): Uint8Array {
  const blocks = (length: number): readonly Piece[] =>
    length > 255 ? [[255], zeros(255).fill(7), ...blocks(length - 255)] : [[length], zeros(length).fill(7), [0]]
  const sides = bytesOf(little(width, 2), little(height, 2))
  const repeat = bytesOf([0x21, 0xff, 11], 'NETSCAPE2.0', [3, 1, 0, 0, 0])
  const frames = framesBytes.flatMap((length) => [
    bytesOf([0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0], sides, [0x81], zeros(12), [2]),
    ...blocks(length),
  ])
  return bytesOf('GIF89a', sides, [0x92, 0, 0], zeros(24), repeat, ...frames, ';')
}

export function webp(chunkName: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number, flags = 0): Uint8Array {
  const data = {
    'VP8 ': bytesOf(zeros(3), [0x9d, 0x01, 0x2a], little(width, 2), little(height, 2), zeros(8)),
    VP8L: bytesOf([0x2f], little(width - 1 + (height - 1) * 2 ** 14, 4), zeros(8)),
    VP8X: bytesOf([flags, 0, 0, 0], little(width - 1, 3), little(height - 1, 3), 'ANIM', little(6, 4), zeros(6)),
  }[chunkName]
  return bytesOf('RIFF', little(data.length + 12, 4), 'WEBP', chunkName, little(data.length, 4), data)
}

export function bmp(width: number, height: number): Uint8Array {
  const header = bytesOf(little(40, 4), little(width, 4), little(2 ** 32 + height, 4), [1, 0, 24, 0], zeros(24))
  const pixels = zeros(Math.ceil((width * 3) / 4) * 4 * Math.abs(height))
  return bytesOf('BM', little(54 + pixels.length, 4), zeros(4), little(54, 4), header, pixels)
}

/** HEIC, HEIF, AVIF and Canon's raw format: containers that begin with a box of brands. */
export function brands(major: string, ...compatible: readonly string[]): Uint8Array {
  return bytesOf(big(16 + 4 * compatible.length, 4), 'ftyp', major, zeros(4), ...compatible, zeros(64))
}

export function tiff(order: 'II' | 'MM'): Uint8Array {
  const number = order === 'II' ? little : big
  return bytesOf(order, number(42, 2), number(8, 4), number(0, 2), zeros(64))
}
