// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { renderPage } from '../testing/render-page.tsx'
import { ChosenDocument } from './ChosenDocument.tsx'
import type { FamilyName } from './document-body.ts'

afterEach(cleanup)

function show(family: FamilyName, isInWiki = false) {
  const shown = { family, title: '标题', isInWiki }
  const none = () => undefined
  renderPage(
    <ChosenDocument
      shown={shown}
      url="https://a.feishu.cn/x"
      right="granted"
      isPrimary={false}
      onChange={none}
      onCheckAgain={none}
    />,
  )
}

test.each<[FamilyName, string, string]>([
  ['docx', '目标文档', '打开文档'],
  ['sheet', '目标表格', '打开表格'],
  ['base', '目标多维表格', '打开多维表格'],
  ['import', '导入到文件夹', '打开文件夹'],
])('the card of a %s has its heading and link', (family, heading, open) => {
  show(family)
  expect(screen.getByText(heading)).toBeTruthy()
  expect(screen.getByRole('link', { name: open })).toBeTruthy()
})

test('a wiki page is named by the kind of its document', () => {
  show('sheet', true)
  expect(screen.getByText('目标表格 · 知识库')).toBeTruthy()
})
