import { expect, test } from 'vitest'
import { memoryStorage } from '../platform/browser-storage.ts'
import { addressWithout, linkToBeginWith, rememberLink } from './remembered-target.ts'

const linked = 'https://acme.feishu.cn/docx/DocxToken001'
const used = 'https://acme.feishu.cn/docx/DocxToken002'

const wished = 'https://acme.feishu.cn/docx/DocxToken003'
const asked = `?target=${encodeURIComponent(linked)}`

test.each([
  ['the address names one', asked, wished, linked],
  ['the address names none', '?at=top', null, used],
  ['the address was made without one', '?target=&at=top', null, used],
  ['another one was wished for in this tab, and Feishu had not answered yet', '?at=top', wished, wished],
])('a page opens with the right document when %s', (_, search, wish, expected) => {
  const memory = { browser: memoryStorage(), tab: memoryStorage() }
  rememberLink(used, 'ou_1', memory.browser)
  if (wish !== null) rememberLink(wish, 'ou_1', memory.tab)
  expect(linkToBeginWith(search, 'ou_1', memory)).toBe(expected)
})

test("the page's address drops its document as soon as another one is chosen, so that a reload keeps the newer choice", () => {
  const here = { pathname: '/', search: `${asked}&at=top`, hash: '' }
  expect(addressWithout(here, linked)).toBeNull()
  expect(addressWithout(here, wished)).toBe('/?at=top')
  expect(addressWithout({ ...here, search: '?at=top' }, wished)).toBeNull()
})
