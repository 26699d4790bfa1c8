import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { renameAll, type RenamePattern } from './rename-pattern.ts'

const file = (name: string) => ({ name, lastModifiedMs: new Date(2026, 10, 3, 12).getTime() })
const rules = (pattern: string, others: Partial<RenamePattern> = {}): RenamePattern => ({
  ...{ pattern, find: '', replacement: '', firstNumber: 1 },
  ...others,
})
const namesOf = (names: readonly string[], pattern: RenamePattern) =>
  renameAll(names.map(file), pattern).map(({ to }) => to)

test('files are numbered in their order with leading zeros and keep their extensions', () => {
  const ten = Array.from({ length: 10 }, (_, at) => `IMG_${at}.JPG`)
  expect(namesOf(ten, rules('现场-{序号}'))).toEqual([
    ...Array.from({ length: 9 }, (_, at) => `现场-0${at + 1}.JPG`),
    '现场-10.JPG',
  ])
  expect(namesOf(['a.png', 'b.png'], rules('{number}', { firstNumber: 9 }))).toEqual(['09.png', '10.png'])
})

test('placeholders insert the old name and the day of the last change, in both languages', () => {
  expect(namesOf(['报告.v2.pdf', '.env', 'LICENSE'], rules('{日期} {name}'))).toEqual([
    '2026-11-03 报告.v2.pdf',
    '2026-11-03 .env',
    '2026-11-03 LICENSE',
  ])
})

test('every literal occurrence of a text in the old name is replaced', () => {
  const replacing = rules('{原名}', { find: '(1)', replacement: '$& {序号}' })
  expect(namesOf(['a (1) (1).txt'], replacing)).toEqual(['a $& {序号} $& {序号}.txt'])
})

test('a name that would be empty or too long is refused with its reason', () => {
  const refusals = (pattern: RenamePattern) => renameAll([file('a.png')], pattern).map(({ refusal }) => refusal)
  expect(refusals(rules('  '))).toEqual(['empty'])
  expect(refusals(rules('{原名}', { find: 'a' }))).toEqual(['empty'])
  expect(refusals(rules('字'.repeat(246)))).toEqual([null])
  expect(refusals(rules('字'.repeat(247)))).toEqual(['too-long'])
})

test('a pattern of only the old name trims blanks and changes nothing else, whatever the names', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), (names) => {
      for (const { from, to, refusal } of renameAll(names.map(file), rules('{原名}'))) {
        if (refusal === null) expect(to.replaceAll(/\s/g, '')).toBe(from.replaceAll(/\s/g, ''))
      }
    }),
  )
})
