// @vitest-environment happy-dom
import * as v from 'valibot'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AppToken, DocumentId, FolderToken, SpreadsheetToken } from '../../contract/feishu/ids.ts'
import { renderPage } from '../testing/render-page.tsx'
import { ChosenDocument } from './ChosenDocument.tsx'
import type { BodyOf, FamilyName } from './document-body.ts'

afterEach(cleanup)

const bodies: { readonly [Is in FamilyName]: BodyOf<Is> } = {
  docx: { is: 'docx', documentId: v.parse(DocumentId, 'DocxToken001') },
  sheet: { is: 'sheet', spreadsheetToken: v.parse(SpreadsheetToken, 'SheetToken01'), sheetId: null },
  base: { is: 'base', appToken: v.parse(AppToken, 'BaseToken001'), tableId: null },
  import: { is: 'import', folderToken: v.parse(FolderToken, 'FolderToken1') },
}

function show(family: FamilyName, isInWiki = false) {
  const shown = { family, title: '标题', isInWiki }
  const none = () => undefined
  const meta = { title: '标题', url: 'https://a.feishu.cn/x', isInWiki, mayEdit: true, ownerName: '' }
  const target = { ...meta, body: bodies[family] }
  renderPage(
    <ChosenDocument
      shown={shown}
      chosen={{ state: { is: 'resolved', target }, clear: none, lookAgain: none }}
      right="granted"
      isPrimary={false}
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
