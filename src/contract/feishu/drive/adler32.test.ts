import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adler32 } from './adler32.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** RFC 1950, section 8.2, letter by letter: the remainder after every single byte. */
function naive(bytes: Uint8Array): number {
  let low = 1
  let high = 0
  for (const byte of bytes) {
    low = (low + byte) % 65_521
    high = (high + low) % 65_521
  }
  return high * 65_536 + low
}

describe('adler32', () => {
  it.each([
    ['', 1],
    ['a', 0x00620062],
    ['abc', 0x024d0127],
    ['Wikipedia', 0x11e60398],
    ['123456789', 0x091e01de],
    ['message digest', 0x29750586],
  ])('of %j is the published value', (text, sum) => {
    expect(adler32(bytesOf(text))).toBe(sum)
  })

  it('is unsigned, so that its decimal text is what Feishu wants, above 2^31 too', () => {
    const sum = adler32(new Uint8Array(5552).fill(0xff))
    expect(sum).toBeGreaterThan(2 ** 31)
    expect(String(sum)).toMatch(/^\d+$/)
    expect(sum).toBe(naive(new Uint8Array(5552).fill(0xff)))
  })

  it.each([5551, 5552, 5553, 11_104, 100_000])('does not overflow over %i of the largest bytes', (length) => {
    const bytes = new Uint8Array(length).fill(0xff)
    expect(adler32(bytes)).toBe(naive(bytes))
  })

  it('does not overflow when it goes on from the largest sums', () => {
    const bytes = new Uint8Array(5552).fill(0xff)
    const largest = 65_520 * 65_536 + 65_520
    let low = 65_520
    let high = 65_520
    for (const byte of bytes) {
      low = (low + byte) % 65_521
      high = (high + low) % 65_521
    }
    expect(adler32(bytes, largest)).toBe(high * 65_536 + low)
  })

  it('equals the definition for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => adler32(bytes) === naive(bytes)))
  })

  it('gives the sum of the whole when it goes on from piece to piece', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), fc.nat(20_000), (bytes, cut) => {
        expect(adler32(bytes.subarray(cut), adler32(bytes.subarray(0, cut)))).toBe(adler32(bytes))
      }),
    )
  })
})
