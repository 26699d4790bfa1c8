import { expect, test } from 'vitest'
import { createFormats } from './formats.ts'
import { en } from './en.ts'

const formats = createFormats('en')

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '0.977 KB'],
  [20_971_520, '20 MB'],
  [1_048_000, '0.999 MB'],
  [5 * 1024 ** 3, '5 GB'],
])('%i bytes are written as %s', (bytes, written) => {
  expect(formats.size(bytes).replace(/\s/g, ' ')).toBe(written)
})

test('a percentage is never rounded up to a finished one', () => {
  expect(formats.percent(0.9999)).toBe('99%')
  expect(formats.percent(1)).toBe('100%')
  expect(formats.percent(1.2)).toBe('100%')
})

test('nouns follow their number, also when it is written with a separator', () => {
  expect(en('Feishu').queues.docx.allDone(formats.number(1))).toBe('1 file in the document')
  expect(en('Feishu').queues.docx.allDone(formats.number(1001))).toBe('1,001 files in the document')
})

test('a time is given to the nearest minute, and names the day unless it is today', () => {
  const nowMs = new Date(2026, 10, 25, 19).getTime()
  const told = (...date: readonly [number, number, number, number?, number?, number?]) =>
    (['en', 'zh-CN'] as const).map((language) => createFormats(language).when(new Date(...date).getTime(), nowMs))
  expect(told(2026, 10, 25, 22, 30)).toEqual(['at 22:30', '22:30'])
  expect(told(2026, 10, 25, 23, 59, 59)).toEqual(['tomorrow at 00:00', '明天 00:00'])
  expect(told(2026, 10, 26, 6, 27)).toEqual(['tomorrow at 06:27', '明天 06:27'])
  expect(told(2026, 10, 24, 6, 27)).toEqual(['yesterday at 06:27', '昨天 06:27'])
  expect(told(2026, 10, 27, 6, 27)).toEqual(['on Nov 27 at 06:27', '11月27日 06:27'])
  expect(told(2027, 0, 2, 6, 27)).toEqual(['on Jan 2, 2027 at 06:27', '2027年1月2日 06:27'])
})

test('a past time is given the shorter, the longer ago it is', () => {
  const nowMs = new Date(2026, 10, 25, 19).getTime()
  const told = (...date: readonly [number, number, number, number?, number?]) =>
    (['en', 'zh-CN'] as const).map((language) => createFormats(language).ago(new Date(...date).getTime(), nowMs))
  expect(told(2026, 10, 25, 9, 5)).toEqual(['today 09:05', '今天 09:05'])
  expect(told(2026, 10, 24, 18, 20)).toEqual(['yesterday 18:20', '昨天 18:20'])
  expect(told(2026, 10, 23, 18, 20)).toEqual(['Mon', '周一'])
  expect(told(2026, 10, 19)).toEqual(['Thu', '周四'])
  expect(told(2026, 10, 18)).toEqual(['Nov 18', '11-18'])
  expect(told(2025, 10, 20)).toEqual(['Nov 20, 2025', '2025-11-20'])
})

test('A time left is given in seconds, minutes, or hours and minutes', () => {
  const zh = createFormats('zh-CN')
  const en = createFormats('en')
  expect([400, 42_000, 61_000, 3_600_000, 5_400_000].map((ms) => en.duration(ms))).toEqual([
    '1 sec',
    '42 sec',
    '1 min',
    '1 hr',
    '1 hr 30 min',
  ])
  expect(zh.duration(42_000)).toMatch(/^42\s?秒$/)
})
