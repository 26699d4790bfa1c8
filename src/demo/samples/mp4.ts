import type { EncodedFilm } from './h264.ts'

interface FilmSize {
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
}

/** A film as an MP4 file (ISO/IEC 14496-12 and -15) with one track, its index before its frames. */
export function mp4(film: EncodedFilm, size: FilmSize): Buffer {
  const type = box('ftyp', text('isom'), u32(512), text('isomiso2avc1mp41'))
  // The index names the place of the frames, which depends on its own length, not on the number in it.
  const index = (framesAt: number) => box('moov', movieHeader(film, size), track(film, size, framesAt))
  const framesAt = type.length + index(0).length + 8
  return Buffer.concat([type, index(framesAt), box('mdat', ...samplesOf(film))])
}

const samplesOf = ({ frames }: EncodedFilm) => frames.map((frame) => Buffer.concat([u32(frame.length), frame]))

/** Places nothing anew: one to one, in 16.16 and 2.30 fixed point. */
const matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map(u32)

function movieHeader({ frames }: EncodedFilm, { framesPerSecond }: FilmSize): Buffer {
  const rest = [u32(0x10000), u16(0x100), zeros(10), ...matrix, zeros(24), u32(2)]
  return fullBox('mvhd', 0, zeros(8), u32(framesPerSecond), u32(frames.length), ...rest)
}

function track(film: EncodedFilm, size: FilmSize, framesAt: number): Buffer {
  const { width, height, framesPerSecond } = size
  const count = film.frames.length
  const place = [zeros(16), ...matrix, u32(width << 16), u32(height << 16)]
  const header = fullBox('tkhd', 3, zeros(8), u32(1), zeros(4), u32(count), ...place)
  const media = box(
    'mdia',
    fullBox('mdhd', 0, zeros(8), u32(framesPerSecond), u32(count), u16(0x55c4), zeros(2)),
    fullBox('hdlr', 0, zeros(4), text('vide'), zeros(12), text('film\0')),
    box(
      'minf',
      fullBox('vmhd', 1, zeros(8)),
      box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))),
      sampleTable(film, size, framesAt),
    ),
  )
  return box('trak', header, media)
}

function sampleTable(film: EncodedFilm, size: FilmSize, framesAt: number): Buffer {
  const samples = samplesOf(film)
  return box(
    'stbl',
    fullBox('stsd', 0, u32(1), sampleEntry(film, size)),
    fullBox('stts', 0, u32(1), u32(samples.length), u32(1)),
    fullBox('stss', 0, u32(1), u32(1)),
    fullBox('stsc', 0, u32(1), u32(1), u32(samples.length), u32(1)),
    fullBox('stsz', 0, u32(0), u32(samples.length), ...samples.map(({ length }) => u32(length))),
    fullBox('stco', 0, u32(1), u32(framesAt)),
  )
}

function sampleEntry({ sps, pps }: EncodedFilm, { width, height }: FilmSize): Buffer {
  const sets = [Buffer.from([0xe1]), u16(sps.length), sps, Buffer.from([1]), u16(pps.length), pps]
  const settings = box('avcC', Buffer.from([1]), sps.subarray(1, 4), Buffer.from([0xff]), ...sets)
  const look = [
    u16(width),
    u16(height),
    u32(0x480000),
    u32(0x480000),
    zeros(4),
    u16(1),
    zeros(32),
    u16(24),
    u16(0xffff),
  ]
  return box('avc1', zeros(6), u16(1), zeros(16), ...look, settings)
}

function box(name: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(body.length + 8), text(name), body])
}

/** A box with a version, which is 0 here, and flags. */
const fullBox = (name: string, flags: number, ...content: readonly Buffer[]) => box(name, u32(flags), ...content)

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

const zeros = (length: number) => Buffer.alloc(length)
const text = (value: string) => Buffer.from(value, 'latin1')
