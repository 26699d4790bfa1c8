import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { RecordId } from '../../../contract/feishu/ids.ts'
import { comparable, RecordsByName } from './records-by-name.ts'

const recordsOf = (...texts: readonly string[]) =>
  new RecordsByName(texts.map((text, at) => ({ recordId: v.parse(RecordId, `rec${at}`), text })))

const findIn = (texts: readonly string[], fileName: string) => recordsOf(...texts).find(fileName)?.text ?? null

describe('a file has the name of a record', () => {
  it.each([
    ['as it is', 'SKU-001', 'SKU-001.png'],
    ['with its extension', 'SKU-001.png', 'SKU-001.png'],
    ['in another case', 'sku-001', 'SKU-001.PNG'],
    ['in another case of another alphabet', 'ΣΊΣΥΦΟΣ Straße', 'σίσυφος STRASSE.png'],
    ['with full-width letters', 'ＳＫＵ－００１', 'SKU-001.png'],
    ['with full-width brackets', '鞋（红）', '鞋(红).png'],
    ['with another kind of space', '红 鞋', '红\u3000鞋.png'],
    ['with a space that does not break', '红 鞋', '红\u00A0鞋.png'],
    ['with several spaces', '红 鞋', '红   鞋 .png'],
    ['with an invisible character', 'SKU-001', 'SKU\u200B-001.png'],
    ['with accents as macOS writes them', 'パンフ é', 'パンフ é.png'.normalize('NFD')],
    ['with the colon that macOS writes for a slash', '2026/11', '2026:11.png'],
    ['with the dash of a word processor', 'SKU-001', 'SKU–001.png'],
    ['with a hyphen that does not break', 'SKU-001', 'SKU\u2011001.png'],
    ['with a minus sign', '-5℃', '−5℃.png'],
    ['with a curly apostrophe', "L'Oréal", 'L’Oréal.png'],
    ['with an emoji of a phone', '❤ 红', '❤\uFE0F 红.png'],
    ['with a full-width colon', '9:16', '9：16.png'],
    ['with curly quotes', '24" LED', '24” LED.png'],
    ['with what browsers write for a slash', 'A/B', 'A_B.png'],
    ['with what people write for a slash', '2026/11', '2026-11.png'],
    ['without characters that Windows forbids', 'what? "a" <b>', 'what_ _a_ _b_.png'],
  ])('%s', (_, text, fileName) => {
    expect(findIn(['other', text], fileName)).toBe(text)
  })

  it('and the record that is the same to the letter goes before others that look the same', () => {
    expect(findIn(['sku-001', 'SKU-001'], 'SKU-001.png')).toBe('SKU-001')
    expect(findIn(['sku-001', 'Sku-001'], 'SKU-001.png')).toBe('sku-001')
  })

  it('and a record of that name goes before one that no file can be named after', () => {
    expect(findIn(['A/B', 'A_B'], 'A_B.png')).toBe('A_B')
    expect(findIn(['A/B', 'A:B', 'A?B'], 'A_B.png')).toBeNull()
    expect(findIn(['?'], '_.png')).toBeNull()
  })

  it.each(['SKU-0010.png', 'SKU-001 (1).png', 'SKU-001_2.png', 'SKU.png', '.png', ''])('but not %j', (fileName) => {
    expect(findIn(['SKU-001', '', ' '], fileName)).toBeNull()
  })
})

describe('a file has the name of a record but for a number', () => {
  it.each([
    ['SKU-001 (1).png', [1]],
    ['SKU-001(12).png', [12]],
    ['SKU-001（2）.png', [2]],
    ['sku-001_2.png', [2]],
    ['SKU-001_02.png', [2]],
    ['SKU-001-3.png', [3]],
    ['SKU-001 - 3.png', [3]],
    ['SKU-001_2 (1).png', [2, 1]],
    ['SKU-001 2.png', [2]],
    ['SKU-001 - 副本.png', [1]],
    ['SKU-001 - 副本 (2).png', [1, 2]],
    ['SKU-001_2 - 副本 (3).png', [2, 1, 3]],
    ['SKU-001 副本 2.png', [2]],
    ['SKU-001副本.png', [1]],
    ['SKU-001 - Copy.png', [1]],
    ['SKU-001 copy 3.png', [3]],
    ['SKU-001 (001).png', [1]],
    ['SKU-001[2].png', [2]],
    ['SKU-001【3】.png', [3]],
    ['SKU-001 #2.png', [2]],
    ['SKU-001#4.png', [4]],
    ['SKU-001 的副本.png', [1]],
    ['SKU-001 拷贝 2.png', [2]],
    ['SKU-001 (复件).png', [1]],
    ['SKU-001 (另一个复件).png', [1]],
    ['SKU-001 (第 3 个复件).png', [3]],
    ['SKU-001 (another copy).png', [1]],
    ['SKU-001 (3rd copy).png', [3]],
    ['Copy of SKU-001.png', [1]],
    ['Copy of SKU-001_2.png', [2, 1]],
    ['SKU-001 (copy 2).png', [2]],
    ['SKU-001 - 複製 (2).png', [1, 2]],
    ['SKU-001-副本(2).png', [1, 2]],
    ['SKU-001_copy.png', [1]],
  ])('%s', (fileName, numbers) => {
    expect(recordsOf('SKU', 'SKU-001').findNumbered(fileName)).toMatchObject({ record: { text: 'SKU-001' }, numbers })
  })

  it.each([
    'SKU-001.png',
    'SKU-001_2024.png',
    'SKU-001_a.png',
    'SKU-0012.png',
    'SKU-001xcopy.png',
    '(1).png',
    '_2.png',
    '副本.png',
  ])('but not %s', (fileName) => {
    expect(recordsOf('SKU-001', 'SKU').findNumbered(fileName)).toBeNull()
  })
})

describe('whatever the names are', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  const visible = text.filter((each) => comparable(each) !== '')

  it('comparing twice is comparing once', () => {
    fc.assert(
      fc.property(text, (each) => {
        expect(comparable(comparable(each))).toBe(comparable(each))
      }),
    )
  })

  it('a record is found by its own text, by what looks the same, and with any extension', () => {
    fc.assert(
      fc.property(visible, fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'), (each, form) => {
        expect(findIn([each], `${each}.png`)).toBe(each)
        expect(findIn([each], `\u3000${each.normalize(form)} .jpeg`)).toBe(each)
        expect(findIn([each], `${each.normalize(form).toUpperCase()}.png`)).toBe(each)
      }),
    )
  })

  it('any number behind a record’s text leads to the record, unless it is a record itself', () => {
    const form = fc.constantFrom(
      (n: number) => ` (${n})`,
      (n: number) => `_${n}`,
      (n: number) => `-${n}`,
      (n: number) => ` ${n}`,
      (n: number) => ` - 副本 (${n})`,
      (n: number) => ` copy ${n}`,
    )
    fc.assert(
      fc.property(visible, fc.integer({ min: 1, max: 99 }), form, (each, number, write) => {
        const fileName = `${each}${write(number)}.png`
        expect(recordsOf(each).findNumbered(fileName)).toMatchObject({ record: { text: each } })
        expect(recordsOf(each).find(fileName)).toBeNull()
        expect(findIn([each, `${each}${write(number)}`], fileName)).toBe(`${each}${write(number)}`)
      }),
    )
  })
})
