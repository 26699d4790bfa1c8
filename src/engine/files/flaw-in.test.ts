import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bigEndian,
  bytesOf,
  film,
  linearizedPdf,
  littleEndian,
  lockedOffice,
  matroska,
  movieBox,
  pdf,
  zip,
} from '../testing/containers.ts'
import { ByteWindow } from './byte-window.ts'
import { flawIn } from './flaw-in.ts'

function flawOf(bytes: Uint8Array, name = 'file') {
  const blob = new Blob([new Uint8Array(bytes)])
  return flawIn(new ByteWindow(blob), name)
}
const zeros = (length: number) => new Uint8Array(length)

const whole = {
  'film with its index first': film('ftyp', 'moov', 'mdat'),
  'film with its index last': film('ftyp', 'free', 'mdat', 'moov'),
  'film in fragments': film('ftyp', 'moov', 'moof', 'mdat', 'moof', 'mdat'),
  'film of an old QuickTime': film('wide', 'mdat', 'moov'),
  'film of more than 4 GB, as its header tells': bytesOf(film('ftyp', 'moov'), movieBox('mdat', 900, 'long')),
  'HEIC picture': film('ftyp', 'meta', 'mdat'),
  Matroska: matroska(4009),
  'sound of waves': bytesOf('RIFF', littleEndian(4000, 4), 'WAVE', zeros(3996)),
  archive: zip(['a.txt', 9000]),
  PDF: pdf(9000),
  'PDF that shows its first page early': linearizedPdf(9000),
  '7-Zip archive': bytesOf('7z\xbc\xaf\x27\x1c\0\x04', zeros(4), littleEndian(900, 8), littleEndian(50, 8), zeros(954)),
}

describe('a file that lacks its end', () => {
  test.each(Object.entries(whole))('%s is whole, and cut off nearly anywhere it is not', async (_what, bytes) => {
    expect(await flawOf(bytes)).not.toBe('cut')
    for (const part of [0.4, 0.6, 0.8, 0.97])
      expect(await flawOf(bytes.slice(0, Math.floor(bytes.length * part)))).toBe('cut')
  })

  test.each([
    ['a film whose recording was not finished', bytesOf(film('ftyp'), 'size'.replace(/./g, '\0'), 'mdat', zeros(900))],
    ['a film without an index', film('ftyp', 'free', 'mdat')],
    ['an old Office file without its directory', lockedOffice(40).slice(0, 9000)],
    ['a PDF that was put in order for the web, and has an end in its middle', linearizedPdf(9000).slice(0, 7000)],
  ])('is known by what it needs: %s', async (_what, bytes) => {
    expect(await flawOf(bytes)).toBe('cut')
  })
})

describe('what cannot be told is taken for whole', () => {
  test.each([
    ['a film with a phone’s own data behind it', bytesOf(film('ftyp', 'mdat', 'moov'), 'SEFH', zeros(300))],
    [
      'a film with room behind it that is shorter than it says',
      bytesOf(film('ftyp', 'mdat', 'moov'), bigEndian(900, 4), 'free'),
    ],
    ['a film with zeros behind it', bytesOf(film('ftyp', 'moov', 'mdat'), zeros(500))],
    ['a film with a few bytes behind it', bytesOf(film('ftyp', 'moov', 'mdat'), 'abc')],
    ['a recording of a browser, whose length nobody knew', matroska(4000, 'unknown').slice(0, 3000)],
    ['a sound that was piped', bytesOf('RIFF', littleEndian(0xffffffff, 4), 'WAVE', zeros(100))],
    ['a text about free films', bytesOf('The free world and what moov means, mdat, ftyp')],
    ['a text that begins like an archive', bytesOf('PK, said the goalkeeper')],
    ['an archive with a long comment', zip(['a.txt', 9000], 65_535)],
    ['a PDF with bytes behind it', bytesOf(pdf(900), zeros(20_000))],
    ['a PDF with bytes before it', bytesOf(zeros(300), pdf(900))],
    ['a PDF without its last line', pdf(900).slice(0, -6)],
    ['a PDF that was changed after it was put in order', bytesOf(linearizedPdf(9000), pdf(900))],
    ['nothing', zeros(0)],
    ['zeros', zeros(9000)],
  ])('%s', async (_what, bytes) => {
    expect(await flawOf(bytes)).toBeNull()
  })

  test.each(['a.zip.001', 'a.z01', 'a.7z.002'])('a volume of an archive, %s', async (name) => {
    expect(await flawOf(zip(['a', 900]).slice(0, 600), name)).toBeNull()
  })
})

test('An Office file that is protected by a password says so, wherever its directory lies', async () => {
  expect(await flawOf(lockedOffice())).toBe('locked')
  expect(await flawOf(lockedOffice(40))).toBe('locked')
  const unlocked = lockedOffice(40, 'WordDocument')
  expect(await flawOf(unlocked)).toBeNull()
})

test('A film of countless pieces is given up after a bounded number of reads', async () => {
  const pieces = film(...Array.from({ length: 3000 }, () => 'free' as const))
  const blob = new Blob([bytesOf(film('ftyp'), new Uint8Array(pieces), ...Array.from({ length: 40 }, () => pieces))])
  let reads = 0
  const slice = blob.slice.bind(blob)
  blob.slice = (...range) => {
    reads += 1
    return slice(...range)
  }
  await flawIn(new ByteWindow(blob), 'x.mp4')
  expect(reads).toBeLessThanOrEqual(1040)
})

test('Whatever the bytes are, an answer comes', async () => {
  const anyBytes = fc
    .tuple(fc.constantFrom(...Object.values(whole), lockedOffice()), fc.nat(), fc.nat(255), fc.nat())
    .map(([bytes, at, value, length]) => {
      const changed = bytes.slice(0, length % (bytes.length + 1))
      // Most often in the headers.
      changed[at % 2 === 0 ? at % 64 : at % (changed.length + 1)] = value
      return changed
    })
  await fc.assert(
    fc.asyncProperty(anyBytes, async (bytes) => {
      expect([null, 'cut', 'locked']).toContain(await flawOf(bytes))
    }),
    { numRuns: 500 },
  )
})

test('a film of many fragments is not looked through to its end', async () => {
  let reads = 0
  const fragments = Array.from({ length: 2000 }, () => film('moof', 'mdat'))
  const blob = new Blob([film('ftyp', 'moov'), ...fragments].map((bytes) => new Uint8Array(bytes)))
  const slice = blob.slice.bind(blob)
  blob.slice = (...range) => {
    reads += 1
    return slice(...range)
  }
  expect(await flawIn(new ByteWindow(blob), 'film.mp4')).toBeNull()
  expect(reads).toBeLessThan(150)
})
