// @vitest-environment happy-dom
import { cleanup } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { browserStorage } from '../platform/browser-storage.ts'
import { rememberedDocuments } from './remembered-documents.ts'
import { useRemembering } from './use-remembering.ts'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

const who = { openId: 'ou_1', rules: { brand: 'feishu' } } as const

test.each([
  ['sheet', 'sheet'],
  ['base', 'bitable'],
  ['import', 'folder'],
] as const)('a chosen document of family %s is remembered as what Feishu calls it, %s', (family, kind) => {
  const link = 'https://a.feishu.cn/sheets/SheetToken01'
  function Page() {
    useRemembering({ link, state: { is: 'resolved', target: { title: '预算', body: { is: family } } } }, who)
    return null
  }
  renderPage(<Page />)
  expect(rememberedDocuments('ou_1', browserStorage)).toMatchObject([{ link, title: '预算', kind, isPinned: false }])
})
