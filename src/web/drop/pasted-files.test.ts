import { expect, test } from 'vitest'
import { isPictureOfText, pastedFiles } from './pasted-files.ts'

const now = new Date(2026, 10, 23, 10, 2, 5)

test('a screenshot is named by its word and the local time, without signs that file names forbid', () => {
  const [file] = pastedFiles([new File(['x'], 'image.png', { type: 'image/png' })], '截图', now)
  expect(file).toMatchObject({ name: '截图 2026-11-23 10.02.05.png', type: 'image/png' })
})

test('a pasted file with a name of its own keeps it', () => {
  const [file] = pastedFiles([new File(['x'], '合同.pdf')], '截图', now)
  expect(file?.name).toBe('合同.pdf')
})

test.each([
  ['image.png', 'https://a.feishu.cn/docx/DocxToken001', true],
  ['image.png', '', false],
  ['image.png', 'image.png', false],
  ['合同.pdf', '合同.pdf', false],
])('%s pasted along with the text “%s” is a picture of it: %s', (name, text, isOne) => {
  expect(isPictureOfText([new File(['x'], name)], text)).toBe(isOne)
})
