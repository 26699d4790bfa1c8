import { expect, test } from 'vitest'
import { markdownLink } from './markdown-link.ts'

test('a Markdown link shows the file name', () => {
  expect(markdownLink('合同.pdf', 'https://acme.feishu.cn/docx/A#b')).toBe(
    '[合同.pdf](https://acme.feishu.cn/docx/A#b)',
  )
})

test.each([
  ['a](http://evil) [b.png', '[a\\]\\(http://evil\\) \\[b.png](https://x.cn/)'],
  ['**bold** `code` <b>.txt', '[\\*\\*bold\\*\\* \\`code\\` \\<b\\>.txt](https://x.cn/)'],
  ['one\ntwo.txt', '[one⟨U+000A⟩two.txt](https://x.cn/)'],
])('markup in a name is escaped: %j', (name, written) => {
  expect(markdownLink(name, 'https://x.cn/')).toBe(written)
})

test('characters that would end the address are percent-encoded', () => {
  expect(markdownLink('a', 'https://x.cn/a (1)')).toBe('[a](https://x.cn/a%20%281%29)')
})
