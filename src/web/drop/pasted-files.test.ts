import { expect, test } from 'vitest'
import { isPictureOfText, PastedNames } from './pasted-files.ts'

const now = new Date(2026, 10, 23, 10, 2, 5)
const picture = () => new File(['x'], 'image.png', { type: 'image/png' })

test('a screenshot is named by a word and the local time, without characters that file names forbid', () => {
  const file = new PastedNames().name(picture(), '截图', now)
  expect(file).toMatchObject({ name: '截图 2026-11-23 10.02.05.png', type: 'image/png', lastModified: now.getTime() })
})

test('pictures pasted within one second have different names, also in two pastes', () => {
  const names = new PastedNames()
  const named = (at: Date) => names.name(picture(), '截图', at).name
  expect([named(now), named(now), named(new Date(2026, 10, 23, 10, 2, 6)), named(now)]).toEqual([
    '截图 2026-11-23 10.02.05.png',
    '截图 2026-11-23 10.02.05 (2).png',
    '截图 2026-11-23 10.02.06.png',
    '截图 2026-11-23 10.02.05 (3).png',
  ])
})

test('a pasted file with a name of its own keeps it', () => {
  const file = new File(['x'], '合同.pdf')
  expect(new PastedNames().name(file, '截图', now)).toBe(file)
})

test.each([
  ['image.png', 'https://a.feishu.cn/docx/DocxToken001', true],
  ['image.png', '', false],
  ['image.png', 'image.png', false],
  ['合同.pdf', '合同.pdf', false],
])('%s pasted along with the text “%s” is a picture of it: %s', (name, text, isOne) => {
  expect(isPictureOfText([new File(['x'], name)], text)).toBe(isOne)
})
