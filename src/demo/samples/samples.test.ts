import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pictureSizeOf } from '../../contract/picture-size.ts'
import { landscape } from './pictures.ts'
import { pngOf } from './png.ts'
import { sampleBytes, sampleFiles } from './samples.ts'

test('a drawing becomes a PNG that is read back point by point', () => {
  const bytes = pngOf({ width: 2, height: 1, colourAt: (x) => (x < 0.5 ? [255, 0, 0] : [0, 0, 255]) })
  expect(pictureSizeOf(bytes)).toEqual({ width: 2, height: 1 })
  const data = bytes.subarray(bytes.indexOf('IDAT') + 4, bytes.indexOf('IEND') - 8)
  expect([...inflateSync(data)]).toEqual([0, 255, 0, 0, 0, 0, 255])
})

test('pictures differ by their number', () => {
  expect(landscape(0).equals(landscape(1))).toBe(false)
})

test('the index of the film leads to its frames, the first of which stands by itself', () => {
  const bytes = sampleBytes('10-sunrise.mp4')?.bytes ?? Buffer.alloc(0)
  const sizes = bytes.indexOf('stsz') + 16
  const lengths = Array.from({ length: bytes.readUInt32BE(sizes - 4) }, (_, at) => bytes.readUInt32BE(sizes + 4 * at))
  expect(lengths).toHaveLength(40)
  let at = bytes.readUInt32BE(bytes.indexOf('stco') + 12)
  for (const [frame, length] of lengths.entries()) {
    expect([bytes.readUInt32BE(at), bytes[at + 4]]).toEqual([length - 4, frame === 0 ? 0x65 : 0x41])
    at += length
  }
  expect(at).toBe(bytes.length)
})

test('every sample has bytes of what its name says, and nothing else has any', () => {
  const heads = new Map([
    ['png', '\u0089PNG'],
    ['pdf', '%PDF-1.4'],
    ['wav', 'RIFF'],
    ['csv', 'month,'],
    ['mp4', '\0\0\0\u0020ftypisom'],
  ])
  for (const { name } of sampleFiles) {
    const bytes = sampleBytes(name)?.bytes ?? Buffer.alloc(0)
    const head = heads.get(name.split('.').at(-1) ?? '') ?? ''
    expect([name, bytes.toString('latin1').startsWith(head)]).toEqual([name, true])
    expect(bytes.length).toBeGreaterThan(20)
  }
  expect(sampleBytes('../package.json')).toBeUndefined()
  const pdf = sampleBytes('06-launch-plan.pdf')?.bytes.toString('latin1') ?? ''
  const offset = Number(/startxref\n(\d+)/.exec(pdf)?.[1])
  expect(pdf.slice(offset, offset + 4)).toBe('xref')
})
