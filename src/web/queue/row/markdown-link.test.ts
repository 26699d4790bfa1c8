import { expect, test } from 'vitest'
import { markdownLink } from './markdown-link.ts'

test('a link reads as its file in whatever shows Markdown', () => {
  expect(markdownLink('合同.pdf', 'https://acme.feishu.cn/docx/A#b')).toBe(
    '[合同.pdf](https://acme.feishu.cn/docx/A#b)',
  )
})

test.each([
  ['a](http://evil) [b.png', '[a\\]\\(http://evil\\) \\[b.png](https://x.cn/)'],
  ['**bold** `code` <b>.txt', '[\\*\\*bold\\*\\* \\`code\\` \\<b\\>.txt](https://x.cn/)'],
  ['one\ntwo.txt', '[one⟨U+000A⟩two.txt](https://x.cn/)'],
])('what is markup in a name stays part of the name: %j', (name, written) => {
  expect(markdownLink(name, 'https://x.cn/')).toBe(written)
})

test('what would end the address does not', () => {
  expect(markdownLink('a', 'https://x.cn/a (1)')).toBe('[a](https://x.cn/a%20%281%29)')
})
