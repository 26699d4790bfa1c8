import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutParts } from './cut-name.ts'
import { cleanNameOf, partsOf, visible } from './hidden-characters.ts'

test.each([
  ['invoice\u202Egnp.exe', 'invoice⟨U+202E⟩gnp.exe'],
  ['a\u2066b\u2069.png', 'a⟨U+2066⟩b⟨U+2069⟩.png'],
  ['\u200Fa\u200E.png', '⟨U+200F⟩a⟨U+200E⟩.png'],
  ['pay\u200Bpal\uFEFF.pdf', 'pay⟨U+200B⟩pal⟨U+FEFF⟩.pdf'],
  ['a\nb\tc.txt', 'a⟨U+000A⟩b⟨U+0009⟩c.txt'],
  ['half\uD83D.png', 'half⟨U+D83D⟩.png'],
  ['soft\u00ADhyphen', 'soft⟨U+00AD⟩hyphen'],
  ['filler\u3164.png', 'filler⟨U+3164⟩.png'],
  ['a\u00A0b\u202Fc\u2800.png', 'a␣b␣c␣.png'],
  [' a.png ', '␣a.png␣'],
  ['invoice.pdf      .exe', 'invoice.pdf␣␣␣␣␣␣.exe'],
])('%j is shown as %j', (name, shown) => {
  expect(visible(name)).toBe(shown)
  expect(visible(shown)).toBe(shown)
})

test.each([
  '季度总结（终稿）.png',
  'with spaces  and two.png',
  '全角　空格.png',
  '🎉🎊 party 👩‍👩‍👧 ❤️‍🔥 🧑🏽‍⚖️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇨🇳 1️⃣.png',
  'résumé e\u0301.pdf',
  'تقرير.pdf',
  '..dots.png',
])('%j hides nothing and stays as it is', (name) => {
  expect(partsOf(name)).toEqual([{ text: name, isSign: false }])
  expect(cleanNameOf(name)).toBeNull()
})

test.each([
  ['invoice\u202Egnp.exe', 'invoicegnp.exe'],
  ['a\nb\u2028c.txt', 'a b c.txt'],
  [' a   b.png\t', 'a b.png'],
  // A space that does not break is shown, and may stay: macOS names its screenshots so.
  ['Screenshot at 9.41\u202FAM.png', null],
  ['\u202E.png', null],
  ['\u200B', null],
])('%j is offered the name %j', (name, clean) => {
  expect(cleanNameOf(name)).toBe(clean)
})

const anyName = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\u202E', '\u200D', ' ', '\n', '\uD83D', '\uFE0F', '👩', '\u00A0', '\u{E0067}', '.png'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
})

test('whatever a name holds, what is shown of it turns no direction, breaks no line and begins and ends in sight', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const shown = visible(name)
      expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u200B\u2028\u2029\p{Cc}]|^\s|\s$/u)
      expect(visible(shown)).toBe(shown)
    }),
  )
})

test('a clean name hides nothing that could deceive, and is not cleaned again', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const clean = cleanNameOf(name)
      if (clean !== null) expect(cleanNameOf(clean)).toBeNull()
    }),
  )
})

test('both sides of a cut together are what the whole name shows, wherever it is cut', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '\u202E', '\u00A0', '👨‍👩‍👧', '.') }),
      fc.nat({ max: 60 }),
      (name, at) => {
        const shown = cutParts(name, Math.min(at, name.length)).flat()
        expect(shown.map(({ text }) => text).join('')).toBe(visible(name))
      },
    ),
  )
})
