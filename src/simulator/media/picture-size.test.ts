import { expect, test } from 'vitest'
import { pictureSizeOf } from './picture-size.ts'

function bytes(length: number, write: (buffer: Buffer) => void): Buffer {
  const buffer = Buffer.alloc(length)
  write(buffer)
  return buffer
}

const png = bytes(64, (buffer) => {
  buffer.write('\x89PNG\r\n\x1a\n', 'latin1')
  buffer.writeUInt32BE(1920, 16)
  buffer.writeUInt32BE(1080, 20)
})
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
])('the size of %s is read from its head', (_format, head, size) => {
  expect(pictureSizeOf(head)).toEqual(size)
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10"/>')],
  ['a JPEG that ends before its frame', jpeg.subarray(0, 30)],
  ['a JPEG with a broken segment length', bytes(64, (buffer) => buffer.writeUInt32BE(0xffd8ffe1, 0))],
])('%s has no size', (_what, head) => {
  expect(pictureSizeOf(head)).toBeNull()
})
