import { expect, test } from 'vitest'
import { memoryStorage } from '../wire/browser-storage.ts'
import { linkToBeginWith, rememberLink } from './remembered-target.ts'

const linked = 'https://acme.feishu.cn/docx/DocxToken001'
const used = 'https://acme.feishu.cn/docx/DocxToken002'

test.each([
  ['the address names one', `?target=${encodeURIComponent(linked)}`, linked],
  ['the address names none', '?at=top', used],
  ['the address was made without one', '?target=&at=top', used],
])('a page begins with the right document where %s', (_, search, expected) => {
  const storage = memoryStorage()
  rememberLink(used, 'ou_1', storage)
  expect(linkToBeginWith(search, 'ou_1', storage)).toBe(expected)
})
