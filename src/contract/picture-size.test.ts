import { expect, test } from 'vitest'
import { pictureSizeOf, shownFormatOf } from './picture-size.ts'

function bytes(length: number, write: (buffer: Buffer) => void): Buffer {
  const buffer = Buffer.alloc(length)
  write(buffer)
  return buffer
}

const png = bytes(64, (buffer) => {
  buffer.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
  buffer.writeUInt32BE(1920, 16)
  buffer.writeUInt32BE(1080, 20)
})
function crushed(buffer: Buffer): void {
  buffer.write('\x89PNG\r\n\x1a\n\0\0\0\x04CgBI', 'latin1')
  buffer.write('IHDR', 28, 'latin1')
  buffer.writeUInt32BE(640, 32)
  buffer.writeUInt32BE(480, 36)
}
const gif = bytes(64, (buffer) => {
  buffer.write('GIF89a', 'latin1')
  buffer.writeUInt16LE(320, 6)
  buffer.writeUInt16LE(200, 8)
})
const webp = (chunk: string, write: (buffer: Buffer) => void) =>
  bytes(64, (buffer) => {
    buffer.write('RIFF\0\0\0\0WEBP' + chunk, 'latin1')
    write(buffer)
  })
const jpeg = bytes(64, (buffer) => {
  buffer.writeUInt16BE(0xffd8, 0)
  buffer.writeUInt16BE(0xffe1, 2)
  buffer.writeUInt16BE(20, 4)
  buffer.writeUInt16BE(0xffc2, 24)
  buffer.writeUInt16BE(17, 26)
  buffer.writeUInt16BE(480, 29)
  buffer.writeUInt16BE(640, 31)
})

/** A JPEG whose EXIF data says how it lies, in one of the two orders of bytes that EXIF knows. */
const photo = (orientation: number, order: 'II' | 'MM') =>
  bytes(96, (buffer) => {
    buffer.writeUInt16BE(0xffd8, 0)
    buffer.writeUInt16BE(0xffe1, 2)
    buffer.writeUInt16BE(44, 4)
    buffer.write(`Exif\0\0${order}`, 6, 'latin1')
    const [uint16, uint32] =
      order === 'II'
        ? [
            (value: number, at: number) => buffer.writeUInt16LE(value, at),
            (v: number, at: number) => buffer.writeUInt32LE(v, at),
          ]
        : [
            (value: number, at: number) => buffer.writeUInt16BE(value, at),
            (v: number, at: number) => buffer.writeUInt32BE(v, at),
          ]
    uint16(42, 14)
    uint32(8, 16)
    uint16(2, 20)
    uint16(0x010f, 22)
    uint16(0x0112, 34)
    uint16(3, 36)
    uint32(1, 38)
    uint16(orientation, 42)
    buffer.writeUInt16BE(0xffff, 48)
    buffer.writeUInt8(0xc0, 50)
    buffer.writeUInt16BE(17, 51)
    buffer.writeUInt16BE(3024, 54)
    buffer.writeUInt16BE(4032, 56)
  })
const bmp = (headerBytes: number, write: (buffer: Buffer) => void) =>
  bytes(64, (buffer) => {
    buffer.write('BM', 'latin1')
    buffer.writeUInt32LE(headerBytes, 14)
    write(buffer)
  })

test.each([
  ['PNG', png, { width: 1920, height: 1080 }],
  ['GIF', gif, { width: 320, height: 200 }],
  ['a JPEG whose frame stands behind EXIF data', jpeg, { width: 640, height: 480 }],
  [
    'lossy WebP',
    webp('VP8 ', (buffer) => {
      buffer.writeUInt16LE(640, 26)
      buffer.writeUInt16LE(480, 28)
    }),
    { width: 640, height: 480 },
  ],
  [
    'lossless WebP',
    webp('VP8L', (buffer) => buffer.writeUInt32LE((639 | (479 << 14)) >>> 0, 21)),
    { width: 640, height: 480 },
  ],
  [
    'extended WebP',
    webp('VP8X', (buffer) => {
      buffer.writeUIntLE(639, 24, 3)
      buffer.writeUIntLE(479, 27, 3)
    }),
    { width: 640, height: 480 },
  ],
  ['a photo that lies as it is shown', photo(1, 'II'), { width: 4032, height: 3024 }],
  ['a photo on its side', photo(6, 'II'), { width: 3024, height: 4032 }],
  ['a photo on its side, in the other order of bytes', photo(8, 'MM'), { width: 3024, height: 4032 }],
  ['a photo with an orientation that there is not', photo(9, 'MM'), { width: 4032, height: 3024 }],
  ['a photo upside down', photo(3, 'MM'), { width: 4032, height: 3024 }],
  [
    'BMP with its top row first',
    bmp(40, (buffer) => {
      buffer.writeInt32LE(800, 18)
      buffer.writeInt32LE(-600, 22)
    }),
    { width: 800, height: 600 },
  ],
  [
    'the oldest kind of BMP',
    bmp(12, (buffer) => {
      buffer.writeUInt16LE(320, 18)
      buffer.writeUInt16LE(200, 20)
    }),
    { width: 320, height: 200 },
  ],
])('the size of %s is read from its head', (_format, head, size) => {
  expect(pictureSizeOf(head)).toEqual(size)
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10"/>')],
  ['a JPEG that ends before its frame', jpeg.subarray(0, 30)],
  ['a JPEG with a broken segment length', bytes(64, (buffer) => buffer.writeUInt32BE(0xffd8ffe1, 0))],
  ['a PNG without a width', bytes(64, (buffer) => buffer.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'))],
  ['a PNG that begins with another chunk than its header, as iOS writes it', bytes(64, crushed)],
  ['a text that begins like a GIF', Buffer.from('GIFs are short films, and this is a text about them.')],
  ['a text that begins like a BMP', Buffer.from('BMW prices of this year, with and without the extras.')],
  ['a JPEG whose data begins before any frame', Buffer.concat([Buffer.from('ffd8ffda000c', 'hex'), jpeg.subarray(24)])],
  [
    'a PNG wider than anything',
    bytes(64, (buffer) => {
      buffer.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
      buffer.writeUInt32BE(0xffffffff, 16)
      buffer.writeUInt32BE(1, 20)
    }),
  ],
])('%s has no size', (_what, head) => {
  expect(pictureSizeOf(head)).toBeNull()
})

test('cut anywhere, or with any byte wrong, a head is measured or it is not, and nothing breaks', () => {
  for (const head of [png, gif, jpeg, photo(6, 'II'), bmp(40, () => undefined)]) {
    for (let at = 0; at < head.length; at += 1) {
      expect(() => pictureSizeOf(head.subarray(0, at))).not.toThrow()
      for (const value of [0, 0x7f, 0xff]) {
        const broken = Buffer.from(head)
        broken[at] = value
        expect(() => pictureSizeOf(broken)).not.toThrow()
      }
    }
  }
})

test.each([
  ['png', png],
  ['gif', gif],
  ['jpeg', jpeg],
  ['jpeg', jpeg.subarray(0, 10)],
  ['webp', webp('VP8 ', () => undefined)],
  ['bmp', bmp(124, () => undefined)],
  [null, bytes(64, (buffer) => buffer.write('RIFF\0\0\0\0WAVE'))],
  [null, Buffer.alloc(0)],
] as const)('a file begins like a picture of the format %s', (format, head) => {
  expect(shownFormatOf(head)).toBe(format)
})
