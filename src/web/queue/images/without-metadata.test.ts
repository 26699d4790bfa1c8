import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pictureSizeOf } from '../../../contract/picture-size.ts'
import { bytesOf, exif, exifOfPng, jpeg, png, segment, webp } from '../../../engine/testing/pictures.ts'
import { withoutMetadata, type Strippable } from './without-metadata.ts'

const text = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('latin1')
const place = 'GPSLatitude 31.2304'
const marked = (data: Uint8Array) => bytesOf(data, place)
const exifWithPlace = (orientation: number) => {
  const bytes = marked(exif(orientation))
  new DataView(bytes.buffer).setUint16(2, bytes.length - 2)
  return bytes
}
const profile = segment(0xe2, 'ICC_PROFILE\0\x01\x01profile')

/** A WebP with what its header says comes with it. */
function webpWith(flags: number, chunks: readonly (readonly [string, Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const body = chunks.map(([type, data]) =>
    bytesOf(type, [data.length & 255, data.length >> 8, 0, 0], data, new Uint8Array(data.length % 2)),
  )
  const head = webp('VP8X', 640, 360, flags).slice(0, 30)
  const whole = bytesOf(head, ...body)
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true)
  return whole
}

const pixels = bytesOf('pixels!')

const withPlace: readonly (readonly [string, Strippable, Uint8Array<ArrayBuffer>])[] = [
  ['JPEG', 'jpeg', jpeg(640, 360, { before: [exifWithPlace(1), profile] })],
  ['JPEG on its side', 'jpeg', jpeg(640, 360, { before: [exifWithPlace(6), profile] })],
  ['JPEG with XMP', 'jpeg', jpeg(640, 360, { before: [segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${place}`)] })],
  ['JPEG with IPTC', 'jpeg', jpeg(640, 360, { before: [segment(0xed, `Photoshop 3.0\0${place}`)] })],
  ['JPEG with a comment', 'jpeg', jpeg(640, 360, { before: [segment(0xfe, place)] })],
  ['JPEG with a film behind it', 'jpeg', marked(jpeg(640, 360))],
  ['PNG', 'png', bytesOf(png(640, 360, [['eXIf', marked(exifOfPng(8))]]))],
  [
    'PNG with texts',
    'png',
    bytesOf(
      png(640, 360, [
        ['tEXt', bytesOf(place)],
        ['iTXt', bytesOf(place)],
        ['iCCP', 9],
      ]),
    ),
  ],
  [
    'WebP',
    'webp',
    webpWith(0x0c, [
      ['VP8 ', pixels],
      ['EXIF', marked(exifOfPng(6))],
      ['XMP ', bytesOf(place)],
    ]),
  ],
]

describe('what tells of the place', () => {
  test.each(withPlace)('%s: it is gone, and the picture is the same', (_what, format, bytes) => {
    const stripped = withoutMetadata(bytes, format)
    expect(text(bytes)).toContain(place)
    expect(stripped).not.toBeNull()
    expect(text(stripped)).not.toContain(place)
    // Width and height as they are shown: the orientation stays.
    expect(pictureSizeOf(stripped ?? pixels)).toEqual(pictureSizeOf(bytes))
    expect(stripped?.length).toBeLessThan(bytes.length)
    expect(withoutMetadata(stripped ?? pixels, format)).toBeNull()
  })
})

test('Colour profiles and pixels stay', () => {
  expect(text(withoutMetadata(jpeg(9, 9, { before: [exifWithPlace(3), profile] }), 'jpeg'))).toContain('ICC_PROFILE')
  expect(
    text(
      withoutMetadata(
        webpWith(0x2c, [
          ['ICCP', pixels],
          ['VP8 ', pixels],
          ['EXIF', pixels],
        ]),
        'webp',
      ),
    ),
  ).toMatch(/VP8X.*ICCP.*pixels!.*VP8 .*pixels!/s)
})

test.each([
  ['a JPEG without metadata', 'jpeg', jpeg(9, 9)],
  ['a PNG without metadata', 'png', bytesOf(png(9, 9))],
  [
    'an animated PNG',
    'png',
    bytesOf(
      png(9, 9, [
        ['acTL', 8],
        ['tEXt', 99],
      ]),
    ),
  ],
  [
    'an animated WebP',
    'webp',
    webpWith(0x0a, [
      ['ANIM', pixels],
      ['EXIF', pixels],
    ]),
  ],
  ['a WebP without metadata', 'webp', bytesOf(webp('VP8 ', 9, 9))],
  ['a JPEG that was cut off', 'jpeg', jpeg(9, 9, { before: [exifWithPlace(1)] }).slice(0, -10)],
  ['a PNG that was cut off', 'png', bytesOf(png(9, 9, [['tEXt', 99]])).slice(0, -5)],
] as const)('%s is left alone', (_what, format, bytes) => {
  expect(withoutMetadata(bytes, format)).toBeNull()
})

test('Whatever the bytes are, the answer is smaller or none, and the same picture', () => {
  const anyBytes = fc
    .tuple(fc.constantFrom(...withPlace), fc.nat(600), fc.nat(255), fc.boolean())
    .map(([[, format, whole], at, value, isCut]) => {
      const bytes = new Uint8Array(whole)
      if (at < bytes.length) bytes[at] = value
      return { format, bytes: isCut ? bytes.slice(0, Math.max(30, at)) : bytes }
    })
  fc.assert(
    fc.property(anyBytes, ({ format, bytes }) => {
      const before = text(bytes)
      const stripped = withoutMetadata(bytes, format)
      expect(text(bytes)).toBe(before)
      if (stripped) expect(stripped.length).toBeLessThan(bytes.length)
    }),
    { numRuns: 500 },
  )
})
