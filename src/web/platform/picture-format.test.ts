import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readContents } from '../../engine/files/read-contents.ts'
import { inMemoryFile } from '../drop/page-file.ts'
import {
  animatedGif,
  bmp,
  brands,
  bytesOf,
  crushedPng,
  exif,
  exifOfPng,
  gif,
  jpeg,
  metadata,
  png,
  pngSignature,
  segment,
  tiff,
  webp,
} from '../../engine/testing/pictures.ts'
import { pictureFormatOf } from './picture-format.ts'

const read = (bytes: Uint8Array, name = 'file') =>
  readContents(inMemoryFile(new File([new Uint8Array(bytes)], name), name), pictureFormatOf)

const utf16 = (text: string) => bytesOf([0xff, 0xfe], Buffer.from(text, 'utf16le'))
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

describe('pictures that Feishu shows', () => {
  test.each([
    ['PNG', png(640, 360), 'png'],
    ['animated PNG', png(640, 360, [['acTL', 8]]), 'png'],
    ['PNG with a large colour profile before its data', png(640, 360, [['iCCP', 500_000]]), 'png'],
    ['baseline JPEG', jpeg(640, 360), 'jpeg'],
    ['progressive JPEG', jpeg(640, 360, { frame: 0xc2 }), 'jpeg'],
    ['CMYK JPEG', jpeg(640, 360, { components: 4 }), 'jpeg'],
    ['JPEG behind 300 KB of metadata', jpeg(640, 360, { before: [metadata(300_000)] }), 'jpeg'],
    ['JPEG behind 40 MB of metadata', jpeg(640, 360, { before: [metadata(40_000_000)] }), 'jpeg'],
    ['JPEG with stray bytes between segments', jpeg(640, 360, { before: [new Uint8Array(300)] }), 'jpeg'],
    ['JPEG with fill bytes', jpeg(640, 360, { before: [new Uint8Array(20).fill(0xff)] }), 'jpeg'],
    ['GIF', gif(640, 360), 'gif'],
    ['old GIF', gif(640, 360, '87a'), 'gif'],
    ['lossy WebP', webp('VP8 ', 640, 360), 'webp'],
    ['lossless WebP', webp('VP8L', 640, 360), 'webp'],
    ['animated WebP', webp('VP8X', 640, 360, 2), 'webp'],
    ['BMP', bmp(640, 360), 'bmp'],
    ['BMP with its top row first', bmp(640, -360), 'bmp'],
  ])('%s', async (_what, bytes, format) => {
    expect(await read(bytes)).toEqual({ kind: 'image', format, pixels: { width: 640, height: 360 } })
  })

  test.each(['x.heic', 'x.dat', 'x', 'x.txt', 'x.svg'])('also under the name %s', async (name) => {
    expect(await read(jpeg(640, 360), name)).toMatchObject({ kind: 'image', format: 'jpeg' })
  })

  test.each([
    ['on its side', exif(6), { width: 360, height: 640 }],
    ['on its side, in the other order of bytes', exif(8, 'MM'), { width: 360, height: 640 }],
    ['upside down', exif(3), { width: 640, height: 360 }],
    ['with a preview in its EXIF data', exif(6, 'II', 60_000), { width: 360, height: 640 }],
    ['with XMP first', bytesOf(segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0'), exif(6)), { width: 360, height: 640 }],
    ['behind 300 KB of metadata', bytesOf(metadata(300_000), exif(6)), { width: 360, height: 640 }],
    ['before 300 KB of metadata', bytesOf(exif(6), metadata(300_000)), { width: 360, height: 640 }],
  ])('a photo %s has the size as it is shown', async (_what, before, pixels) => {
    expect((await read(jpeg(640, 360, { before: [before] }))).pixels).toEqual(pixels)
  })
})

/** As Chromium 156 shows them: `naturalWidth` of each was looked at. */
describe('a PNG with EXIF data', () => {
  test.each([
    ['on its side', png(640, 360, [['eXIf', exifOfPng(6)]]), { width: 360, height: 640 }],
    ['in the other order of bytes', png(640, 360, [['eXIf', exifOfPng(8, 'MM')]]), { width: 360, height: 640 }],
    [
      'behind a large profile',
      png(640, 360, [
        ['iCCP', 500_000],
        ['eXIf', exifOfPng(5)],
      ]),
      { width: 360, height: 640 },
    ],
    ['that lies as it is shown', png(640, 360, [['eXIf', exifOfPng(1)]]), { width: 640, height: 360 }],
    ['that is broken', png(640, 360, [['eXIf', exifOfPng(6).slice(0, 12)]]), { width: 640, height: 360 }],
  ])('has the size as it is shown: %s', async (_what, bytes, pixels) => {
    expect(await read(bytes)).toEqual({ kind: 'image', format: 'png', pixels })
  })
})

describe('pictures that Feishu is not known to show', () => {
  test.each([
    ['heic', brands('heic', 'mif1', 'heic')],
    ['heic', brands('heix', 'mif1')],
    ['heic', brands('mif1', 'heic')],
    ['heic', brands('msf1', 'hevc')],
    ['avif', brands('avif', 'mif1', 'miaf')],
    ['avif', brands('avis', 'msf1')],
    ['cr3', brands('crx ', 'isom')],
    ['tiff', tiff('II')],
    ['tiff', tiff('MM')],
    ['cr2', bytesOf('II*\0\x10\0\0\0CR\x02\0', new Uint8Array(64))],
    ['orf', bytesOf('IIRO\x08\0\0\0\x18', new Uint8Array(64))],
    ['rw2', bytesOf('IIU\0\x18\0\0\0\x88\xe7\x74\xd8', new Uint8Array(64))],
    ['raf', bytesOf('FUJIFILMCCD-RAW ', new Uint8Array(64))],
    ['psd', bytesOf('8BPS\0\x01', new Uint8Array(64))],
    ['ico', bytesOf([0, 0, 1, 0, 1, 0, 16, 16], new Uint8Array(64))],
    ['jp2', bytesOf('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ', new Uint8Array(64))],
    ['jxl', bytesOf('\xff\x0a', new Uint8Array(64))],
    ['jls', bytesOf([0xff, 0xd8], segment(0xf7, new Uint8Array(9)), new Uint8Array(64))],
    ['bpg', bytesOf('BPG\xfb', new Uint8Array(64))],
    ['svg', bytesOf(svg)],
    ['svg', bytesOf('\xef\xbb\xbf', svg)],
    [
      'svg',
      bytesOf(`<?xml version="1.0"?>\n<!-- made by <svg> -->\n<!DOCTYPE svg PUBLIC "x" "y" [<!ENTITY a "b">]>\n${svg}`),
    ],
    ['svg', bytesOf('<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>')],
    ['svg', utf16(`<?xml version="1.0" encoding="utf-16"?>${svg}`)],
  ])('%s', async (format, bytes) => {
    expect(await read(bytes, 'x.png')).toEqual({ kind: 'file', format, pixels: null })
  })
})

describe('broken pictures keep their format and have no size', () => {
  test.each([
    ['jpeg', jpeg(640, 360).slice(0, 40)],
    ['jpeg', jpeg(640, 360).slice(0, 3)],
    ['jpeg', jpeg(640, 360).slice(0, jpeg(640, 360).length - 46)],
    ['jpeg', bytesOf([0xff, 0xd8, 0xff], new Uint8Array(9000))],
    ['jpeg', jpeg(0, 360)],
    ['png', bytesOf(pngSignature)],
    ['png', png(640, 360).slice(0, 40)],
    ['png', png(0, 0)],
    ['png', png(70_000, 10)],
    ['png', crushedPng(640, 360)],
    ['gif', gif(640, 360).slice(0, 8)],
    ['gif', gif(640, 360).slice(0, 13)],
    ['webp', webp('VP8 ', 640, 360).slice(0, 20)],
  ])('%s', async (format, bytes) => {
    expect(await read(bytes)).toEqual({ kind: 'file', format, pixels: null })
  })
})

describe('no pictures, whatever their names say', () => {
  test.each([
    ['a page saved as a picture', bytesOf('<!DOCTYPE html><html><body><svg width="1"></svg></body></html>')],
    ['a PDF', bytesOf('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n%%EOF')],
    ['an answer of a server', bytesOf('{"error":"not found"}')],
    ['a text that begins like a BMP', bytesOf('BMW prices, with and without the extras, in euros')],
    ['a text that begins like a GIF', bytesOf('GIFs are short films, and this is a text about them')],
    ['a compressed SVG', bytesOf([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], new Uint8Array(40))],
    ['a drawing of AutoCAD', bytesOf('AC1032', new Uint8Array(64))],
    ['a film', brands('isom', 'isom', 'mp41')],
    ['an archive', bytesOf('PK\x03\x04', new Uint8Array(64), 'PK\x05\x06')],
    ['nothing', new Uint8Array(0)],
    ['zeros', new Uint8Array(5000)],
  ])('%s', async (_what, bytes) => {
    expect(await read(bytes, 'x.png')).toEqual({ kind: 'file', format: null, pixels: null })
  })
})

/** The pixels of a JPEG, in which a byte FF is followed by 00. */
const jpegData = (sizeBytes: number) =>
  Uint8Array.from({ length: sizeBytes }, (_, at) => (at % 200 === 0 ? 0xff : at % 200 === 1 ? 0 : (at * 7) % 251))
const photo = (dataBytes: number, frame = 0xc0) =>
  bytesOf(jpeg(640, 360, { frame }).slice(0, -34), jpegData(dataBytes), [0xff, 0xd9])
const animation = animatedGif(640, 360, [900, 70_000, 600])
const film = bytesOf(
  '\0\0\0\x18ftypmp42',
  Uint8Array.from({ length: 90_000 }, (_, at) => (at * at * 31) % 256),
)

describe('where a picture ends', () => {
  test.each([
    ['jpeg', photo(300_000).slice(0, -2)],
    ['jpeg', photo(300_000).slice(0, 90_000)],
    ['jpeg', photo(1000).slice(0, -2)],
    ['jpeg', jpeg(640, 360).slice(0, -30)],
    ['png', png(640, 360).slice(0, -12)],
    ['png', png(640, 360, [['tEXt', 500_000]]).slice(0, -20)],
    ['webp', webp('VP8 ', 640, 360).slice(0, -2)],
    ['bmp', bmp(640, 360).slice(0, -1)],
    ['gif', animation.slice(0, -20)],
    ['gif', animation.slice(0, 30_000)],
    ['gif', animation.slice(0, -3)],
    ['bmp', bmp(640, -360).slice(0, 5000)],
  ])('%s that was cut off behind its headers is broken (case %#)', async (format, bytes) => {
    expect(await read(bytes)).toEqual({ kind: 'file', format, pixels: null })
  })

  test.each([
    ['JPEG', photo(300_000)],
    ['photo with a film behind it', bytesOf(photo(300_000), film)],
    ['photo with a preview behind it', bytesOf(photo(300_000), photo(4000))],
    ['photo with zeros behind it', bytesOf(photo(300_000), new Uint8Array(100_000))],
    ['PNG with another file behind it', bytesOf(png(640, 360), film.slice(0, 60_000))],
    ['PNG without its last checksum', png(640, 360).slice(0, -2)],
    ['WebP with zeros behind it', bytesOf(webp('VP8 ', 640, 360), new Uint8Array(100))],
    ['BMP with bytes behind it', bytesOf(bmp(640, 360), film)],
    ['PNG with a large file behind it', bytesOf(png(640, 360, [['tEXt', 500_000]]), film, film)],
    ['GIF without its last byte', gif(640, 360).slice(0, -1)],
    ['GIF of several frames', animation],
    ['GIF of several frames without its last byte', animation.slice(0, -1)],
    ['GIF with another file behind it', bytesOf(animation, film)],
    ['progressive JPEG', photo(300_000, 0xc2)],
  ])('%s is a picture', async (_what, bytes) => {
    expect(await read(bytes)).toMatchObject({ kind: 'image', pixels: { width: 640, height: 360 } })
  })

  test('A JPEG of several scans that ends within one is broken although the browser shows it, blurred', async () => {
    const shown = () => Promise.resolve(true)
    const read = (bytes: Uint8Array) =>
      readContents(inMemoryFile(new File([new Uint8Array(bytes)], 'x'), 'x'), pictureFormatOf, shown)
    expect(await read(photo(300_000, 0xc2).slice(0, 90_000))).toMatchObject({ kind: 'file', format: 'jpeg' })
    expect(await read(photo(300_000).slice(0, 90_000))).toMatchObject({ kind: 'image', format: 'jpeg' })
  })

  test('What the browser cannot decode is broken, and what it decodes is not, though it seems cut off', async () => {
    const asked: unknown[] = []
    const readBy = (bytes: Uint8Array, isDecoded: boolean | null) =>
      readContents(inMemoryFile(new File([new Uint8Array(bytes)], 'x'), 'x'), pictureFormatOf, (_blob, picture) => {
        asked.push(picture)
        return Promise.resolve(isDecoded)
      })
    expect(await readBy(png(640, 360), false)).toEqual({ kind: 'file', format: 'png', pixels: null })
    expect(await readBy(png(640, 360), null)).toMatchObject({ kind: 'image' })
    expect(await readBy(photo(9000).slice(0, -2), true)).toMatchObject({ kind: 'image', format: 'jpeg' })
    const pixels = { width: 640, height: 360 }
    expect(asked).toEqual([
      { pixels, endsInData: false },
      { pixels, endsInData: false },
      { pixels, endsInData: true },
    ])
    asked.length = 0
    await readBy(png(640, 360).slice(0, -12), true)
    await readBy(bytesOf('%PDF-1.7'), true)
    await readBy(brands('heic', 'mif1'), true)
    expect(asked).toEqual([])
  })
})

/** A file that counts the bytes read. */
class CountingBlob extends Blob {
  reads = 0
  readBytes = 0

  override slice(start?: number, end?: number): Blob {
    const range = super.slice(start, end)
    this.reads += 1
    this.readBytes += range.size
    return range
  }
}

async function counted(bytes: Uint8Array) {
  const blob = new CountingBlob([new Uint8Array(bytes)])
  const file = { ...inMemoryFile(new File([], 'x'), 'x'), sizeBytes: blob.size, open: () => Promise.resolve(blob) }
  return { contents: await readContents(file, pictureFormatOf), blob }
}

test('One read of a few KB is enough for most files, and a photo needs its EXIF data besides', async () => {
  expect((await counted(bytesOf('%PDF', new Uint8Array(9_000_000)))).blob).toMatchObject({ reads: 1, readBytes: 4100 })
  // Of a picture the end besides, where that has not been read with its beginning.
  expect((await counted(png(64, 64, [['iCCP', 3000]]))).blob).toMatchObject({ reads: 1 })
  // The EXIF orientation may come after a colour profile.
  expect((await counted(png(64, 64, [['iCCP', 500_000]]))).blob.reads).toBe(3)
  const { blob } = await counted(jpeg(64, 64, { before: [exif(6, 'II', 20_000), metadata(100_000)] }))
  expect(blob.reads).toBeLessThanOrEqual(7)
  expect(blob.readBytes).toBeLessThan(64_000)
})

test('Metadata without an end is given up after a bounded number of reads', async () => {
  const { contents, blob } = await counted(jpeg(64, 64, { before: [metadata(70_000_000)] }))
  expect(contents).toMatchObject({ kind: 'file', format: 'jpeg' })
  expect(blob.reads).toBeLessThanOrEqual(1040)
  const dense = bytesOf([0xff, 0xd8, 0xff], ...Array.from({ length: 40_000 }, () => [0xe0, 0, 2, 0xff]))
  expect((await counted(dense)).blob.reads).toBeLessThanOrEqual(1040)
  const chunks = Array.from({ length: 300 }, () => ['tEXt', 5000] as const)
  expect((await counted(png(64, 64, chunks))).blob.reads).toBeLessThanOrEqual(1040)
})

test('Whatever the bytes are, cut or changed anywhere: the answer comes, and a picture has a size', async () => {
  const heads = [png(9, 9), jpeg(9, 9, { before: [exif(6)] }), gif(9, 9), webp('VP8X', 9, 9), bmp(9, 9), tiff('MM')]
  const others = [brands('heic', 'mif1'), bytesOf(svg), bytesOf('PK\x03\x04'), bytesOf('\0\0\0\x0cjP  ')]
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 6000 }),
    fc
      .tuple(fc.constantFrom(...heads, ...others), fc.uint8Array({ maxLength: 300 }), fc.nat(400), fc.nat(255))
      .map(([head, rest, at, value]) => {
        const bytes = bytesOf(head, rest)
        if (at < bytes.length) bytes[at] = value
        return at % 3 === 0 ? bytes.slice(0, at) : bytes
      }),
  )
  await fc.assert(
    fc.asyncProperty(anyBytes, async (bytes) => {
      const { contents, blob } = await counted(bytes)
      expect(contents.kind === 'image').toBe(contents.pixels !== null)
      expect(blob.reads).toBeLessThanOrEqual(1040)
    }),
    { numRuns: 400 },
  )
})

test('A file that is gone, or changed while it was read, says so', async () => {
  const gone = { ...inMemoryFile(new File(['abc'], 'x'), 'x'), sizeBytes: 4 }
  await expect(readContents(gone, pictureFormatOf)).rejects.toMatchObject({ reason: 'changed' })
  const torn = new File(['abc'], 'x')
  const slice = torn.slice.bind(torn)
  torn.slice = (start, end) =>
    end === 1 ? slice(start, end) : Object.assign(slice(start, end), { arrayBuffer: () => Promise.reject(new Error()) })
  await expect(readContents(inMemoryFile(torn, 'x'), pictureFormatOf)).rejects.toMatchObject({ reason: 'unreadable' })
})
